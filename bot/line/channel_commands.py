"""`flask --app wsgi line status|quota|resume`: how the channels stand, and a hand on their gates."""

import click
from flask import Blueprint

from bookings.times import BANGKOK
from bot.house import House, house
from scheduler.channels.keeper import read_quota, token_trouble, wake_surely
from scheduler.channels.keeper import resume as resume_now
from scheduler.channels.line_status import LineAwayError, LineStatus
from scheduler.channels.quota import Quota
from scheduler.channels.state import ChannelStates
from scheduler.monitoring.troubles import troubles
from settings import Channel


def add_commands(blueprint: Blueprint) -> None:
    """Hang them under the blueprint's name."""

    @blueprint.cli.command("status")
    def status() -> None:  # pyright: ignore[reportUnusedFunction]
        """Which channels are set up, which are stopped, and every alarm there is."""
        here = house()
        found = troubles(here.settings, here.redis, here.database)
        for name in here.settings.channels:
            codes = [each.code for each in found if each.channel == name]
            click.echo(f"{name}: {', '.join(codes) or 'open'}")
        for each in found:
            since = f" since {each.since.astimezone(BANGKOK):%Y-%m-%d %H:%M}" if each.since else ""
            click.echo(f"! {each.code} {each.channel or ''}{since} {each.note}".rstrip())

    @blueprint.cli.command("quota")
    def quota() -> None:  # pyright: ignore[reportUnusedFunction]
        """Ask LINE how much of the month's quota is used, and tell how long it will last."""
        for channel in house().settings.channels.values():
            click.echo(f"{channel.name}: {_quota(house(), channel)}")

    @blueprint.cli.command("resume")
    @click.argument("name")
    @click.option("--anyway", is_flag=True, help="Although LINE refuses the token, or does not answer.")
    def resume(name: str, anyway: bool) -> None:  # pyright: ignore[reportUnusedFunction]
        """Let a stopped channel go on now; what waited leaves as far as it is still useful."""
        here, channel = house(), _channel(name)
        if not anyway and (trouble := token_trouble(channel)):
            raise click.ClickException(f"{trouble} Nothing was changed; --anyway does it all the same.")
        resume_now(ChannelStates(here.redis), here.database, name)
        click.echo(f"{name} goes on.")


def _channel(name: str) -> Channel:
    channels = house().settings.channels
    if name not in channels:
        raise click.ClickException(f"No channel {name!r} is set up; there are: {', '.join(channels)}.")
    return channels[name]


def _quota(here: House, channel: Channel) -> str:
    states, percent = ChannelStates(here.redis), here.settings.quota_reserve_percent
    try:
        quota, went_on = read_quota(states, LineStatus(), channel, percent)
    except LineAwayError as error:
        return f"LINE was not reached: {error}"
    if went_on:
        wake_surely(here.database)
    return told(quota)


def told(quota: Quota) -> str:
    """A month in one line."""
    pace = f"about {quota.per_day:,.0f} a day, {quota.forecast:,} by the end of the month"
    if quota.limit is None:
        return f"{quota.used:,} used, no limit; {pace}"
    month = f"{quota.used:,} of {quota.limit:,} used, {quota.reserve:,} kept for what is urgent; {pace}"
    ends = f", the reserve begins on {quota.lasts_until:%Y-%m-%d}" if quota.level == "short" else ""
    return f"{month}; {quota.level}{ends}"
