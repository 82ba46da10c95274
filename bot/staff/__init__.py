"""The people who work here: sign-in, rights, audit trail, and the operators' pages.

`guard.requires(right)` opens a view, `guard.note(…)` writes the audit trail; the studio uses both.
"""

from flask import Response
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from bot.staff import hospitals, looks, operations, own, people, signing, trail
from bot.staff.commands import blueprint as commands
from bot.staff.pages import blueprint, draw
from bot.staff.template_commands import blueprint as template_commands

blueprints = (blueprint, commands, template_commands)
__all__ = ["blueprints", "hospitals", "looks", "operations", "own", "people", "signing", "trail"]


@blueprint.errorhandler(HTTPException)
def sorry(error: HTTPException) -> Response:
    """In the reader's language."""
    code = error.code or 500
    return draw("sorry.html", code, what=f"error_{code}" if code in {401, 403, 404} else "error_other")


@blueprint.errorhandler(SQLAlchemyError)
def away(_: SQLAlchemyError) -> Response:
    """The database is away."""
    return draw("sorry.html", 503, what="error_other")
