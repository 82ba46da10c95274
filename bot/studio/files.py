"""What editors publish and what ships as files: what differs, export, import as drafts."""

from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from bookings.now import real_now
from bot.house import house
from bot.staff.guard import me, note, requires
from bot.studio.archive import BadArchive, packed, unpacked
from bot.studio.listing import title
from bot.studio.pages import blueprint, draw
from records.templates import COMMON
from records.templates.files import as_files, current, differences, import_drafts


@blueprint.get("/files")
@requires("templates.see")
def files() -> Response:
    """Which published cards differ from those that ship, and in what."""
    return _page()


@blueprint.get("/files.zip")
@requires("templates.see")
def export_files() -> Response:
    """All that is sent now, in the form of `flex_templates/`; `?changed=1`: only cards that differ."""
    with house().database.read() as session:
        contents = current(session)
        if request.args.get("changed"):
            names = {each.name for each in differences(session)}
            contents = {name: each for name, each in contents.items() if name in names}
    house().database.write(lambda session: note(session, "template.exported", cards=len(contents)))
    response = Response(packed(as_files(contents)), mimetype="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="moph-connect-cards.zip"'
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/files")
@requires("templates.edit")
def import_files() -> Response:
    """Each card that differs from what is sent now becomes a draft; a publisher looks and publishes."""
    file = request.files.get("files")
    try:
        contents = unpacked(file.stream.read() if file else b"")
    except BadArchive as bad:
        return _page(422, wrong=bad.key, where=bad.where)
    over = request.form.get("over") == "yes"

    def work(session: Session) -> tuple[list[str], list[str]]:
        done = import_drafts(session, contents, me().login, real_now(), over=over)
        for name in done[0]:
            note(session, "template.imported", name)
        return done

    imported, left = house().database.write(work)
    return _page(imported=imported, left=left, taken=True)


def _page(status: int = 200, **values: Any) -> Response:
    with house().database.read() as session:
        found = differences(session)
    return draw("files.html", status, differences=found, title=title, common=COMMON, **values)
