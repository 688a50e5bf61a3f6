"""`goiso city doctor`: whether the city's tables are what the centres sent, and what the centres have themselves."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from server.command.centre import FOLDER
from server.command.city import SETTINGS
from server.command.city.following import connection_of

if TYPE_CHECKING:
    from server.city.database import Transaction
    from server.command.city.centre_tables import CentreTables

_LOOK_S: Final = 0.25
_ONE_MOMENT: Final = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"


@click.command()
@SETTINGS
@click.option("--centre", help="Only this one, by its code, like W0001.")
@click.option("--data", type=FOLDER, help="The centre's own data folder; its database is not changed.")
@click.option(
    "--export",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="In its place a copy of the centre's database, as goiso export --copy writes it.",
)
@click.option(
    "--wait",
    "wait_s",
    type=click.FloatRange(0),
    default=30,
    show_default=True,
    help="How many seconds the city may take to fold what the centre has.",
)
def doctor(
    file: Path | None, centre: str | None, data: Path | None, export: Path | None, wait_s: float
) -> None:
    """List every difference of the city's tables from its log, and from a centre's own tables. Exit status 1 when there is one."""
    if (data and export) or ((data or export) and not centre):
        raise click.UsageError("'--data' or '--export' is of one centre: name it with '--centre'.")
    with connection_of(file) as connection:
        codes = [code for (code,) in connection.execute("SELECT code FROM centre ORDER BY 1")]
        if centre is not None and centre not in codes:
            raise click.ClickException(f"There is no centre {centre}.")
        found = 0
        for code in codes if centre is None else [centre]:
            found += _say(code, _alone(connection, code))
        if centre is not None and (data or export):
            found += _say(f"{centre} itself", _beside(connection, centre, data, export, wait_s))
    sys.exit(1 if found else 0)


def _say(what: str, lines: Iterator[str]) -> int:
    found = 0
    for line in lines:
        click.echo(f"{what}: {line}")
        found += 1
    if not found:
        click.echo(f"{what}: no difference.")
    return found


def _alone(connection: "Transaction", centre: str) -> Iterator[str]:
    from server.city.fold.doctor import examine

    with connection.transaction():
        connection.execute(_ONE_MOMENT)
        yield from examine(connection, centre)


def _beside(
    connection: "Transaction", centre: str, data: Path | None, export: Path | None, wait_s: float
) -> Iterator[str]:
    from server.command.city.centre_tables import opened, tables_of

    with opened(data, export) as own:
        there = tables_of(own)
    _until_folded(connection, centre, there.last, wait_s)
    with connection.transaction():
        connection.execute(_ONE_MOMENT)
        yield from _unlike(connection, centre, there)


def _until_folded(connection: "Transaction", centre: str, row: int, wait_s: float) -> None:
    until = time.monotonic() + wait_s
    query = "SELECT folded >= %s OR halted IS NOT NULL FROM centre WHERE code = %s"
    while connection.execute(query, (row, centre)).fetchone() == (False,) and time.monotonic() < until:
        time.sleep(_LOOK_S)


def _unlike(connection: "Transaction", centre: str, there: "CentreTables") -> Iterator[str]:
    """Compare at the centre's last row: if the city knows more rows by now, its log says what it knew at that row."""
    from server.city.fold import reading
    from server.city.fold.comparing import CENTRE, differences, forget
    from server.city.fold.doctor import replayed, stands

    standing = stands(connection, centre)
    if standing.folded < there.last:
        yield f"it has rows to {there.last}, of which the city's tables know those to {standing.folded}"
        return
    if standing.folded == there.last:
        here = reading.everything(connection, centre)
    else:
        here = replayed(connection, centre, standing.epoch, there.last).tables
    forget(there.tables, there.gone - here.tickets.keys())
    yield from differences(there.tables, here, CENTRE)
