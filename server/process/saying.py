"""What a long-running program prints on its standard output as it starts."""

from contextlib import suppress

import click


def say(words: str, *, err: bool = False) -> None:
    """Print it. The program starts even if nobody reads it or the disk with the log is full."""
    with suppress(OSError):
        click.echo(words, err=err)
