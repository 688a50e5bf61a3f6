"""The centre's clock: the machine's; or, where that one cannot be right, time that goes on from the journal's latest entry."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from server.core.events import Entry
from server.core.queue.days import Visited, is_behind, is_impossible, was_wrong
from server.core.units import HOUR_MS
from server.store import journal

_YOUNG_MS: Final = 4 * HOUR_MS
"""A machine that came up so lately may have come up with a wrong time; later on it may have been halted, and time went on."""


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the clock: `now` in UTC milliseconds, and whether time is `held`; then a `day_stands` unless nothing of it was missed.

    `late_ms` is by how much the machine's clock turned out to have been behind, when it was last followed again or set forward;
    `set_forward` counts how often it was, so that what had been given by it is to be moved.
    """

    now: int
    held: bool
    day_stands: bool
    late_ms: int
    set_forward: int


def since_boot() -> int:
    """Milliseconds since the machine was switched on, sleep included: nobody sets this clock."""
    return time.clock_gettime_ns(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)) // 1_000_000


class CentreClock:
    """Read like the machine's clock: UTC milliseconds; from any thread.

    `machine` is the machine's clock, `local` the centre's time of a moment; `steady` counts milliseconds and is never set: by
    it a machine's clock that somebody sets is noticed. Without one nobody looks for that.
    `held_since` and `held_again` are the journal's first and latest entry by which time is held, as they were found at
    the start; `None` where it is not.
    """

    def __init__(
        self,
        machine: Callable[[], int],
        local: Callable[[int], datetime],
        steady: Callable[[], int] | None = None,
    ) -> None:
        self.machine = machine
        self.held_since: int | None = None
        self.held_again: int | None = None
        self._local = local
        self._steady, self._watches = steady or since_boot, steady is not None
        self._began = self._steady()
        self._lock = threading.Lock()
        self._at: int | None = None
        self._visited_at: int | None = None
        self._first: date | None = None
        self._known: Visited | None = None
        self._ahead: int | None = None
        self._usual: int | None = None
        self._set_back = self._missed = False
        self._late_ms = self._set_forward = 0

    def __call__(self) -> int:
        """Now."""
        return self.look().now

    def look(self) -> Look:
        """Now, and how it came about, of one moment."""
        with self._lock:
            machine, steady = self.machine(), self._steady()
            if self._ahead is None and self._cannot_be(machine):
                of_before = self._usual if self._watches else None
                self._ahead = (self._at or 0) - steady if of_before is None else of_before
                self._missed = of_before is None
            if self._ahead is not None and was_wrong(steady + self._ahead, machine):
                return self._told(steady + self._ahead)
            self._follow(machine, steady)
            return self._told(machine)

    @property
    def holds(self) -> bool:
        """Whether time went on by itself when it was last asked for."""
        return self._ahead is not None

    def begin(self, connection: sqlite3.Connection) -> None:
        """Learn from the journal what was when."""
        days = journal.visited_days(connection)
        self.held_since, self.held_again = journal.held(connection)
        with self._lock:
            self._at, self._first = journal.last_moment(connection), journal.first_day(connection)
            if days is not None:
                self._visited_at, last, before = days
                known = Visited(self._first or last, last)
                self._known = known if before is None else replace(known, before=before)

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
            self._follow(self.machine(), self._steady())

    def _follow(self, machine: int, steady: int) -> None:
        offset, usual = machine - steady, self._usual
        if self._ahead is not None:
            self._late_ms = offset - self._ahead
        elif usual is not None and was_wrong(usual, offset):
            self._set_back = True
        elif usual is not None and was_wrong(offset, usual) and self._was_behind(steady):
            self._late_ms, self._set_back = offset - usual, False
            self._set_forward += 1
        self._ahead, self._usual = None, offset

    def _was_behind(self, steady: int) -> bool:
        """Whether a clock that was set forward had been wrong: it came up so, or somebody had set it back."""
        return self._watches and (self._set_back or steady - self._began < _YOUNG_MS)

    def _told(self, now: int) -> Look:
        held = self._ahead is not None
        return Look(now, held, held and self._missed, self._late_ms, self._set_forward)

    def _visited(self, day: date) -> None:
        known = self._known
        if known is None:
            self._known = Visited(self._first or day, day)
        elif day != known.last:
            self._known = replace(known, last=day, before=known.last if known.last < day else known.before)

    def _cannot_be(self, machine: int) -> bool:
        """Whether the machine's clock has fallen behind. At a start it may have lost its time; later on somebody has set it."""
        if not was_wrong(self._at, machine):
            return False
        now = self._local(machine)
        if self._known is None or self._usual is not None or not was_wrong(self._visited_at, machine):
            return is_impossible(now)
        return is_behind(now, self._known)
