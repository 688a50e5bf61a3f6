"""What `--install` prints: which files were written or unchanged, what to do next, and what went wrong."""

import os
from collections.abc import Callable
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from server.command.machine_files import Written


def who_runs(user: str | None) -> str:
    """The user who runs the browser: the given one, else the caller of sudo, else the current user."""
    return user or os.environ.get("SUDO_USER") or getuser()


def told(write: "Callable[[], Written]") -> None:
    """Write the files and print what was done. Raises `click.ClickException` if nothing was."""
    from server.command.machine_files import AlreadyThere

    try:
        done = write()
    except AlreadyThere as error:
        raise click.ClickException(f"{error}: there already. Add --force to overwrite.") from error
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(_unwritable(error)) from error
    for path in done.paths:
        click.echo(f"wrote {path}")
    for path in done.same:
        click.echo(f"unchanged {path}")
    click.echo("\nNext:\n" + "\n".join(done.next))


def _unwritable(error: OSError) -> str:
    named = Path(str(error.filename or ""))
    where = named.parent if named.suffix == ".part" else named
    return (
        f"{where}: {error.strerror}. Nothing was written."
        " Choose a folder that you may write into, or run it with sudo."
    )
