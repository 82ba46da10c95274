"""Pin requirements.in and requirements-dev.in with hashes: `make requirements`.

Further arguments go to pip-compile (`--upgrade`, `--upgrade-package flask`). Nothing about where the packages
come from is written: that is each machine's own matter.
"""

import subprocess
import sys

QUIET = ("--no-header", "--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host")
FORM = ("--generate-hashes", "--strip-extras", "--allow-unsafe", "--quiet")


def pin(name: str) -> None:
    print(f"Pinning {name}.in …", flush=True)
    command = [sys.executable, "-m", "piptools", "compile", *QUIET, *FORM, *sys.argv[1:]]
    subprocess.run([*command, "--output-file", f"{name}.txt", f"{name}.in"], check=True)


if __name__ == "__main__":
    for each in ("requirements", "requirements-dev"):
        pin(each)
