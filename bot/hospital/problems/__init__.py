"""`/problems/…`: what the `type` of a refusal leads to. What is wrong, and what to do about it."""

import json
import re
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, request

from bot.auth import states_auth
from bot.hospital.advice import what_to_do
from bot.hospital.answers import problem
from bot.hospital.faults import FAULTS, Fault, WrongField
from bot.web import Pages, catalogue
from bot.web.language import language_of

_HERE = Path(__file__).parent
_FACT = re.compile(r"\{\w+\}")  # what only a call itself can tell
PAGES = Pages("portal.start", catalogue(_HERE / "words"))
blueprint = Blueprint("problems", __name__, url_prefix="/problems", template_folder="templates")


@blueprint.get("/<name>")
@states_auth("none")
def show(name: str) -> Response:
    """One kind of refusal, in the reader's language."""
    code = name.replace("-", "_")
    if code not in FAULTS or "_" in name:
        return PAGES.render("problem/unknown.html", 404)
    words, language = FAULTS[code], language_of(request)
    detail = words.thai if language == "th" else words.detail
    return PAGES.render(
        "problem/page.html",
        name=name,
        told_by=words.status,
        title=words.title,
        detail=_FACT.sub("…", detail),
        todo=what_to_do(code, language),
        example=json.dumps(_example(code), ensure_ascii=False, indent=2),
    )


def _example(code: str) -> dict[str, object]:
    """The body as a call gets it."""
    facts: dict[str, Any] = dict.fromkeys(_names(FAULTS[code].detail) | _names(FAULTS[code].thai), "…")
    errors = [WrongField("queue_number", "must not be empty")] if code == "wrong_fields" else []
    return problem(Fault(code, errors=errors, **facts))


def _names(sentence: str) -> set[str]:
    return {each.strip("{}") for each in _FACT.findall(sentence)}
