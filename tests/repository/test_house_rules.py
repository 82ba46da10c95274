"""Rules that a glance at the tree can show."""

import re
from pathlib import Path

import pytest

from tests.repository.tree import ROOT, files, read

LIMIT = 400
PACKAGES = ("bot", "scheduler", "bookings", "records", "flows", "flex_templates", "simulator", "demo")
_MACHINE_PATHS = re.compile(r"(?<![\w.~$}-])/(?:home|root|Users|work|tmp/pv)/\w")


def test_no_source_file_is_longer_than_400_lines():
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files(".py", ".js", ".css")}

    assert {str(path.relative_to(ROOT)): size for path, size in sizes.items() if size > LIMIT} == {}


def test_no_path_of_one_machine_stands_in_the_tree():
    found = [_at(path, match.start()) for path, text in _texts() for match in _MACHINE_PATHS.finditer(text)]

    assert found == []


def test_nothing_is_left_unfinished():
    # One letter of each in brackets, so that this file does not find itself.
    mark = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X])\b|NotImplementedErro[r]|pytest\.mark\.ski[p]\b")
    found = [_at(path, match.start()) for path, text in _texts() for match in mark.finditer(text)]

    assert found == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_package_says_what_it_is(package: str):
    assert read(f"{package}/__init__.py").lstrip().startswith('"""')


def _texts() -> list[tuple[Path, str]]:
    return [
        (path, path.read_text(encoding="utf-8"))
        for path in files(".py", ".js", ".md", ".toml", ".sh", ".json")
    ]


def _at(path: Path, offset: int) -> str:
    line = path.read_text(encoding="utf-8").count("\n", 0, offset) + 1
    return f"{path.relative_to(ROOT)}:{line}"
