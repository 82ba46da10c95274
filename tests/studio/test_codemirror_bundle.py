"""The committed CodeMirror is the one that its lock file pins, and its licences go along."""

import json
from hashlib import sha256

from tests.repository.tree import ROOT, read

HERE = "bot/studio/codemirror"
BUILT = json.loads(read(f"{HERE}/built.json"))


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_the_bundle_was_built_from_what_is_pinned_here():
    inputs = [
        read(f"{HERE}/{name}") for name in ("package.json", "package-lock.json", "entry.js", "build.mjs")
    ]

    assert digest("\0".join(inputs)) == BUILT["inputs"], "run `make codemirror` and commit what it builds"
    assert digest(read("bot/studio/assets/codemirror.js")) == BUILT["bundle"]


def test_each_package_in_it_has_the_locked_version_and_its_licence():
    locked = json.loads(read(f"{HERE}/package-lock.json"))["packages"]
    licences = read("bot/studio/assets/codemirror.LICENSES.txt")

    for name, version in BUILT["packages"].items():
        assert locked[f"node_modules/{name}"]["version"] == version
        assert locked[f"node_modules/{name}"]["integrity"].startswith("sha512-")
        assert f"{name} {version} (MIT)" in licences
    assert licences.count("Permission is hereby granted") == len(BUILT["packages"])


def test_it_loads_nothing_from_elsewhere():
    code = (ROOT / "bot/studio/assets/codemirror.js").read_text("utf-8")

    assert "import(" not in code
    assert "eval(" not in code
    assert "new Function" not in code
