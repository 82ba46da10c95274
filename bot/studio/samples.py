"""Sample data of one's own, beside the sets that ship with a card: invented data, never a patient's."""

from typing import Any

from flask import Response, jsonify, request
from sqlalchemy.orm import Session

from bookings.now import real_now
from bot.house import house
from bot.staff.guard import me, note, requires
from bot.studio.pages import WORDS, blueprint
from bot.studio.said import answer, said
from bot.studio.shelf import known, sample_of
from bot.web.language import language_of
from flex_templates.review.sampling import leaves, with_values
from records.templates.samples import TooMany, drop_sample, keep_sample, own_samples

_LONGEST_LABEL = 40


@blueprint.get("/<name>/samples/<which>")
@requires("templates.see")
def sample(name: str, which: str) -> Response:
    """A set's values as fields: `[{path, value, label, type, longest, mayBeEmpty}]`."""
    with house().database.read() as session:
        data = sample_of(session, known(name), which)
    thai = language_of(request) == "th"
    return jsonify(
        fields=[
            {
                "path": each.path,
                "value": each.value,
                "label": each.thai if thai else each.english,
                "type": each.type,
                "longest": each.longest,
                "mayBeEmpty": each.may_be_empty,
            }
            for each in leaves(name, data)
        ]
    )


@blueprint.post("/<name>/samples")
@requires("templates.edit")
def save_sample(name: str) -> Response:
    """`{label, like, values}`: the set `like` with these values is kept; 422 says what cannot be."""
    found = said()
    words = WORDS[language_of(request)]
    label, values = str(found.get("label", "")).strip(), found.get("values")
    if not label or len(label) > _LONGEST_LABEL:
        return answer(422, error=words["sample_label_needed"], wrong={})
    if not isinstance(values, dict):
        return answer(400)
    typed = {str(path): str(value) for path, value in values.items()}
    with house().database.read() as session:
        like = sample_of(session, known(name), str(found.get("like")))
    data, wrong = with_values(name, like, typed)
    if wrong:
        told = {path: words[code] for path, code in wrong.items()}
        return answer(422, error=words["sample_wrong"], wrong=told)

    def work(session: Session) -> int:
        row = keep_sample(session, name, label, data, by=me().login, now=real_now())
        note(session, "sample.saved", name, label=label)
        return row.id

    try:
        number = house().database.write(work)
    except TooMany:
        return answer(409, error=words["sample_too_many"], wrong={})
    return answer(200, key=f"own-{number}", label=label)


@blueprint.post("/<name>/samples/<int:number>/drop")
@requires("templates.edit")
def forget_sample(name: str, number: int) -> Response:
    """It is forgotten; once more changes nothing."""

    def work(session: Session) -> None:
        if (label := drop_sample(session, known(name), number)) is not None:
            note(session, "sample.dropped", name, label=label)

    house().database.write(work)
    return answer(200)


def sets_of(session: Session, name: str) -> list[tuple[str, Any]]:
    """The own ones as the editor's page lists them: key and label."""
    return [(f"own-{each.id}", each.label) for each in own_samples(session, name)]
