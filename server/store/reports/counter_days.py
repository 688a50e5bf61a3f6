"""How counters spent past days, put together: reports of a year read these instead of every opening and every stay.

They are made some time after their day, and go when anything of it changes: then its entries and stays are read again.
"""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from server.core.differences import NO_SENSE
from server.core.reports.clocks import end_of_day
from server.core.reports.counter_pieces import (
    MadeBy,
    Piece,
    of_whole_days,
    pieces,
    pieces_from,
    pieces_text,
)
from server.core.reports.counter_times import Hall, shifts
from server.core.reports.days import day_from
from server.store.reports import counter_entries, stays, waiting

_PAST: Final = (
    f"WITH RECURSIVE days (day) AS (SELECT min(day) FROM journal WHERE {counter_entries.STATES} UNION ALL"
    f" SELECT (SELECT min(day) FROM journal WHERE journal.day > days.day AND {counter_entries.STATES})"
    " FROM days WHERE day IS NOT NULL)"
    " SELECT day FROM days WHERE day < ?"
)
"""The days on which counters did anything, each found by one look: the index of their entries lies in order."""


class MadeDay(NamedTuple):
    """A day as it was put together: by what clock and points, and its pieces, each as a text."""

    day: str
    clock: str
    points: str
    text: str

    @property
    def by(self) -> tuple[str, str]:
        """What it was made by, as `MadeBy.texts` tells it."""
        return self.clock, self.points

    def pieces(self) -> list[Piece]:
        """Its pieces."""
        return pieces_from(self.text)


def made(
    connection: sqlite3.Connection, first: str = "", last: str = "9", *, hours: bool = False
) -> Iterator[MadeDay]:
    """The days of a range that were put together, with the pieces of whole days or of their `hours`."""
    text = "hours" if hours else "whole"
    query = f"SELECT day, clock, points, {text} FROM counter_days WHERE day BETWEEN ? AND ?"
    return map(MadeDay._make, connection.execute(query, (first, last)))


def days(connection: sqlite3.Connection, before: str) -> Sequence[str]:
    """The days before this one on which counters did anything, in order."""
    return [day for (day,) in connection.execute(_PAST, (before,))]


def of_day(connection: sqlite3.Connection, day: str, made_by: MadeBy, now: int | None = None) -> list[Piece]:
    """How counters spent the hours of a day, as its entries and stays are now: until its end, or until `now` (UTC milliseconds) if that is sooner."""
    end = end_of_day(made_by.offsets, day_from(day))
    until = end if now is None else min(end, now)
    hall = Hall(stays.called_of_day(connection, day), waiting.of_day(connection, day), until)
    every = shifts(counter_entries.of_day(connection, day), until, made_by.point_of)
    return pieces(hall, every, made_by.offsets)


def make(connection: sqlite3.Connection, day: str, made_by: MadeBy) -> None:
    """Put a day together that is over."""
    row = (day, *made_by.texts(), *_texts(connection, day, made_by))
    connection.execute("INSERT OR REPLACE INTO counter_days VALUES (?, ?, ?, ?, ?)", row)


def differences(connection: sqlite3.Connection, spared: Collection[str]) -> Iterator[str]:
    """The days put together that are not what their entries and stays are, as sentences; without those that are `spared`."""
    try:
        for day, clock, points, *found in connection.execute("SELECT * FROM counter_days"):
            if day not in spared and found != _texts(connection, day, MadeBy.read(clock, points)):
                yield f"counter day {day}: not what its entries and stays are"
    except (sqlite3.Error, *NO_SENSE) as wrong:
        yield f"counter day: {wrong}"


def _texts(connection: sqlite3.Connection, day: str, made_by: MadeBy) -> list[str]:
    """The pieces of the whole day and of its hours."""
    hours = of_day(connection, day, made_by)
    return [pieces_text(of_whole_days(hours)), pieces_text(hours)]
