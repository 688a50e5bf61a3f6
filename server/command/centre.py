"""Which centre a command works on: its settings, its data folder, and both opened while no server runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from server import config
from server.core.errors import InUse, Refusal
from server.process import data_folder

if TYPE_CHECKING:
    from server.service.context import Context

ACTOR: Final = "system"
"""Who did it, in the journal, when it was done on the command line."""
FOLDER: Final = click.Path(file_okay=False, path_type=Path)
FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
FOR_WHOM: Final = "Say which centre it is: --config centre.toml, as for goiso serve, or --data FOLDER."


def centre_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which centre: `file` and `data`."""
    data = click.option("--data", type=FOLDER, help="The data folder, when not the one of the settings.")
    return click.option("--config", "file", type=FILE, help="The centre's settings (TOML).")(data(command))


def settings_of(file: Path | None, **overrides: Any) -> config.Settings:
    """The settings of a file with what the command was given. Raises `click.ClickException`."""
    try:
        return config.load(file, **{name: value for name, value in overrides.items() if value is not None})
    except config.BadSettings as error:
        raise click.ClickException(str(error)) from error


def centre_of(file: Path | None, data: Path | None) -> config.Settings:
    """The settings of the centre that is meant. Raises `click.ClickException` when nothing says which."""
    settings = settings_of(file, server__data=data)
    folder = settings.server.data
    if file is None and data is None and not data_folder.holds_a_centre(folder):
        raise click.ClickException(f"{folder.absolute()}: no centre's data is there. {FOR_WHOM}")
    return settings


@contextmanager
def opened(settings: config.Settings, instead: str) -> Iterator["Context"]:
    """The centre, open for one command. Raises `click.ClickException`.

    `instead` says what to do when a server runs on it.
    """
    from server.service.context import Context, wall_clock

    folder = settings.server.data
    data_folder.must_be_writable(folder)
    click.echo(data_folder.line(folder), err=True)
    try:
        context = Context(folder, settings.as_centre(), wall_clock)
    except InUse as error:
        raise click.ClickException(f"{data_folder.sentence(error, folder)} {instead}") from error
    except (Refusal, OSError) as error:
        raise click.ClickException(data_folder.sentence(error, folder)) from error
    try:
        yield context
    except Refusal as refusal:
        told = data_folder.in_words(refusal)
        if refusal.code == "unknown_counter":
            told += f" The settings (--config) have {', '.join(map(str, context.centre.layout.counters))}."
        raise click.ClickException(told) from refusal
    finally:
        context.close()
