"""What a program that stays says as it starts, on its standard output, to whoever reads that."""

from contextlib import suppress

import click


def say(words: str, *, err: bool = False) -> None:
    """Print it. That nobody reads it, or that the disk with the log is full, is no reason not to start."""
    with suppress(OSError):
        click.echo(words, err=err)
