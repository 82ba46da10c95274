"""`flask staff …`: the first administrator, and the way back in when nobody can sign in."""

import click
from flask import Blueprint
from sqlalchemy.orm import Session

from bookings.now import real_now
from bot.house import house
from records import audit
from records.staff import ROLES, Staff, find_staff, make_reset, tidy_login

blueprint = Blueprint("staff_commands", __name__, cli_group="staff")


@blueprint.cli.command("add")
@click.argument("login")
@click.option("--name", help="How others read her name; the sign-in name unless given.")
@click.option("--role", type=click.Choice(ROLES), default="administrator", show_default=True)
def add(login: str, name: str | None, role: str) -> None:
    """Make an account, or a new password link for a known one; prints where to set the password."""

    def work(session: Session) -> str:
        staff = find_staff(session, login)
        if staff is None:
            staff = Staff(
                login=tidy_login(login), name=name or login, role=role, recovery=[], created_at=real_now()
            )
            session.add(staff)
            session.flush()
            audit.note(session, real_now(), "command line", "person.added", staff.login, role=role)
        else:
            audit.note(session, real_now(), "command line", "person.reset", staff.login)
        return make_reset(session, staff, real_now())

    token = house().database.write(work)
    click.echo(f"Open this page of the service within 24 hours: /staff/password/{token}")
