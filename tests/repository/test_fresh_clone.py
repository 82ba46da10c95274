"""From a fresh clone to a patient's queue card, with nothing but `make demo`: the promise of README."""

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import requests

from tests.repository.demo_run import DemoRun
from tests.repository.tree import ROOT, files
from tests.world.people import HospitalSystem, Phone, text_of

pytestmark = [pytest.mark.more, pytest.mark.timeout(600)]
THREE_MINUTES = 180.0


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of this work tree, in a folder with a blank in its name."""
    folder = tmp_path_factory.mktemp("fresh") / "moph connect"
    for path in files():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    return folder


@pytest.fixture
def demo(clone: Path) -> Iterator[DemoRun]:
    run = DemoRun(["make", "demo"], clone, clone / "var")
    yield run
    run.close()


def test_a_fresh_clone_leads_to_a_queue_card_within_three_minutes(demo: DemoRun):
    demo.start()
    facts = demo.ready(patience=THREE_MINUTES)
    card = _book(facts)

    assert "A042" in text_of(card)
    assert demo.end(signal.SIGINT, to_group=True) in {
        0,
        2,
        -signal.SIGINT,
    }  # make's own way to say "interrupted"
    assert demo.left_over() == []


def test_when_make_is_killed_the_demo_ends_too(demo: DemoRun):
    demo.start()
    first = demo.ready(patience=THREE_MINUTES)
    demo.end(signal.SIGKILL)
    demo.start()
    demo.place.announcement.unlink(missing_ok=True)

    assert demo.ready() == first


def test_demo_reset_forgets(demo: DemoRun, clone: Path):
    demo.start()
    first = demo.ready(patience=THREE_MINUTES)
    assert _make(clone, demo.environment, "demo-reset").returncode != 0  # not while it runs
    demo.end(signal.SIGINT, to_group=True)
    assert _make(clone, demo.environment, "demo-reset").returncode == 0
    demo.start()
    second = demo.ready()

    assert second["hospitals"][0]["test_key"] != first["hospitals"][0]["test_key"]


def test_an_old_python_is_told_in_one_sentence(clone: Path, tmp_path: Path):
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\necho "Python 3.10.9"; exit 1\n', encoding="utf-8")
    old.chmod(0o755)
    made = _make(clone, os.environ | {"PYTHON": str(old)}, "demo")

    assert made.returncode != 0
    assert re.match(r"PYTHON=.* is not a working Python 3\.11 or newer", made.stderr)


def test_a_damaged_environment_is_made_anew(clone: Path):
    _make(clone, os.environ, "venv")
    shutil.rmtree(next((clone / ".venv").glob("lib/python*/site-packages/flask")))
    said = _make(clone, os.environ, "venv").stdout

    assert "Making the virtual environment" in said
    assert _make(clone, os.environ, "venv").stdout == ""


def _make(folder: Path, environment: Mapping[str, str], target: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in environment.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", target], cwd=folder, env=clean, capture_output=True, text=True, check=False
    )


def _book(facts: dict[str, Any]) -> dict[str, Any]:
    """S1 to S5 from outside: she chooses the hospital, it calls the API, the card is pushed."""
    there = facts["hospitals"][0]
    phone = _phone(facts["simulator_url"])
    connect_id = phone.choose(there["code"], there["name"])
    last = phone.messages()[-1]["id"]
    system = HospitalSystem(facts["web_url"], there["code"], there["test_key"], there["v3_key"])
    in_two_days = datetime.now(ZoneInfo("Asia/Bangkok")) + timedelta(days=2)
    system.book(connect_id, "fresh-1", in_two_days.isoformat(timespec="seconds"))
    return phone.messages(after=last, wait=30)[0]


def _phone(simulator_url: str) -> Phone:
    made = requests.post(f"{simulator_url}/_simulator/users", json={"display_name": "สมศรี ใจดี"}, timeout=30)
    return Phone(simulator_url, made.json()["user_id"], made.json()["phone_url"])
