"""The centre that a command works on: its settings and its data folder, opened while no server runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kiosk.upgrade.limits import USUAL, Limits
from server import config
from server.core.refusal import InUse, Refusal
from server.core.texts import BothTexts
from server.process import data_folder
from server.process.centre import Make, a_server

if TYPE_CHECKING:
    from server.background.standby_line import StandbyLine
    from server.service.context import Context

ACTOR: Final = "system"
"""The actor in the journal for what is done on the command line."""
FOLDER: Final = click.Path(file_okay=False, readable=False, path_type=Path)
FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
FOR_WHOM: Final = "Say which centre it is: --config centre.toml, as for goiso serve, or --data FOLDER."


def a_context(folder: Path, begins: config.CentreSettings) -> "Context":
    """A centre's opened data. The imports stand here because not every command needs them."""
    from server.core.clock import wall_clock
    from server.service.context import Context

    return Context(folder, begins, wall_clock)


def a_line(url: str, token: str) -> "StandbyLine":
    """A second box's line. Raises `ValueError` for an invalid address."""
    from server.background.standby_line import HttpLine

    return HttpLine(url, token)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that a program can replace when it calls `goiso` (`main(obj=Parts(…))`).

    `make` makes the server that is run; `open` opens a centre's data folder for the other commands; `line` is the line of a
    second box to the server at this address, with this token; `limits` are those of a kiosk's box that takes a newer version.
    """

    make: Make = a_server
    open: Callable[[Path, config.CentreSettings], "Context"] = a_context
    line: Callable[[str, str], "StandbyLine"] = a_line
    limits: Limits = USUAL


def parts() -> Parts:
    """The parts given to the running command."""
    return click.get_current_context().find_object(Parts) or Parts()


def centre_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which centre: `file` and `data`."""
    data = click.option("--data", type=FOLDER, help="The data folder, if not the one in the settings.")
    return click.option("--config", "file", type=FILE, help="The centre's settings (TOML).")(data(command))


def settings_of(file: Path | None, **overrides: Any) -> config.Settings:
    """The settings of a file with the command's options. Raises `click.ClickException`."""
    try:
        return config.load(file, **{name: value for name, value in overrides.items() if value is not None})
    except config.BadSettings as error:
        raise click.ClickException(str(error)) from error


def centre_of(file: Path | None, data: Path | None, **overrides: Any) -> config.Settings:
    """The settings of the chosen centre. Raises `click.ClickException` if no option says which."""
    settings = settings_of(file, server__data=data, **overrides)
    folder = settings.server.data
    if file is None and data is None and not data_folder.holds_a_centre(folder):
        raise click.ClickException(f"{folder.absolute()}: no centre's data is there. {FOR_WHOM}")
    return settings


@contextmanager
def opened(settings: config.Settings, instead: BothTexts, *, wherever: bool = False) -> Iterator["Context"]:
    """The centre, open for one command. Raises `click.ClickException`, also if another box has taken over this centre.

    `instead` says what to do if a server is running; with `wherever` it opens on any box, for a command that makes this the active box.
    """
    from server.service.standby.handing_over import must_be_the_one

    folder = settings.server.data
    data_folder.must_be_writable(folder)
    if not wherever:
        click.echo(data_folder.line(folder), err=True)
    try:
        context = parts().open(folder, settings.of_centre())
    except InUse as error:
        raise data_folder.in_use(folder, instead) from error
    except (Refusal, OSError) as error:
        raise click.ClickException(data_folder.sentence(error, folder)) from error
    try:
        if not wherever:
            must_be_the_one(context, folder)
        yield context
    except Refusal as refusal:
        told = data_folder.in_words(refusal)
        if refusal.code == "unknown_counter":
            told += f" The settings (--config) have {', '.join(map(str, context.centre.layout.counters))}."
        raise click.ClickException(told) from refusal
    finally:
        context.close()
