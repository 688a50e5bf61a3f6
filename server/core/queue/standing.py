"""A person's place in line: the one rule by which people are called, listed, counted and forecast.

Each line (`server.core.queue.lines`) has a row of ordinary people and one for each priority class; a person kept for a
counter is a row alone. Within a row people stand in order of arrival, by the journal (docs/decisions/007-the-business-day.md).
Between rows their times of arrival are compared, each made earlier by the weight of its class. Only the first of a row is
ever compared, so nobody stands before an earlier person of their own row, even if a clock that was set back gave
them the earlier time.

This is rule 4 of docs/calling-order.md, and the meaning of "people ahead". The other rules depend on the
counter, the moment and the latest calls: `server.core.queue.turns` has them all, for one counter at one moment.
"""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Final, NamedTuple

from server.core.units import SECOND_MS

IN_LINE: Final = "arrived, issued_at, id"
"""The order within a row: columns of the tickets table, for SQL."""

came: Final = attrgetter(*IN_LINE.split(", "))
"""The same order, as the key of a `Ticket`."""


Row = tuple[str, str | None] | int
"""A line and class; or the id of a ticket that is kept for a counter."""

Standing = tuple[int, int]
"""Since when somebody counts as having come, UTC milliseconds, and by which ticket: lower goes first."""


class Waiting(NamedTuple):
    """A waiting person; `issued_at` is in UTC milliseconds, `kept_for` the counter that they are kept for.

    `dossiers` is how many they bring, 1 if they were not asked.

    It is a tuple and not a dataclass, because a full hall has a thousand of them, read for each phone's request.
    """

    ticket: int
    line: str
    issued_at: int
    priority: str | None = None
    kept_for: int | None = None
    dossiers: int = 1

    @property
    def row(self) -> Row:
        """The row that they stand in."""
        ticket, line, _, priority, kept_for, _ = self
        return (line, priority) if kept_for is None else ticket


def counts_since(issued_at: int, priority: str | None, weights_s: Mapping[str, int]) -> int:
    """When somebody counts as having come, UTC milliseconds: earlier by the seconds that their class weighs."""
    return issued_at if priority is None else issued_at - weights_s.get(priority, 0) * SECOND_MS


def standings(
    waiting: Iterable[Waiting], weights_s: Mapping[str, int]
) -> list[tuple[Standing, int, Waiting]]:
    """The standings of people of any lines, lowest first; the people are given in order of arrival.

    In one row, a later person is never lower; the second number is their place by arrival among all.
    """
    last: dict[Row, Standing] = {}
    found = []
    for place, one in enumerate(waiting):
        ticket, _, issued_at, priority, *_ = one
        row, stands = one.row, (counts_since(issued_at, priority, weights_s), ticket)
        if (before := last.get(row)) is not None and before > stands:
            stands = before
        last[row] = stands
        found.append((stands, place, one))
    found.sort()
    return found


def in_order(waiting: Iterable[Waiting], weights_s: Mapping[str, int]) -> list[Waiting]:
    """People of any lines (given in order of arrival) in the order of their places."""
    return [one for _, _, one in standings(waiting, weights_s)]


def ahead(ticket: int, waiting: Iterable[Waiting], weights_s: Mapping[str, int]) -> int:
    """How many of a line's people (given in order of arrival) are before this ticket, which is one of them."""
    order = in_order(waiting, weights_s)
    return next(place for place, one in enumerate(order) if one.ticket == ticket)
