"""What the documents tell a reader to run is there."""

import os
import re
import subprocess

import pytest

from tests.repository.tree import ROOT, read

DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))),
)
TARGETS = set(re.findall(r"^([a-z][a-z-]*):", read("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_that_is_named_exists(document: str):
    named = set(re.findall(r"(?:`|^)(?:[A-Z_]+=\S+ )*make ([a-z][a-z-]*)", read(document), re.MULTILINE))

    assert named - TARGETS == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_python_module_that_is_named_exists(document: str):
    for module in re.findall(r"python -m ([a-z_.]+[a-z])", read(document)):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_to_a_file(document: str):
    folder = (ROOT / document).parent
    links = re.findall(r"\]\((?!https?:)([^)#]+)", read(document))

    assert [link for link in links if not (folder / link).exists()] == []


def test_make_help_is_the_default_and_explains_every_target():
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    said = subprocess.run(
        ["make"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout

    explained = set(re.findall(r"^ +make ([a-z-]+) +\S", said, re.MULTILINE))
    assert explained == TARGETS - {"venv", "venv-dev"}


def test_ci_runs_the_readmes_test_command():
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert "make test" in read("README.md")
    assert re.search(r"^make test\b", script.read_text(encoding="utf-8"), re.MULTILINE)
