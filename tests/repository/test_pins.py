"""What is installed is what was chosen: pinned, with hashes, from nowhere in particular."""

import re

import pytest

from tests.repository.tree import read

FILES = ("requirements", "requirements-dev")


@pytest.mark.parametrize("name", FILES)
def test_everything_asked_for_is_pinned_with_hashes(name: str):
    asked = re.findall(r"^([a-zA-Z][\w.-]*)", read(f"{name}.in"), re.MULTILINE)
    pins = re.findall(
        r"^([\w.-]+)==\S+ \\\n    --hash=sha256:[0-9a-f]{64}", read(f"{name}.txt"), re.MULTILINE
    )

    assert {package.lower() for package in asked} - set(pins) == set()
    assert len(pins) == len(re.findall(r"^[\w.-]+==", read(f"{name}.txt"), re.MULTILINE))


@pytest.mark.parametrize("name", FILES)
def test_no_registry_or_folder_is_named(name: str):
    assert re.findall(r"^--|://|^file:| @ ", read(f"{name}.txt"), re.MULTILINE) == []


def test_development_runs_on_what_production_runs_on():
    run, dev = (set(re.findall(r"^[\w.-]+==\S+", read(f"{name}.txt"), re.MULTILINE)) for name in FILES)

    assert run <= dev
