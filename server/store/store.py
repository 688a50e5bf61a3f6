"""The store as the rest of the server sees it: write a job, read a moment."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from server.core.events import Entry
from server.core.files import DATABASE
from server.core.queue.days import business_day
from server.core.refusal import Refusal
from server.store import idempotency
from server.store.centre_clock import CentreClock
from server.store.connect import Connect, lock, open_writer
from server.store.data_files import OpenFiles, must_not_be_lost
from server.store.migrate import LATEST
from server.store.private import tighten
from server.store.readers import Readers
from server.store.soundness import Soundness
from server.store.transaction import Transaction
from server.store.upgrade import upgrade
from server.store.writer import Writer

T = TypeVar("T")


class Store:
    """The data of one centre in `folder`. Opening it migrates it, and locks it for this process.

    `local` is the centre's time of UTC milliseconds, `clock` the machine's; `clock` of the store is the centre's, and `steady` counts milliseconds and is never set; `committed` hears of every batch of entries, once they are durable; `connect` opens
    the connection that writes.
    Raises `InUse` when another server runs on the folder, and a storage `Refusal` when the file cannot
    be written, is damaged or lost, or is of a newer version.
    """

    def __init__(  # noqa: PLR0913 - the last three have a default that is right for a server
        self,
        folder: Path,
        local: Callable[[int], datetime],
        clock: Callable[[], int],
        committed: Callable[[list[Entry]], None] = lambda _: None,
        *,
        connect: Connect = open_writer,
        steady: Callable[[], int] | None = None,
    ) -> None:
        self._local = local
        self._over = False
        self._lock = lock(folder)
        with ExitStack() as undo:  # whoever tries again after a failure finds the folder free
            undo.callback(self._lock.close)
            tighten(folder)
            path = database_path(folder)
            must_not_be_lost(path)
            connection = connect(path)
            undo.callback(connection.close)
            upgrade(connection, path, clock())
            self.clock = CentreClock(clock, local, steady)
            self.clock.begin(connection)
            self._files, self._soundness = OpenFiles(path), Soundness(path, self.clock)
            self._writer = Writer(connection, self.clock, self._day_of, committed, self._files.must_be_there)
            undo.callback(self._writer.close)
            self._readers = Readers(path)
            self.write(idempotency.forget_old)  # what cannot be written says so now
            undo.pop_all()

    def write(self, job: Callable[[Transaction], T], *, alone: bool = False) -> T:
        """Run `job` in the writer and return its value once it is durable.

        With `alone` no other job is in its commit: later jobs see what `committed` made of it.
        """

        def unless_over(transaction: Transaction) -> T:
            if self._over:
                raise Refusal("storage_handed_over")
            return job(transaction)

        with self._soundness.noting():
            return self._writer.submit(unless_over, alone=alone)

    def end_with(self, job: Callable[[Transaction], T]) -> T:
        """The same, and later writers are refused with `storage_handed_over`: nothing more is written while this is open."""

        def last(transaction: Transaction) -> T:
            value = job(transaction)
            self._over = True
            return value

        try:
            return self.write(last, alone=True)
        except BaseException as error:
            self._over = isinstance(error, Refusal) and error.code == "storage_handed_over"
            raise

    @property
    def waiting(self) -> int:
        """How many jobs wait for the writer."""
        return self._writer.waiting

    def write_something(self) -> None:
        """Write existing data again, durably, to find out whether the disk accepts writes. Raises a storage `Refusal`."""
        self.write(lambda tr: tr.connection.execute(f"PRAGMA user_version = {LATEST}").close())

    def must_be_sound(self) -> None:
        """Raise a storage `Refusal` unless what is stored can be written and read."""
        self.write_something()
        self._soundness.must_be_sound()

    @property
    def refused(self) -> tuple[int, str] | None:
        """When the disk last refused something since the start, UTC milliseconds, and the code of the refusal."""
        return self._soundness.refused

    @property
    def works(self) -> bool:
        """Whether what is written is still taken up: the writer lives and is not stuck in a commit."""
        return self._writer.works

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A read-only connection, everything in it of one moment."""
        with self._soundness.noting(), self._readers.read() as connection:
            yield connection

    def close(self) -> None:
        """Finish pending writes and let the folder go."""
        self._readers.close()  # first: whoever closes last tidies the WAL away, and must be able to write
        self._writer.close()
        self._lock.close()

    def _day_of(self, now: int, last: str | None, last_ms: int | None) -> str:
        return business_day(self._local(now), last, last_ms)


def database_path(folder: Path) -> Path:
    """Where the database of a data folder is."""
    return folder / DATABASE
