"""`goiso doctor`: whether journal and tables agree, whether the journal is the one written down, and the machine besides."""

import sys
from pathlib import Path
from typing import Final

import click

from server.command.centre import FILE, FOLDER, centre_of
from server.command.files import whole
from server.command.reading import reading
from server.core.clock import wall_clock
from server.core.written_digest import SHORTEST, WrittenDown, written_down


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
    "--data", type=FOLDER, help="The data folder, or a copy of that folder; its database is not changed."
)
@click.option("--config", "file", type=FILE, help="The centre's settings (TOML), as for goiso serve.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help="The server's port, where goiso serve was given one by --port.",
)
@click.option(
    "--digest",
    "written",
    type=WRITTEN_DOWN,
    multiple=True,
    help="A digest that was written down elsewhere, to be compared with the journal's: the row, a colon, and at least"
    " its first 16 hexadecimal digits. Can be given several times.",
)
@click.option(
    "--online",
    is_flag=True,
    help="Beside a running server, while people are served: everything but the replay of the journal. Exit status 1 when"
    " something cannot wait.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON in place of text.")
@click.option(
    "--bundle", type=click.Path(dir_okay=False, path_type=Path), help="Write a support bundle, a zip."
)
def doctor(
    data: Path | None,
    file: Path | None,
    port: int | None,
    written: tuple[WrittenDown, ...],
    online: bool,
    as_json: bool,
    bundle: Path | None,
) -> None:
    """Replay the journal, list every difference from the tables, and look at the machine. Exit status 1 when there is a difference."""
    if data is None and file is None:
        raise click.UsageError("Missing option '--data' (or '--config').")
    from server.operations.doctor.look_beside import Look

    settings = centre_of(file, data, server__port=port)
    with reading(settings.server.data) as connection:
        look = Look(connection, settings, wall_clock(), online=online, port=online or file is not None)
        report = look.report(written)
        if bundle is not None:
            with whole(bundle) as draft:
                look.write_bundle(draft, report)
    click.echo(report.as_json() if as_json else report.as_text())
    sys.exit(1 if report.differences or (online and report.cannot_wait) else 0)
