"""`goiso export`: a centre's data for spreadsheets and for whoever analyses them."""

import json
import sqlite3
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

import click

from server.command.centre import FOLDER
from server.command.files import whole
from server.command.reading import reading
from server.core.cells import written

_ROWS: Final = 500
_PRINTED: Final = Path("-")


@click.command()
@click.argument("table", required=False)
@click.option("--data", type=FOLDER, required=True, help="The data folder; a server may run on it.")
@click.option(
    "--day", type=click.DateTime(["%Y-%m-%d"]), help="Only the rows of this business day, like 2026-11-23."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "jsonl"]),
    default="csv",
    show_default=True,
    help="A spreadsheet's file, or one JSON object a line.",
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="The file. Default: it is printed.",
)
@click.option(
    "--copy",
    "copy",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Instead of one table: a copy of the whole database without passwords, PINs, tokens and other secrets.",
)
def export(
    table: str | None, data: Path, day: datetime | None, form: str, out: Path | None, copy: Path | None
) -> None:
    """Write a TABLE, like tickets or journal, to a file; without one, list the tables."""
    from server.store import exporting

    with reading(data) as connection:
        if copy is not None:
            _copy(connection, copy)
            return
        known = exporting.tables(connection)
        if table is None:
            click.echo("\n".join(known))
            return
        if table not in known:
            raise click.UsageError(f"There is no table {table!r} to export. There are {', '.join(known)}.")
        if day is not None and not exporting.has_days(connection, table):
            raise click.UsageError(f"The rows of {table} are of no day.")
        _write(connection, table, None if day is None else day.date().isoformat(), form, out)


def _copy(connection: sqlite3.Connection, copy: Path) -> None:
    from server.store.exporting import copy_without_secrets

    if copy.exists():
        raise click.ClickException(f"{copy} is there already. Nothing was written.")
    try:
        with whole(copy) as draft:
            copy_without_secrets(connection, draft)
    except sqlite3.Error as error:
        raise click.ClickException(f"{copy}: {error}. Nothing was written.") from error
    click.echo(str(copy.absolute()))


def _write(connection: sqlite3.Connection, table: str, day: str | None, form: str, out: Path | None) -> None:
    from server.store import exporting

    found = exporting.rows(connection, table, day)
    lines: Iterator[bytes]
    if form == "jsonl":
        lines = (json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in found)
    else:
        lines = _csv(exporting.columns(connection, table), found)
    if out is None or out == _PRINTED:
        sys.stdout.buffer.writelines(lines)
        return
    with whole(out) as draft, draft.open("wb") as file:
        file.writelines(lines)


def _csv(names: list[str], found: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    """CSV for spreadsheets: UTF-8 with BOM, and no cell that could run as a formula."""
    yield written([names])
    while batch := list(islice(found, _ROWS)):
        cells = [["" if each is None else str(each) for each in row.values()] for row in batch]
        yield written(cells).removeprefix(BOM_UTF8)
