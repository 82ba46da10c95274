"""`flask templates …`: the published set as files, files as drafts, what differs from the defaults."""

from pathlib import Path

import click
from flask import Blueprint
from sqlalchemy.orm import Session

from bookings.now import real_now
from bot.house import house
from flex_templates import TemplateError
from records import audit
from records.templates import NoVersion
from records.templates.files import current, differences, import_drafts, read_files, write_files

blueprint = Blueprint("template_commands", __name__, cli_group="templates")
_BY = "command line"
_FOLDER = click.Path(file_okay=False, path_type=Path)


@blueprint.cli.command("export")
@click.argument("folder", type=_FOLDER)
def export_command(folder: Path) -> None:
    """Write what is sent now as files; over `flex_templates/` they become the shipped defaults."""
    with house().database.read() as session:
        contents = current(session)
    write_files(contents, folder)
    click.echo(f"{len(contents) - 1} templates and the common words are in {folder}.")


@blueprint.cli.command("import")
@click.argument("folder", type=_FOLDER)
@click.option("--over", is_flag=True, help="Replace the drafts that editors have.")
def import_command(folder: Path, over: bool) -> None:
    """Make a draft of every file that differs from what is sent now; a publisher looks and publishes."""
    try:
        contents = read_files(folder)
    except TemplateError as error:
        raise click.ClickException(str(error)) from None
    except NoVersion as strangers:
        raise click.ClickException(f"There are no such templates here: {strangers}.") from None

    def work(session: Session) -> tuple[list[str], list[str]]:
        done = import_drafts(session, contents, _BY, real_now(), over=over)
        for name in done[0]:
            audit.note(session, real_now(), _BY, "template.imported", name)
        return done

    imported, left = house().database.write(work)
    click.echo(f"Drafts made: {', '.join(imported) or 'none, nothing differs'}.")
    if left:
        click.echo(f"Left alone, editors have drafts of them (--over replaces those): {', '.join(left)}.")


@blueprint.cli.command("diff")
def diff_command() -> None:
    """Name what differs from the shipped defaults; the status is 1 when something does."""
    with house().database.read() as session:
        found = differences(session)
    for each in found:
        parts = [*(["structure"] if each.structure else []), *each.words]
        click.echo(f"{each.name} (version {each.number}): {', '.join(parts)}")
    raise SystemExit(1 if found else 0)
