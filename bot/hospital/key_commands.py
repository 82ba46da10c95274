"""`flask keys …`: issue, list, rotate and revoke hospitals' keys from a shell on the server."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

import click
from flask import Blueprint
from sqlalchemy.orm import Session

from bookings.now import real_now
from bookings.times import BANGKOK
from bot.hospital.times import NotATime, parse_duration, parse_moment
from bot.house import house
from records.keys import ApiKey, Issued, KeyRefused, issue, keys_of, revoke, rotate

T = TypeVar("T")
blueprint = Blueprint("keys", __name__, cli_group="keys")

# What a person calls a kind of key → version and mode.
KINDS = {"test": (4, "test"), "live": (4, "live"), "v3": (3, None)}
_ONCE = "Shown this once; only its hash is kept:"


class _Moment(click.ParamType[datetime]):
    name = "moment"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return parse_moment(str(value))
        except NotATime as error:
            self.fail(f"{value} {error}", param, ctx)


class _Span(click.ParamType[timedelta]):
    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        try:
            return value if isinstance(value, timedelta) else parse_duration(str(value))
        except NotATime as error:
            self.fail(f"{value} {error}", param, ctx)


@blueprint.cli.command("issue")
@click.argument("hospital_code")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--label", help="Whose key it is, for example the system that will use it.")
@click.option(
    "--expires", type=_Moment(), help="When it ends, for example 2027-01-01T00:00; never unless given."
)
def issue_command(hospital_code: str, kind: str, label: str | None, expires: datetime | None) -> None:
    """Make a key for a hospital, beside those it has."""
    version, mode = KINDS[kind]
    _show(
        _write(
            lambda session: issue(
                session, hospital_code, version, mode, real_now(), label=label, expires_at=expires
            )
        )
    )


@blueprint.cli.command("list")
@click.argument("hospital_code")
def list_command(hospital_code: str) -> None:
    """All keys of a hospital: number, kind, state, made, last use (to the hour), end, label."""
    with house().database.read() as session:
        found = keys_of(session, hospital_code)
    if not found:
        raise click.ClickException(
            f"Hospital {hospital_code} has no keys: flask keys issue {hospital_code} test"
        )
    for key in found:
        click.echo(_line(key))


@blueprint.cli.command("rotate")
@click.argument("number", type=int)
@click.option(
    "--both-for", type=_Span(), default=timedelta(days=7), help="How long the old one stays valid (P7D)."
)
def rotate_command(number: int, both_for: timedelta) -> None:
    """Make a new key in place of one; both are valid for a while."""
    new = _write(lambda session: rotate(session, number, real_now(), both_for))
    _show(new)
    click.echo(f"Key {number} ends {_moment(real_now() + both_for)} at the latest.")


@blueprint.cli.command("revoke")
@click.argument("number", type=int)
def revoke_command(number: int) -> None:
    """End a key at once."""
    click.echo(_line(_write(lambda session: revoke(session, number, real_now()))))


def _write(work: Callable[[Session], T]) -> T:
    try:
        return house().database.write(work)
    except KeyRefused as refused:
        raise click.ClickException(str(refused)) from None


def _show(new: Issued) -> None:
    click.echo(_line(new.row))
    click.echo(_ONCE, err=True)
    click.echo(new.key)


def _line(key: ApiKey) -> str:
    parts = [
        f"{key.id:>5}  {key.shown:<14} {key.state(real_now()):<8}",
        f"made {_moment(key.created_at)}",
        f"used {_moment(key.last_used_at)}" if key.last_used_at else "never used",
    ]
    if key.expires_at:
        parts.append(f"ends {_moment(key.expires_at)}")
    return "  ".join([*parts, key.label or ""]).rstrip()


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(BANGKOK):%Y-%m-%d %H:%M}" if moment else "never"
