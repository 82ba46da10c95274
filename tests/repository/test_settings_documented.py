"""`.env.example` lists every setting, and nothing that is no setting."""

import re

from settings import Settings
from tests.repository.tree import read

LINES = read(".env.example").splitlines()
NAMES = [line.split("=")[0] for line in LINES if re.match(r"[A-Z_]+=", line)]


def test_every_setting_of_the_service_is_listed():
    assert {name.upper() for name in Settings.model_fields} - set(NAMES) == set()


def test_everything_listed_is_read_by_the_service_the_simulator_or_the_procfile():
    readers = read("Procfile") + read("simulator/settings.py")
    known = {name.upper() for name in Settings.model_fields}

    assert [name for name in NAMES if name not in known and name not in readers] == []


def test_nothing_is_listed_twice():
    assert sorted(NAMES) == sorted(set(NAMES))


def test_every_block_of_settings_has_a_comment():
    for before, line in zip(["", *LINES], LINES, strict=False):
        assert not re.match(r"[A-Z_]+=", line) or before.startswith("#") or re.match(r"[A-Z_]+=", before), (
            line
        )


def test_the_examples_are_the_defaults():
    listed = dict(line.split("=", 1) for line in LINES if re.match(r"[A-Z_]+=", line))
    known = {name: value for name, value in listed.items() if name.lower() in Settings.model_fields}

    assert (
        Settings.model_validate({name.lower(): value for name, value in known.items()})
        == Settings.model_construct()
    )
