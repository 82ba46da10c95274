"""`flask --app wsgi line …`: what whoever runs the service does at LINE, now and then."""

import click
import urllib3
from flask import Blueprint
from sqlalchemy import select

from bot.house import House, house
from bot.line.menus import LineRefusedError, Menus
from bot.welcome.share import share_url
from flex_templates.rich_menu import LANGUAGES, menu
from records.people import LineAccount
from settings import Channel


def add_commands(blueprint: Blueprint) -> None:
    """Hang them under the blueprint's name."""

    @blueprint.cli.command("rich-menu")
    @click.option("--channel", "name", help="One channel only: live, test or sandbox.")
    def rich_menu(name: str | None) -> None:  # pyright: ignore[reportUnusedFunction]
        """Install the rich menu. May run at every deploy: what is right already is left alone."""
        channels = house().settings.channels
        if name is not None and name not in channels:
            raise click.ClickException(f"No channel {name!r} is set up; there are: {', '.join(channels)}.")
        for channel in channels.values():
            if name in {None, channel.name}:
                click.echo(f"{channel.name}: {_install(house(), channel)}")


def _install(here: House, channel: Channel) -> str:
    """Thai for everybody, the others for those whom the service speaks to in that language."""
    public_url = here.settings.public_url
    menus = Menus(channel)
    wanted = [menu(language, share_url(public_url, language)) for language in LANGUAGES]
    try:
        done = menus.install(wanted, lambda language: _speakers(here, channel, language))
        done += menus.clear_up(wanted)
    except (LineRefusedError, urllib3.exceptions.HTTPError) as error:
        raise click.ClickException(f"{channel.name}: LINE did not take it: {error}") from error
    return "; ".join(done) or "nothing to change"


def _speakers(here: House, channel: Channel, language: str) -> list[str]:
    query = select(LineAccount.user_id).where(
        LineAccount.channel == channel.name,
        LineAccount.language == language,
        LineAccount.blocked_at.is_(None),
    )
    with here.database.read() as session:
        return list(session.scalars(query))
