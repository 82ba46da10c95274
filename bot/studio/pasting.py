"""Plain JSON from LINE's Flex Simulator becomes the draft, and its texts variables, offer by offer."""

from typing import Any

from flask import Response, jsonify

from bot.house import house
from bot.staff.guard import requires
from bot.studio.cards import too_fast
from bot.studio.pages import blueprint
from bot.studio.said import answer, changed, said
from bot.studio.shelf import SAMPLES, common_words, known, written
from flex_templates import TemplateError
from flex_templates.compiler import compile_template
from flex_templates.pasting import Offer, accept, offers, pasted
from flex_templates.pasting.offering import unused
from flex_templates.review.note import Note
from flex_templates.review.untrusted import Unreadable, read

_KEPT = {"plain", "alt"}  # words that a card needs whatever its picture is


@blueprint.post("/<name>/paste")
@requires("templates.edit")
def paste(name: str) -> Response:
    """`{pasted, text, words}` → the draft with what was pasted, and offers. 422: what is wrong with it."""
    if refused := too_fast():
        return refused
    found = said()
    try:
        text, words = _draft(name, found)
        made = pasted(str(found.get("pasted", "")), read(text).value, words)
        compile_template(name, made)
    except Unreadable as error:
        return answer(422, note=Note("template", error.line, error.pointer, error.sentence).shown())
    except TemplateError as error:
        return answer(422, note=Note("template", 1, error.pointer, error.sentence).shown())
    return _told(name, made, unused(made, words, _KEPT))


@blueprint.post("/<name>/offers")
@requires("templates.edit")
def offered(name: str) -> Response:
    """`{text, words, accept}` → the draft with that offer taken, if any, and what is offered then."""
    if refused := too_fast():
        return refused
    found = said()
    try:
        text, words = _draft(name, found)
    except (Unreadable, TemplateError) as error:
        return answer(422, note=Note("template", 1, "", error.sentence).shown())
    structure = read(text).value
    if "accept" in found:
        try:
            data = SAMPLES.samples(name)["usual"]
            structure, words = accept(name, structure, words, data, str(found["accept"]))
        except LookupError:
            return answer(409)
    return _told(name, structure, words)


def _draft(name: str, found: dict[str, Any]) -> tuple[str, dict[str, dict[str, str]]]:
    with house().database.read() as session:
        return changed(known(name), {**found, "changes": {}}, common_words(session))


def _told(name: str, structure: list[Any], words: Any) -> Response:
    found = offers(name, structure, words, SAMPLES.samples(name)["usual"])
    return jsonify(text=written(structure), words=words, offers=[_shown(each) for each in found])


def _shown(offer: Offer) -> dict[str, str]:
    return {key: getattr(offer, key) for key in ("id", "pointer", "now", "then", "found", "thai", "english")}
