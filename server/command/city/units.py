"""`goiso city install`: the city's processes start with their machine."""

import sys
from pathlib import Path
from typing import Final

import click

from server.command.city import SETTINGS, settings_of
from server.command.installing import told

_USER: Final = "goiso-city"
_MOST_BOARDS: Final = 8


@click.command("install")
@SETTINGS
@click.option("--user", default=_USER, show_default=True, help="Who runs them.")
@click.option(
    "--boards",
    type=click.IntRange(1, _MOST_BOARDS),
    default=1,
    show_default=True,
    help="How many processes answer the city's board; more than one needs Redis.",
)
@click.option(
    "--backups",
    type=click.Path(path_type=Path),
    help="Also make a backup in this folder every night, the newest 30 stay.",
)
@click.option("--force", is_flag=True, help="Overwrite what is there.")
def install(file: Path | None, user: str, boards: int, backups: Path | None, force: bool) -> None:
    """Write the units of ingest, public, board and follower for systemd, and of a backup every night."""
    from server.command.city.unit_files import Units, write

    if file is None:
        raise click.ClickException("Say where the city's settings are: --settings /etc/goiso/city.toml")
    folder = None if backups is None else backups.absolute()
    units = Units(Path(sys.executable).with_name("goiso"), file.absolute(), settings_of(file), user, folder)
    told(lambda: write(units, boards, force=force))
