"""The single writer: one thread owns the write connection and commits many people's jobs at once.

Jobs run one after another inside one `BEGIN IMMEDIATE`; one `COMMIT` makes them all durable, and only then
does anybody get an answer. A job that fails before it changed anything is answered so, and the others go
on. One that fails halfway, which hardly ever happens, spoils the attempt: all is rolled back and every job
of it runs again in a transaction of its own. A savepoint for each job would spare that, and costs every
job a sixth of its time. So a job may run twice: it changes nothing but the database.
"""

import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

import structlog

from server.core.events import ClockFollowed, ClockHeld, Entry
from server.core.queue.days import was_wrong
from server.core.refusal import Refusal
from server.store import journal
from server.store.centre_clock import CentreClock, Look
from server.store.connect import logged
from server.store.queue.set_right import bring_along, set_right
from server.store.reports import past_days
from server.store.transaction import Transaction

T = TypeVar("T")
Job = Callable[[Transaction], T]
_MOST_IN_ONE_COMMIT = 256
STUCK_S = 30.0
"""Longer than any disk takes for a commit that will end."""
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Held:
    """Since which entry time is held, and since which one `again`, if it is; whether this process has written that down.

    What was given before the machine's clock was `set_forward` so often has been moved.
    """

    since: int | None = None
    again: int | None = None
    here: bool = False
    set_forward: int = 0


class _Promise(Generic[T]):
    """A job and its answer. A bare lock wakes its waiter several times faster than a Condition."""

    __slots__ = ("_done", "alone", "entries", "error", "job", "settled", "value")

    def __init__(self, job: Job[T], *, alone: bool) -> None:
        self.job = job
        self.alone = alone
        self.value: T | None = None
        self.error: BaseException | None = None
        self.entries: list[Entry] = []
        self.settled = False
        self._done = threading.Lock()
        self._done.acquire()

    def settle(self) -> None:
        self.settled = True
        self._done.release()

    def wait(self) -> T:
        self._done.acquire()
        if self.error is not None:
            raise self.error
        return self.value  # type: ignore[return-value]


class _Halfway(Exception):
    """A job failed, for `why`, after it had changed something."""

    def __init__(self, why: Exception) -> None:
        super().__init__(why)
        self.why = why


class Writer:
    """Runs jobs one after another on `connection` and tells `committed` about their entries, in order.

    `day_of(now, last_day, last_at)` gives the business day; `files_there` raises a `Refusal`
    when what is written would be lost.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        clock: CentreClock,
        day_of: Callable[[int, str | None, int | None], str],
        committed: Callable[[list[Entry]], None],
        files_there: Callable[[], None] = lambda: None,
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._day_of = day_of
        self._committed = committed
        self._files_there = files_there
        self._queue: SimpleQueue[_Promise[Any] | None] = SimpleQueue()
        self._door = threading.Lock()
        self._closing = False
        self._seq, self._day = journal.last(connection)
        self._digest = journal.last_digest(connection)
        self._at = journal.last_moment(connection)
        self._opened, self._begun_day = self._seq, ""
        self._held = _Held(clock.held_since, clock.held_again)
        self._durable = self._state()
        self._began: float | None = None
        self._next: _Promise[Any] | None = None
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job[T], *, alone: bool = False) -> T:
        """Run `job`, in a commit of its own when it is to be `alone`, and return its value once it is durable.

        Raises what the job raised (it has changed nothing then), or a storage `Refusal`.
        """
        promise = _Promise(job, alone=alone)
        with self._door:  # nobody comes in behind the last one
            if self._closing:
                raise Refusal("storage_busy")
            self._queue.put(promise)
        return promise.wait()

    @property
    def works(self) -> bool:
        """Whether jobs are still run, or are ended on purpose: no commit has been under way for `STUCK_S` seconds."""
        began = self._began
        return (self._closing or self._thread.is_alive()) and (
            began is None or time.monotonic() - began < STUCK_S
        )

    @property
    def waiting(self) -> int:
        """How many jobs are waiting; a requested end counts as one."""
        return self._queue.qsize()

    def close(self) -> None:
        """Finish the waiting jobs, then close the connection."""
        with self._door:
            self._closing = True
            self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _run(self) -> None:
        open_ = True
        while open_:
            batch, open_ = self._take()
            if batch:
                self._began = time.monotonic()
                self._whatever_happens(batch)
                self._began = None

    def _take(self) -> tuple[list[_Promise[Any]], bool]:
        """What waits now, at least one job; and whether more may come.

        Callers that were just answered and are about to send more jobs get a turn first: one commit for all of
        them instead of two for half of them each.
        """
        promise = self._next or self._queue.get()
        batch: list[_Promise[Any]] = []
        turn_given_at, self._next = 0, None
        while promise is not None:
            if promise.alone and batch:
                self._next = promise
                break
            batch.append(promise)
            if promise.alone or len(batch) == _MOST_IN_ONE_COMMIT:
                break
            if self._queue.empty() and len(batch) > turn_given_at:
                turn_given_at = len(batch)
                time.sleep(0)
            try:
                promise = self._queue.get_nowait()
            except Empty:
                break
        return batch, promise is not None

    def _whatever_happens(self, batch: list[_Promise[Any]]) -> None:
        """Commit a batch; after an unexpected error, every caller in it is told, and the next batch follows."""
        try:
            self._commit_together(batch)
        except BaseException as error:
            self._undo_all()
            for promise in batch:
                if not promise.settled:
                    promise.entries, promise.error = [], promise.error or error
                    promise.settle()
            with suppress(Exception):
                _log.exception("batch_failed")

    def _commit_together(self, batch: list[_Promise[Any]]) -> None:
        try:
            self._files_there()
            self._connection.execute("BEGIN IMMEDIATE")
            for promise in batch:
                self._run_one(promise)
            self._connection.execute("COMMIT")
            self._durable = self._state()
            self._files_there()  # nobody is answered whose number went to a file that was taken away
        except _Halfway as halfway:
            self._undo_all()
            if len(batch) > 1:
                for promise in batch:
                    self._commit_together([promise])
                return
            self._give_up(batch, halfway.why)
        except BaseException as error:
            self._undo_all()
            self._give_up(batch, error)
        else:
            self._tell([entry for promise in batch for entry in promise.entries])
        for promise in batch:
            promise.settle()

    def _tell(self, entries: list[Entry]) -> None:
        """What is durable is answered, whatever a listener makes of it."""
        self._clock.wrote(self._day or "", entries)
        try:
            self._committed(entries)
        except BaseException:
            with suppress(Exception):  # it is durable: a log that cannot be written takes nothing back
                _log.exception("listener_failed")

    def _run_one(self, promise: _Promise[Any]) -> None:
        look = self._clock.look()
        now = look.now
        day = self._day if look.day_stands and self._day else self._day_of(now, self._day, self._at)
        if day != self._begun_day:
            past_days.begun(self._connection, day)
            self._begun_day = day
        righted = transaction = Transaction(self._connection, now, day, self._seq, self._digest)
        changes = self._connection.total_changes
        promise.error = None
        try:
            self._follow_clock(righted, look)
            if righted.entries:
                transaction = Transaction(self._connection, now, day, righted.seq, righted.digest)
            promise.value = promise.job(transaction)
        except Exception as error:
            if not self._connection.in_transaction:  # SQLite gave up the whole batch (disk full, damage)
                raise
            if self._connection.total_changes != changes:
                raise _Halfway(error) from error
            promise.error = logged(error) if isinstance(error, sqlite3.Error) else error
            promise.entries = []
        else:
            self._seq, self._digest = transaction.seq, transaction.digest
            promise.entries = transaction.entries
            if righted is not transaction:
                promise.entries = righted.entries + transaction.entries
            if promise.entries:
                self._day, self._at = day, now

    def _follow_clock(self, transaction: Transaction, look: Look) -> None:
        """Write down that time is held, or is not any more, and set right what the machine's clock had been wrong about."""
        held, day, at = self._held, self._day or transaction.day, self._at or transaction.now
        if look.held:
            if not held.here:
                transaction.record(ClockHeld(self._clock.machine()), "system")
                since = transaction.seq if held.since is None else held.since
                self._held = replace(held, since=since, again=transaction.seq, here=True)
            return
        if held.since is not None:
            transaction.record(ClockFollowed(held.since), "system")
            late_ms = look.late_ms if held.here else transaction.now - at
            bring_along(transaction, day, held.since, held.again or held.since, late_ms)
        if look.set_forward > held.set_forward:
            bring_along(transaction, day, self._opened, self._opened, look.late_ms)
        self._held = _Held(set_forward=look.set_forward)
        if was_wrong(at, transaction.now):
            set_right(transaction, day, self._opened)

    def _state(self) -> tuple[int, str | None, bytes, int | None, "_Held", str]:
        return self._seq, self._day, self._digest, self._at, self._held, self._begun_day

    def _undo_all(self) -> None:
        self._seq, self._day, self._digest, self._at, self._held, self._begun_day = self._durable
        if self._connection.in_transaction:
            with suppress(Exception):  # a disk that is gone; SQLite undoes it when it is there again
                self._connection.execute("ROLLBACK")

    def _give_up(self, batch: list[_Promise[Any]], error: BaseException) -> None:
        told = logged(error) if isinstance(error, sqlite3.Error) else error
        for promise in batch:
            promise.entries = []
            promise.error = promise.error or told
