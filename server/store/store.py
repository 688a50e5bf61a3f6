"""The store as the rest of the server sees it: write a job, read a moment."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TypeVar

from server.core.centre import Centre
from server.core.events import Entry
from server.core.files import DATABASE
from server.core.queue.days import business_day
from server.store import idempotency
from server.store.connect import Connect, lock, open_writer
from server.store.migrate import LATEST, migrate
from server.store.private import tighten
from server.store.readers import Readers
from server.store.transaction import Transaction
from server.store.writer import Writer

T = TypeVar("T")


class Store:
    """The data of one centre in `folder`. Opening it migrates it, and locks it for this process.

    `clock` gives UTC milliseconds; `committed` hears of every batch of entries, once they are durable; `connect` opens
    the connection that writes.
    Raises `InUse` when another server runs on the folder, and a storage `Refusal` when the file cannot
    be written or is damaged.
    """

    def __init__(
        self,
        folder: Path,
        centre: Centre,
        clock: Callable[[], int],
        committed: Callable[[list[Entry]], None] = lambda _: None,
        connect: Connect = open_writer,
    ) -> None:
        self._centre = centre
        self._lock = lock(folder)
        with ExitStack() as undo:  # whoever tries again after a failure finds the folder free
            undo.callback(self._lock.close)
            tighten(folder)
            connection = connect(database_path(folder))
            undo.callback(connection.close)
            migrate(connection, clock())
            self._writer = Writer(connection, clock, self._day_of, committed)
            undo.callback(self._writer.close)
            self._readers = Readers(database_path(folder))
            self.write(idempotency.forget_old)  # what cannot be written says so now
            undo.pop_all()

    def write(self, job: Callable[[Transaction], T]) -> T:
        """Run `job` in the writer and return its value once it is durable."""
        return self._writer.submit(job)

    @property
    def waiting(self) -> int:
        """How many jobs wait for the writer."""
        return self._writer.waiting

    def write_something(self) -> None:
        """Write what is there already, durably: whoever asks knows whether the disk takes it. Raises a storage `Refusal`."""
        self.write(lambda tr: tr.connection.execute(f"PRAGMA user_version = {LATEST}").close())

    @property
    def works(self) -> bool:
        """Whether what is written is still taken up: the writer lives and is not stuck in a commit."""
        return self._writer.works

    def read(self) -> AbstractContextManager[sqlite3.Connection]:
        """A read-only connection, everything in it of one moment."""
        return self._readers.read()

    def close(self) -> None:
        """Finish pending writes and let the folder go."""
        self._readers.close()  # first: whoever closes last tidies the WAL away, and must be able to write
        self._writer.close()
        self._lock.close()

    def _day_of(self, now: int, last: str | None) -> str:
        return business_day(self._centre.local(now), last)


def database_path(folder: Path) -> Path:
    """Where the database of a data folder is."""
    return folder / DATABASE
