"""Exit 0 when this Python's environment holds every pinned package whole.

    python scripts/venv_check.py requirements.txt

Compares the pins with what is installed, and each package's own list of files with the disk, so that an
environment from which something was deleted is made anew instead of failing later with a strange error.
Imports nothing that could be broken.
"""

import re
import sys
from importlib.metadata import Distribution, distributions
from pathlib import Path


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(text: str) -> dict[str, str]:
    return {normal(name): version for name, version in re.findall(r"^([\w.-]+)==(\S+)", text, re.MULTILINE)}


def whole(package: Distribution) -> bool:
    files = package.files or []
    return all(Path(str(package.locate_file(file))).exists() for file in files if file.suffix == ".py")


def main() -> int:
    wanted = pins(Path(sys.argv[1]).read_text(encoding="utf-8"))
    found = {normal(package.name): package for package in distributions()}
    ok = all(
        name in found and found[name].version == version and whole(found[name])
        for name, version in wanted.items()
    )
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
