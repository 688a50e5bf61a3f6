"""Gets a passphrase from a file, the environment or the keyboard, never from an option, which others could see."""

import os
import sys
from pathlib import Path
from typing import Final

import click

from server.command.centre import FILE
from server.command.files import first_line

VARIABLE: Final = "BACKUP_PASSPHRASE"
passphrase_option = click.option(
    "--passphrase-file",
    "passphrase_file",
    type=FILE,
    help=f"A file with the passphrase in its first line. Without one: the variable {VARIABLE}, or it is asked for.",
)


def passphrase(file: Path | None, *, twice: bool = False) -> str:
    """The passphrase; asked for `twice` if a typing error would be noticed too late. Raises `click.ClickException`."""
    if file is not None:
        return first_line(file)
    if (said := os.environ.get(VARIABLE)) is not None:
        return said
    if not sys.stdin.isatty():
        raise click.ClickException(f"A passphrase is needed: --passphrase-file FILE, or {VARIABLE}.")
    return str(click.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True))
