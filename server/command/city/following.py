"""`goiso city follow` and `replay`: what centres have sent becomes the city's tables."""

import getpass
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from server.command.city import SETTINGS, settings_of

if TYPE_CHECKING:
    from server.city.database import Transaction


@contextmanager
def connection_of(file: Path | None) -> Iterator["Transaction"]:
    """The city's database. Raises `click.ClickException` when it does not answer."""
    from psycopg import OperationalError

    from server.city.fold.follower import connected

    try:
        with connected(settings_of(file).database) as connection:
            yield connection
    except OperationalError as error:
        raise click.ClickException(f"The city's database does not answer: {str(error).strip()}") from error


@click.command()
@SETTINGS
@click.option(
    "--centres",
    type=click.IntRange(1, 1024),
    default=128,
    show_default=True,
    help="How many centres are folded together at most.",
)
def follow(file: Path | None, centres: int) -> None:
    """Fold what centres send into the city's tables, until it is stopped. Any number of these may run at once."""
    from server.city.fold.follower import Follower
    from server.city.log import speak_json
    from server.city.phones.keeper import FeedKeeper
    from server.core.clock import wall_clock

    speak_json(role="follow")
    settings, closing = settings_of(file), threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: closing.set())
    feeds = FeedKeeper(settings.feeds, settings.database, wall_clock)
    feeds.start()
    try:
        Follower(settings.database, centres).run(closing)
    finally:
        feeds.close()


@click.command()
@SETTINGS
@click.option("--centre", "centres", multiple=True, help="Its code, like W0001. Can be given several times.")
@click.option("--all", "every", is_flag=True, help="Every centre.")
def replay(file: Path | None, centres: tuple[str, ...], every: bool) -> None:
    """Rebuild a centre's tables from its log, even where they stand still. Whoever reads sees the old ones until then."""
    from server.city.fold.replaying import replay as fold_again
    from server.city.people.acts import REPLAYED
    from server.city.people.audit import record

    if bool(centres) is every:
        raise click.UsageError("Name the centres with '--centre', or say '--all'.")
    with connection_of(file) as connection:
        codes = [code for (code,) in connection.execute("SELECT code FROM centre ORDER BY 1")]
        if unknown := set(centres) - set(codes):
            raise click.ClickException(f"There is no centre {', '.join(sorted(unknown))}.")
        for code in centres or codes:
            with connection.transaction():
                done = fold_again(connection, code)
                record(connection, getpass.getuser(), REPLAYED, code, {"rows": done.rows})
            stands = " They stand still: see goiso city doctor." if done.halted else ""
            click.echo(f"{code}: {done.rows} rows folded.{stands}")
