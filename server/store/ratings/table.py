"""One row for each visit that was rated."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any, Final

from server.core.model import Ticket
from server.core.ratings.counting import LEAST, Counts, Who
from server.store.queue.tickets import COLUMNS, ticket_from

_ROW: Final = "SELECT ticket, seq, day, counter, officer, level, reason"
_SERVED_BY: Final = "SELECT officer FROM stays WHERE day = ? AND seq = ?"
_WHO: Final = "substr(coalesce(officer, ''), instr(coalesce(officer, ''), ':') + 1)"
"""The user name, as `server.core.ratings.counting.username_of` has it."""
_OF_CELL: Final = f"SELECT seq, day, level, reason FROM ratings WHERE counter = ? AND {_WHO} = ?"
Ballot = tuple[int, str, int, str | None]
"""`seq`, day, level and reason."""


@dataclass(frozen=True, slots=True)
class Rating:
    """A visit's: `seq` is the journal's row, `day` the visit's; `counter` and `officer` are those of its last service.

    `officer` is a user name; old rows of the journal name it with the role.
    """

    ticket: int
    seq: int
    day: str
    counter: int
    officer: str | None
    level: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class Ballots:
    """Ballots of a time by counter and user name; who is not known is "".

    `cast` counts them, `whole` are the full groups (`server.core.ratings.counting`) that count in that time, and `seqs` the
    journal's rows of each ballot in them.
    """

    cast: Mapping[Who, int]
    whole: Mapping[Who, Counts]
    seqs: Sequence[int]


def add(connection: sqlite3.Connection, rating: Rating) -> None:
    """A visit was rated."""
    connection.execute(
        "INSERT INTO ratings (ticket, seq, day, counter, officer, level, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            rating.ticket,
            rating.seq,
            rating.day,
            rating.counter,
            rating.officer,
            rating.level,
            rating.reason,
        ),
    )


def move(connection: sqlite3.Connection, ticket: Ticket) -> None:
    """Its visit, if it was rated, has ended again: it counts there."""
    connection.execute(
        f"UPDATE ratings SET counter = ?, officer = ({_SERVED_BY}) WHERE ticket = ?",
        (ticket.counter, ticket.day, ticket.taken_seq, ticket.id),
    )


def redate(connection: sqlite3.Connection, ticket: Ticket) -> None:
    """Its visit, if it was rated, is of another day."""
    connection.execute("UPDATE ratings SET day = ? WHERE ticket = ?", (ticket.day, ticket.id))


def served_by(connection: sqlite3.Connection, ticket: Ticket) -> str | None:
    """The user name of the officer at the counter when a visit's last service ended; `None` if unknown."""
    row = connection.execute(_SERVED_BY, (ticket.day, ticket.taken_seq)).fetchone()
    return None if row is None else row[0]


def rated(connection: sqlite3.Connection, ticket: int) -> bool:
    """Whether somebody has rated this visit."""
    query = "SELECT EXISTS (SELECT 1 FROM ratings WHERE ticket = ?)"
    return bool(connection.execute(query, (ticket,)).fetchone()[0])


def not_rated(connection: sqlite3.Connection, day: str) -> list[int]:
    """When each of the day's finished visits ended that nobody has rated, UTC milliseconds."""
    query = (
        "SELECT ended_at FROM tickets WHERE day = ? AND state = 'finished'"
        " AND NOT EXISTS (SELECT 1 FROM ratings WHERE ratings.ticket = tickets.id)"
    )
    return [row[0] for row in connection.execute(query, (day,))]


def rating_from(row: Sequence[Any]) -> Rating:
    """A row as a rating."""
    return Rating(*row)


def row_of(rating: Rating) -> tuple[Any, ...]:
    """A rating as its row holds it."""
    return astuple(rating)


def stored(connection: sqlite3.Connection, wanted: Iterable[int]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows of the ratings of these tickets, by ticket."""
    query = f"{_ROW} FROM ratings WHERE ticket IN (SELECT value FROM json_each(?))"
    for row in connection.execute(query, (json.dumps(list(wanted)),)):
        yield row[0], row


def rows(connection: sqlite3.Connection) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """All rows, by ticket."""
    return ((row[0], row) for row in connection.execute(f"{_ROW} FROM ratings"))


def everything(connection: sqlite3.Connection) -> dict[int, Rating]:
    """Ticket → its rating."""
    return {row[0]: Rating(*row) for row in connection.execute(f"{_ROW} FROM ratings")}


def of_days(connection: sqlite3.Connection, first: str, last: str) -> Ballots:
    """Those on visits of these business days, both included."""
    query = f"SELECT counter, {_WHO} AS who, count(*), min(seq), max(seq) FROM ratings WHERE day BETWEEN ? AND ? GROUP BY counter, who"
    cast: dict[Who, int] = {}
    whole: dict[Who, Counts] = {}
    seqs: list[int] = []
    for counter, who, n, low, high in connection.execute(query, (first, last)).fetchall():
        cast[counter, who] = n
        groups = _groups(connection, (counter, who), low, high)
        full = [ballot for group in groups if first <= group[-1][1] <= last for ballot in group]
        if full:
            seqs += [ballot[0] for ballot in full]
            whole[counter, who] = _counts(full)
    return Ballots(cast, whole, seqs)


def _groups(connection: sqlite3.Connection, cell: Who, low: int, high: int) -> Iterator[list[Ballot]]:
    """The full groups of an officer at a counter that end between these rows of the journal."""
    count = f"SELECT count(*) FROM ratings WHERE counter = ? AND {_WHO} = ? AND seq < ?"
    begun = connection.execute(count, (*cell, low)).fetchone()[0] % LEAST
    before = connection.execute(f"{_OF_CELL} AND seq < ? ORDER BY seq DESC LIMIT ?", (*cell, low, begun))
    between = connection.execute(f"{_OF_CELL} AND seq BETWEEN ? AND ? ORDER BY seq", (*cell, low, high))
    ballots = [*reversed(before.fetchall()), *between]
    for start in range(0, len(ballots) - LEAST + 1, LEAST):
        yield ballots[start : start + LEAST]


def _counts(ballots: Sequence[Ballot]) -> Counts:
    reasons = Counter(ballot[3] for ballot in ballots if ballot[3] is not None)
    return Counts(Counter(ballot[2] for ballot in ballots), reasons)


def last_ended(connection: sqlite3.Connection, counter: int) -> Ticket | None:
    """Of the visits that ended at a counter, the one that was called last: it has one in hand at a time.

    Not the one with the latest end: a clock that was ahead may have left an end that is still to come.
    """
    query = (
        f"SELECT {', '.join(COLUMNS)} FROM tickets WHERE counter = ? AND state = 'finished'"
        " ORDER BY taken_seq DESC LIMIT 1"
    )
    row = connection.execute(query, (counter,)).fetchone()
    return None if row is None else ticket_from(row)
