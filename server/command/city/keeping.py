"""`goiso city backup`, `restore` and `promote`: keeps a city's data safe, and makes its second machine take over from the first."""

import getpass
from datetime import datetime
from pathlib import Path
from typing import Final

import click

from server.command.city import SETTINGS, settings_of

_SOURCE = click.Path(dir_okay=False, path_type=Path)
USUAL_KEPT: Final = 30
"""A month of nights."""


@click.command()
@click.argument("target", type=click.Path(path_type=Path), metavar="FILE|FOLDER")
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    default=USUAL_KEPT,
    show_default=True,
    help="In a folder: how many of the newest stay.",
)
@SETTINGS
def backup(target: Path, keep: int, file: Path | None) -> None:
    """Write the city's database into a file, and read the file again; in a folder it is named by its moment."""
    from server.city.dump import NotDone, back_up, back_up_into

    database = settings_of(file).database
    try:
        if target.is_dir():
            made = back_up_into(database, target, keep, datetime.now().astimezone())
        else:
            made = back_up(database, target)
    except NotDone as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{made.file}: {made.size} bytes, SHA-256 {made.sha256}")


@click.command()
@click.argument("source", type=_SOURCE, metavar="FILE")
@SETTINGS
def restore(source: Path, file: Path | None) -> None:
    """Fill an empty database from a backup; what centres sent since, they send again."""
    from server.city.dump import NotDone
    from server.city.dump import restore as fill

    try:
        found = fill(settings_of(file).database, source)
    except NotDone as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{found.centres} centres, {found.rows} rows of their journals. They send the rest again by themselves."
    )


@click.command()
@click.option(
    "--local",
    default="dbname=postgres",
    show_default=True,
    help="How to reach this machine's PostgreSQL, as its superuser.",
)
@click.option(
    "--fenced", is_flag=True, help="I have made sure that the other machine cannot come back by itself."
)
@SETTINGS
def promote(local: str, fenced: bool, file: Path | None) -> None:
    """On the second machine, when the first is gone: its PostgreSQL is the one from now on."""
    from server.city import promote as promoting

    settings = settings_of(file)
    try:
        stands = promoting.look(local)
        age = "nothing yet" if stands.newest_s is None else f"a change of {stands.newest_s} s ago"
        click.echo(f"This replica has {age}; {stands.unread} bytes are still to be read.")
        if (host := promoting.writable_elsewhere(settings.database)) is not None:
            raise click.ClickException(
                f"{host} can still be written to. Stop PostgreSQL there first (systemctl disable --now postgresql):"
                " two that are written to are two cities."
            )
        if not fenced:
            raise click.ClickException(
                "Nothing was done. See to it that the first machine cannot come back by itself: switch it off, or there"
                " systemctl disable --now postgresql goiso-city.target. Then: goiso city promote --fenced"
            )
        promoting.promote(local)
    except promoting.NotPromoted as error:
        raise click.ClickException(str(error)) from error
    if not promoting.write_down(settings.database, getpass.getuser()):
        click.echo("Who did it could not be noted: the city's database does not answer yet.", err=True)
    click.echo(
        "This machine's PostgreSQL is the one now. What it had not heard, centres send again by themselves.\n"
        "Next:\n  sudo systemctl enable --now goiso-city.target\n  point the city's name or address to this machine"
    )
