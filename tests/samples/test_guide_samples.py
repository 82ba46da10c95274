"""Every sample of the guide, run as a reader would: against the running service, in its own language."""

import html
import re
import shutil
import subprocess
from datetime import date, datetime, timedelta
from os import environ
from pathlib import Path

import pytest
import requests

from bot.portal.samples import CALLS, CONNECT_ID, KEY, LANGUAGES, program, samples
from tests.world.people import HospitalSystem
from tests.world.processes import Processes

PROGRAMS = {"curl": "sh", "PHP": "php", "Python": "python3", "Node.js": "node"}
# What PHP 5.6 does not know: ??, <=>, ?->, fn, match, types, typed properties, spread in arrays,
# named arguments, newer functions. PHP 8 runs the samples; this list looks for the rest.
NEWER_PHP = re.compile(
    r"\?\?|<=>|\?->|\bfn\s*\(|\bmatch\s*\(|\)\s*:\s*\??\w+\s*\{|function\s*\w*\(\s*\??\w+\s+\$"
    r"|\[\s*\.\.\.|\bstr_(?:contains|starts_with|ends_with)\b|\barray_key_(?:first|last)\b|\brandom_bytes\b"
    r"|\bJSON_THROW_ON_ERROR\b|\w+:\s*\$|^\s*(?:public|private|protected)\s+\??\w+\s+\$",
    re.MULTILINE,
)


@pytest.fixture(params=list(LANGUAGES))
def language(request: pytest.FixtureRequest) -> str:
    """Where its program is not installed, a sentence says how to install it."""
    program = PROGRAMS[request.param]
    if not shutil.which(program) or (request.param == "curl" and not shutil.which("curl")):
        give_up = pytest.fail if environ.get("CI") == "true" else pytest.skip
        give_up(f"{program} is not installed: run `sh scripts/samples.sh`.")
    return request.param


def _tomorrow(hospital: HospitalSystem) -> str:
    return (datetime.fromisoformat(hospital.clock()) + timedelta(days=1)).date().isoformat()


def _patient(hospital: HospitalSystem) -> str:
    return hospital.call("POST", "/sandbox/patients").json()["connect_id"]


def _run(language: str, source: str, folder: Path) -> str:
    file = folder / LANGUAGES[language]
    file.write_text(source, encoding="utf-8")
    done = subprocess.run(
        [PROGRAMS[language], str(file)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return done.stdout


_REFUSED = re.compile(r"""\bdetail"?: ?["']|\bstatus"?: ?[45]\d\d\b[^}]*\bproblem"?: ?[\[{]""")


def _refused(printed: str) -> bool:
    """A problem, or a booking of a batch with its own."""
    return _REFUSED.search(printed) is not None


def test_all_samples_work_one_after_the_other(
    world: Processes, hospital: HospitalSystem, language: str, tmp_path: Path
):
    day, mine = _tomorrow(hospital), _patient(hospital)
    for call in CALLS:
        if call.name == "cancel":  # her visit is over by now, and what is over cannot be cancelled
            hospital.call("DELETE", "/sandbox")
            mine = _patient(hospital)
            hospital.book(mine, "A-1", f"{day}T10:00:00+07:00")
        source = samples(call.name, world.web_url, day)[language]
        printed = _run(language, source.replace(KEY, hospital.key).replace(CONNECT_ID, mine), tmp_path)
        assert printed.strip(), call.name
        assert not _refused(printed), (call.name, printed)


@pytest.mark.parametrize("language", ["PHP"], indirect=True)
def test_the_whole_nightly_program_sends_a_file_and_tells_what_was_not_taken(
    world: Processes, hospital: HospitalSystem, language: str, tmp_path: Path
):
    day, mine = _tomorrow(hospital), _patient(hospital)
    file, table = tmp_path / "nightly.php", tmp_path / "bookings.csv"
    file.write_text(program("nightly.php", world.web_url).replace(KEY, hospital.key), encoding="utf-8")

    def run(*rows: str) -> subprocess.CompletedProcess[str]:
        names = "connect_id,booking_ref,appointment_at,queue_number,department,note"
        table.write_text("\n".join((names, *rows, "")), encoding="utf-8-sig")
        command = [PROGRAMS[language], str(file), str(table)]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    good = f'{mine},N-1,{day}T10:00,A042,อายุรกรรม,"งดน้ำ, งดอาหาร"'
    done = run(good, f"{mine},N-2,2569-12-24T10:00,A043,อายุรกรรม,")
    assert done.returncode == 1
    assert "taken 1, not taken 1" in done.stdout
    assert done.stderr.startswith("N-2: 422")
    assert "appointment_at" in done.stderr

    done = run(good)
    assert (done.returncode, done.stderr) == (0, "")
    assert hospital.booking("N-1")["note"] == "งดน้ำ, งดอาหาร"


@pytest.mark.parametrize("language", ["PHP"], indirect=True)
def test_the_version_3_client_works_with_the_new_base_address(
    world: Processes, hospital: HospitalSystem, language: str, tmp_path: Path
):
    mine, day = _patient(hospital), _tomorrow(hospital)
    source = program("version_3.php", world.web_url, day).replace("mc3_your_key", hospital.v3_key)

    printed = _run(language, source.replace(CONNECT_ID, mine), tmp_path)

    assert '"status": "success"' in printed
    ref = re.search(r'"booking_ref": "([^"]+)"', printed)
    assert ref
    assert hospital.booking(ref[1])["queue_number"] == "201"


@pytest.mark.parametrize("language_of_page", ["th", "en"])
@pytest.mark.parametrize("language", ["curl"], indirect=True)
def test_the_line_for_cron_says_when_the_nightly_call_did_not_come(
    world: Processes, hospital: HospitalSystem, language: str, language_of_page: str, tmp_path: Path
):
    page = requests.get(f"{world.web_url}/developers/nightly?lang={language_of_page}", timeout=10).text
    line = next(each for each in html.unescape(page).splitlines() if each.startswith("5 1 * * *"))
    command = line.removeprefix("5 1 * * *").strip()
    key = tmp_path / "key"
    key.write_text(hospital.key + "\n")
    assert world.web_url in command

    def run() -> str:
        return _run(language, command.replace("/srv/queue/key", str(key)), tmp_path)

    day = date.fromisoformat(_tomorrow(hospital)) + timedelta(days=1)
    hospital.book(_patient(hospital), "N-9", f"{day}T10:00:00+07:00")
    hospital.move_clock(now=f"{day - timedelta(days=1)}T01:05:00+07:00")
    assert "left bookings out" in run()

    names = ("connect_id", "booking_ref", "appointment_at", "queue_number", "department")
    hospital.call("POST", "/reminders", {name: hospital.booking("N-9")[name] for name in names})
    assert run() == ""


@pytest.mark.parametrize("name", ["nightly.php", "version_3.php"])
def test_a_whole_program_uses_nothing_newer_than_php_5_6(name: str):
    source = program(name, "https://connect.example")

    assert NEWER_PHP.findall(source.split("<?php", 1)[1].replace("https://", "")) == []


@pytest.mark.parametrize("call", [call.name for call in CALLS])
def test_a_php_sample_uses_nothing_newer_than_php_5_6(call: str):
    source = samples(call, "https://connect.example", "2026-12-24")["PHP"]

    assert NEWER_PHP.findall(source.split("<?php", 1)[1].replace("https://", "")) == []


def test_a_refused_sample_prints_what_to_mend(
    world: Processes, hospital: HospitalSystem, language: str, tmp_path: Path
):
    source = samples("book", world.web_url, "2569-12-24")[language].replace(KEY, hospital.key)

    printed = _run(language, source, tmp_path)

    assert "appointment_at" in printed
    assert "422" in printed


def test_the_simulator_page_may_be_framed_by_the_service(world: Processes, hospital: HospitalSystem):
    phone = hospital.call("POST", "/sandbox/patients").json()["phone_url"]

    policy = requests.get(phone, timeout=10).headers["Content-Security-Policy"]

    assert f"http://localhost:{world.web_port}" in policy
    assert f"http://127.0.0.1:{world.web_port}" in policy
