"""`goiso doctor`: whether the journal and the tables agree, and whether the journal is the one that somebody wrote down."""

import sys
import time
from pathlib import Path
from typing import Final

import click

from server.command.centre import FOLDER
from server.command.reading import reading
from server.core.journal_digest import SHORTEST, WrittenDown, written_down


class _WrittenDown(click.ParamType[WrittenDown]):
    name = "seq:hex"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> WrittenDown:
        found = written_down(str(value))
        if found is None:
            self.fail(
                f"{value!r}: the row, a colon and at least the first {SHORTEST} hexadecimal digits of its digest,"
                " like 1234:9f3a11c20b7d44e1",
                param,
                ctx,
            )
        return found


WRITTEN_DOWN: Final = _WrittenDown()


@click.command()
@click.option(
    "--data",
    type=FOLDER,
    required=True,
    help="The data folder, or a backup of it; its database is not changed.",
)
@click.option(
    "--digest",
    "written",
    type=WRITTEN_DOWN,
    multiple=True,
    help="A digest that was written down elsewhere, to be compared with the journal's: the row, a colon, and at least"
    " its first 16 hexadecimal digits. Can be given several times.",
)
def doctor(data: Path, written: tuple[WrittenDown, ...]) -> None:
    """Replay the journal and list every difference from the tables. Exit status 1 when there is one."""
    from server.store.chain import not_as_written_down
    from server.store.doctor import examine
    from server.store.doctor_of_clock import clock_notes

    with reading(data) as connection:
        compared = {each: not_as_written_down(connection, each) for each in written}
        differences = [*examine(connection), *filter(None, compared.values())]
        notes = list(clock_notes(connection, time.time_ns() // 1_000_000))
    for difference in [*differences, *notes]:
        click.echo(difference)
    for each, wrong in compared.items():
        if wrong is None:
            click.echo(f"The digest written down for row {each.seq} is the journal's.")
    click.echo(f"Differences: {len(differences)}." if differences else "The journal and the tables agree.")
    sys.exit(1 if differences else 0)
