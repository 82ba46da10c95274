"""Puts the findings together and says them in the reader's language."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from typing_extensions import TypedDict

from bot.hospital.advice import what_to_do
from bot.hospital.conformance.findings import Call, Finding, State
from bot.hospital.conformance.steps import JOURNEY, STEPS, Step
from bot.web import catalogue
from records.hospitals import Hospital
from records.sandboxes import PREFIX

_WORDS = catalogue(Path(__file__).parent / "words")


class StepReport(TypedDict):
    """One step. `call`: the one in the log that shows it; `todo`: what to change, none where all is well."""

    step: str
    line: str
    needed: bool
    state: State
    title: str
    finding: str
    todo: list[str]
    call: Any


class Lack(TypedDict):
    """What is still missing before a live key; `step` where a call is."""

    step: str | None
    what: str


class Report(TypedDict):
    """`passed`: every needed step is well. `left_out`: calls from the developers' pages, not looked at."""

    passed: bool
    calls: int
    left_out: int
    since: str | None
    steps: list[StepReport]
    before_live: list[Lack]


def examine(calls: Sequence[Call], hospital: Hospital, language: str) -> Report:
    """Judge what the hospital's own system did; `calls` are the log's, the newest first."""
    words = _WORDS[language]
    own = [each for each in calls if not each.get("own_page")]
    versions = {each["version"] for each in own if (each["method"], each["route"]) in JOURNEY} or {4}
    steps = [_step(step, step.judge(own), versions, language) for step in STEPS]
    lacking = [each for each in steps if each["needed"] and each["state"] != "well"]
    before: list[Lack] = [{"step": each["step"], "what": each["title"]} for each in lacking]
    return {
        "passed": not lacking,
        "calls": len(own),
        "left_out": len(calls) - len(own),
        "since": own[-1]["at"] if own else None,
        "steps": steps,
        "before_live": before + [{"step": None, "what": words[each]} for each in _of_the_hospital(hospital)],
    }


def _of_the_hospital(hospital: Hospital) -> list[str]:
    """What operators and the hospital settle beside the calls."""
    if hospital.code.startswith(PREFIX):
        return ["live_sandbox"]
    return [] if hospital.connected else ["live_booking_url"]


def _step(step: Step, found: Finding, versions: set[int], language: str) -> StepReport:
    words = _WORDS[language]
    facts = dict(found.facts)
    if found.call is not None:
        facts |= {"status": found.call["status"], "problem": found.call["problem"] or ""}
    return {
        "step": step.name,
        "line": step.line,
        "needed": bool(step.needed & versions),
        "state": found.state,
        "title": words[f"{step.name}_title"],
        "finding": words[f"found_{found.code}"].format(**facts),
        "todo": [] if found.state == "well" else _todo(step, found, language),
        "call": found.call,
    }


def _todo(step: Step, found: Finding, language: str) -> list[str]:
    words = _WORDS[language]
    if found.state == "missing" or found.call is None:
        return [words[f"{step.name}_do"]]
    problems, fields = _what_was_wrong(found.call)
    todo = [words["hammered_do"]] if found.code == "hammered" else []
    todo += [what_to_do(each.replace("-", "_"), language) for each in problems]
    todo += [f"{name}: {words[hint]}" for name in fields if (hint := f"field_{name}") in words]
    return todo or [words[f"{step.name}_do"]]


def _what_was_wrong(call: Call) -> tuple[list[str], list[str]]:
    """Problems and fields of the call, or of the first bookings of a nightly one that were not taken."""
    parts: list[Mapping[str, Any]] = [call, *(call["items"]["first_refused"] if call["items"] else [])]
    problems = [each["problem"] for each in parts if each["problem"]]
    fields = [name for each in parts for name in each["fields"]]
    return list(dict.fromkeys(problems)), list(dict.fromkeys(fields + call["warnings"]))
