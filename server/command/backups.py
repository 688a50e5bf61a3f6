"""`goiso backup` and `goiso restore`: a centre's data taken along, and brought back."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from shutil import rmtree
from typing import Final

import click

from server import __version__
from server.command.centre import ACTOR, FILE, FOLDER, opened, settings_of
from server.command.reading import reading
from server.core.backups import Keep, Manifest, OnPaper, file_name, superfluous
from server.core.files import DATABASE
from server.core.model import spelled
from server.core.refusal import InUse, Refusal
from server.process import data_folder

_RUNNING: Final = "Stop the server first; it goes on with the restored data when it is started again."
_GENTLY: Final = 15
_TIME: Final = "%Y-%m-%d %H:%M"


@click.command()
@click.option("--data", type=FOLDER, required=True, help="The centre's data folder; a server may run on it.")
@click.option(
    "--to",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="The folder for the backup, on another disk or a stick.",
)
@click.option("--gently", is_flag=True, help="Let everything else on the machine go first.")
@click.option("--keep-hours", type=click.IntRange(0), default=24, show_default=True)
@click.option("--keep-days", type=click.IntRange(0), default=14, show_default=True)
@click.option("--keep-months", type=click.IntRange(0), default=12, show_default=True)
def backup(data: Path, to: Path, gently: bool, keep_hours: int, keep_days: int, keep_months: int) -> None:
    """Make a backup while the centre goes on working, examine it, and remove old ones.

    Kept are the newest backup of each of the last --keep-hours hours, --keep-days days and --keep-months months in which
    there is one. The last line printed is the file's path.
    """
    from server.service.context import wall_clock
    from server.store.backups.making import Unsound, make
    from server.store.backups.unpacking import BadBackup

    _must_be_elsewhere(to, data)
    if gently:
        os.nice(_GENTLY)
    now = wall_clock()
    name = _name(data, now)
    try:
        make(data, to, name, __version__, now)
    except Unsound as unsound:
        for finding in unsound.findings:
            click.echo(finding, err=True)
        raise click.ClickException(
            f"No backup was made: the doctor found {len(unsound.findings)} differences in {data.absolute()}."
        ) from unsound
    except BadBackup as bad:
        raise click.ClickException(
            f"No backup was made: a file changed meanwhile ({bad}). Try again."
        ) from bad
    except InUse as error:
        raise click.ClickException(f"Another backup is being made in {to.absolute()}.") from error
    except Refusal as refusal:
        raise click.ClickException(f"No backup was made: {data_folder.in_words(refusal)}") from refusal
    except (sqlite3.Error, OSError) as error:
        raise click.ClickException(f"No backup was made: {error}.") from error
    if to.stat().st_dev == data.stat().st_dev:
        click.echo(
            f"{to.absolute()} is on the same disk as the data: if the disk breaks, both are lost.", err=True
        )
    _remove_old(to, Keep(keep_hours, keep_days, keep_months), name)
    click.echo(str((to / name).absolute()))


def _name(data: Path, now: int) -> str:
    """What a backup of this centre is called that is made now, in the centre's own time."""
    from zoneinfo import ZoneInfo

    from server.core.queue.days import moment
    from server.core.settings import document
    from server.store.journal import first_digest
    from server.store.settings import everything

    with reading(data) as connection:
        found, first = document(everything(connection)), first_digest(connection)
    zone = found.get("centre", {}).get("timezone") or settings_of(None).centre.timezone
    return file_name(first, moment(now, ZoneInfo(zone)))


def _must_be_elsewhere(to: Path, data: Path) -> None:
    """Raise `click.ClickException` for a folder inside the data folder: each backup would hold those before it."""
    if to.resolve().is_relative_to(data.resolve()):
        raise click.ClickException(
            f"{to.absolute()} is inside the data folder. Choose a folder on another disk."
        )


def _remove_old(folder: Path, keep: Keep, made: str) -> None:
    for name in superfluous((path.name for path in folder.iterdir() if path.is_file()), keep, made):
        with suppress(OSError):
            (folder / name).unlink()


@click.command()
@click.argument("file", type=FILE)
@click.option("--data", type=FOLDER, required=True, help="The data folder that is made of it.")
@click.option(
    "--last",
    "read_off",
    multiple=True,
    help="The highest number of a field that somebody holds on paper today, like A047. Can be given several times; fields"
    " that are not named go on at the next full thousand.",
)
@click.option("--nothing-since", is_flag=True, help="No number was given after the backup was made.")
def restore(file: Path, data: Path, read_off: tuple[str, ...], nothing_since: bool) -> None:
    """Make a data folder of a backup; what was in the folder is kept beside it.

    Numbers that were given today after the backup are still in people's hands: the server goes on above them.
    """
    data = data.absolute()
    _may_be_put_aside(data)
    with _building(data) as made:
        manifest = _unpacked(file, made)
        following = _go_on(made, manifest, OnPaper(read_off, _come_to(data), nothing_since))
        _must_be_sound(made, file)
        aside = _swapped(made, data)
    _tell(manifest, data, aside, following)


def _may_be_put_aside(data: Path) -> None:
    """Raise `click.ClickException` for a folder with other things in it than a centre's data."""
    keys = any(data.glob("*.key"))
    if data.is_dir() and any(data.iterdir()) and not keys and not data_folder.holds_a_centre(data):
        raise click.ClickException(
            f"{data} holds other things than a centre's data. Choose a new folder. Nothing was changed."
        )


@contextmanager
def _building(data: Path) -> Iterator[Path]:
    """A folder beside the one that is meant, which nobody else restores into, and which is gone afterwards."""
    from server.store.connect import lock

    made = data.with_name(f".{data.name}.restoring")
    lock_folder = made.with_name(f"{made.name}.lock")
    data_folder.must_be_writable(made)
    try:
        with lock(lock_folder):
            rmtree(made, ignore_errors=True)
            made.mkdir(mode=0o700)
            try:
                yield made
            finally:
                rmtree(made, ignore_errors=True)
                rmtree(lock_folder, ignore_errors=True)
    except InUse as error:
        raise click.ClickException(f"Somebody restores into {data} already.") from error


def _unpacked(file: Path, made: Path) -> Manifest:
    from server.store.backups.unpacking import BadBackup, unpack
    from server.store.migrate import LATEST

    try:
        with file.open("rb") as packed:
            manifest = unpack(packed, made)
    except BadBackup as bad:
        raise click.ClickException(f"{file}: {bad}. Nothing was changed.") from bad
    except OSError as error:
        raise click.ClickException(f"{error}. Nothing was changed.") from error
    if manifest.schema > LATEST:
        raise click.ClickException(
            f"{file} was made by Gọi Số {manifest.version}, which is newer. Use that version. Nothing was changed."
        )
    return manifest


def _come_to(data: Path) -> dict[str, int]:
    """How far the newest day's series have come in the folder that is replaced; none where it cannot be read."""
    from server.store.connect import open_reader

    query = "SELECT prefix, last FROM series WHERE day = (SELECT max(day) FROM series)"
    try:
        with closing(open_reader(data / DATABASE)) as connection:
            return dict(connection.execute(query))
    except (sqlite3.Error, Refusal):
        return {}


def _go_on(made: Path, manifest: Manifest, on_paper: OnPaper) -> dict[str, int]:
    from server.service.backups.restored import go_on

    with opened(settings_of(None, server__data=made), _RUNNING) as context:
        try:
            return go_on(context, manifest, on_paper, ACTOR)
        except ValueError as error:
            raise click.BadParameter(f"{error}; a number is like A047.", param_hint="--last") from error


def _must_be_sound(made: Path, file: Path) -> None:
    from server.store.doctor import examine

    with reading(made) as connection:
        findings = list(examine(connection))
    for finding in findings:
        click.echo(finding, err=True)
    if findings:
        raise click.ClickException(
            f"{file}: the doctor found {len(findings)} differences. Nothing was changed."
        )


def _swapped(made: Path, data: Path) -> Path | None:
    from server.store.backups.placing import put_in_place
    from server.store.connect import lock

    aside = data.with_name(f"{data.name}.before-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}")
    try:
        if not data.exists() or not any(data.iterdir()):
            return aside if put_in_place(made, data, aside) else None
        with lock(data):
            return aside if put_in_place(made, data, aside) else None
    except InUse as error:
        raise click.ClickException(f"{data_folder.sentence(error, data)} {_RUNNING}") from error
    except OSError as error:
        raise click.ClickException(f"{error}. Nothing was changed.") from error


def _tell(manifest: Manifest, data: Path, aside: Path | None, following: dict[str, int]) -> None:
    made_at = datetime.fromtimestamp(manifest.made_at / 1000).astimezone()
    click.echo(f"Restored from the backup of {made_at:{_TIME}} ({manifest.centre}).")
    if aside is not None:
        click.echo(f"What was there before is kept: {aside}")
    if following:
        numbers = ", ".join(spelled(prefix, n) for prefix, n in following.items())
        click.echo(f"Today's numbers go on at {numbers}.")
    click.echo(str(data))
