"""The list of words that texts for patients avoid: editors keep it, the checks hold drafts against it."""

from flask import Response, redirect, request, url_for
from sqlalchemy.orm import Session

from bookings.now import real_now
from bot.house import house
from bot.staff.guard import me, note, requires
from bot.studio.pages import blueprint, draw
from records.templates.house_style import LONGEST, ListFull, drop_style_word, keep_style_word, style_entries

_LONGEST_INSTEAD = 200


@blueprint.get("/house-style")
@requires("templates.see")
def house_style() -> Response:
    """The list, and a form for whoever may edit."""
    return _page(done=request.args.get("done", ""))


@blueprint.post("/house-style")
@requires("templates.edit")
def keep_word() -> Response:
    """Avoid a word from now on, or say anew what to write instead."""
    word = " ".join(request.form.get("word", "").split())
    instead = " ".join(request.form.get("instead", "").split())
    if not word or len(word) > LONGEST or not instead or len(instead) > _LONGEST_INSTEAD:
        return _page(422, wrong="style_both", typed=(word, instead))

    def work(session: Session) -> None:
        keep_style_word(session, word, instead, by=me().login, now=real_now())
        note(session, "house_style.kept", word, instead=instead)

    try:
        house().database.write(work)
    except ListFull:
        return _page(409, wrong="style_full", typed=(word, instead))
    return redirect(url_for("studio.house_style", done="kept"), 303)  # pyright: ignore[reportReturnType]


@blueprint.post("/house-style/drop")
@requires("templates.edit")
def drop_word() -> Response:
    """Avoid it no longer; once more changes nothing."""
    word = request.form.get("word", "")

    def work(session: Session) -> None:
        if drop_style_word(session, word, by=me().login, now=real_now()):
            note(session, "house_style.dropped", word)

    house().database.write(work)
    return redirect(url_for("studio.house_style", done="dropped"), 303)  # pyright: ignore[reportReturnType]


def _page(
    status: int = 200, *, wrong: str = "", done: str = "", typed: tuple[str, str] = ("", "")
) -> Response:
    with house().database.read() as session:
        entries = style_entries(session)
    return draw("house_style.html", status, entries=entries, wrong=wrong, done=done, typed=typed)
