"""The centre's clock: the machine's; or, where that one cannot be right, time that goes on from the journal's latest entry."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from server.core.events import Entry
from server.core.queue.days import Visited, is_behind, is_impossible, was_wrong
from server.store import journal

_FIRST: Final = "SELECT day FROM journal ORDER BY seq LIMIT 1"
_DAY_OF_VISITS: Final = "SELECT max(day) FROM tickets"
_DAY_BEFORE: Final = f"{_DAY_OF_VISITS} WHERE day < ?"
_LAST_OF: Final = "SELECT max(id) FROM tickets WHERE day = ?"
_AT: Final = "SELECT at FROM journal WHERE seq = ?"
_TOLD: Final = (
    "SELECT seq, type FROM journal WHERE seq > ? AND type IN ('clock_held', 'clock_followed', 'clock_set')"
    " ORDER BY seq DESC LIMIT 1"
)


def since_boot() -> int:
    """Milliseconds since the machine was switched on, sleep included: nobody sets this clock."""
    return time.clock_gettime_ns(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)) // 1_000_000


class CentreClock:
    """Read like the machine's clock: UTC milliseconds; from any thread.

    `machine` is the machine's clock, `local` the centre's time of a moment; `steady` counts milliseconds and is never set.
    `held_since` is the journal's entry from which on time is held as it was found at the start, `None` where it is not.
    """

    def __init__(
        self,
        machine: Callable[[], int],
        local: Callable[[int], datetime],
        steady: Callable[[], int] = since_boot,
    ) -> None:
        self.machine = machine
        self.held_since: int | None = None
        self._local, self._steady = local, steady
        self._lock = threading.Lock()
        self._at: int | None = None
        self._visited_at: int | None = None
        self._first: date | None = None
        self._known: Visited | None = None
        self._ahead: int | None = None
        self._usual: int | None = None

    def __call__(self) -> int:
        """Now."""
        with self._lock:
            machine, steady = self.machine(), self._steady()
            if self._ahead is not None and was_wrong(steady + self._ahead, machine):
                return steady + self._ahead
            if self._ahead is None and self._at is not None and self._cannot_be(machine):
                self._ahead = self._at - steady
                return self._at
            if self._ahead is not None or self._usual is None:
                self._usual = machine - steady
            self._ahead = None
            return machine

    @property
    def holds(self) -> bool:
        """Whether time went on by itself when it was last asked for."""
        return self._ahead is not None

    @property
    def is_usual(self) -> bool:
        """Whether the machine's clock is that which it was at the start: nobody has set it back by hours since, or it was set right again."""
        return self._usual is not None and not was_wrong(self._usual, self.machine() - self._steady())

    def begin(self, connection: sqlite3.Connection) -> None:
        """Learn from the journal what was when."""
        day: str | None = connection.execute(_DAY_OF_VISITS).fetchone()[0]
        before = None if day is None else connection.execute(_DAY_BEFORE, (day,)).fetchone()[0]
        last = 0 if before is None else connection.execute(_LAST_OF, (before,)).fetchone()[0]
        told = connection.execute(_TOLD, (last,)).fetchone()
        self.held_since = told[0] if told is not None and told[1] == "clock_held" else None
        with self._lock:
            self._at = journal.last_moment(connection)
            first = connection.execute(_FIRST).fetchone()
            self._first = None if first is None else date.fromisoformat(first[0])
            if day is not None and (told is None or self.held_since is not None):
                self._learn(connection, day, before)

    def wrote(self, day: str, entries: Iterable[Entry]) -> None:
        """These entries are durable, all written on this business day."""
        with self._lock:
            for entry in entries:
                self._at = entry.at
                if entry.event.ticket_id is not None:
                    self._visited_at = entry.at
                    self._visited(date.fromisoformat(day))

    def believe(self) -> None:
        """Somebody who knows the time has just set the machine's clock."""
        with self._lock:
            self._ahead, self._known = None, None
            self._usual = self.machine() - self._steady()

    def _learn(self, connection: sqlite3.Connection, day: str, before: str | None) -> None:
        earlier = None if before is None else date.fromisoformat(before)
        self._known = Visited(self._first or date.fromisoformat(day), date.fromisoformat(day), earlier)
        (last,) = connection.execute(_LAST_OF, (day,)).fetchone()
        (self._visited_at,) = connection.execute(_AT, (last,)).fetchone() or (None,)

    def _visited(self, day: date) -> None:
        known = self._known
        if known is None:
            self._known = Visited(self._first or day, day)
        elif day != known.last:
            self._known = replace(known, last=day, before=known.last if known.last < day else known.before)

    def _cannot_be(self, machine: int) -> bool:
        """Whether the machine's clock has fallen behind. At a start it may have lost its time; later on somebody has set it."""
        if self._known is None or not was_wrong(self._visited_at, machine):
            return False
        now = self._local(machine)
        return is_behind(now, self._known) if self._usual is None else is_impossible(now)
