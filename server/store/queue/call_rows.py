"""Who was taken from which line: each call with the line and class that the person had then, whatever came later."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from server.core.model import Ticket
from server.core.queue import policy

Taken = tuple[str, str, str | None]
"""Day, line, priority class."""

_EVERYTHING: Final = "SELECT seq, day, line, priority FROM taken"
_STORED: Final = f"{_EVERYTHING} WHERE seq IN (SELECT value FROM json_each(?))"
_LATEST: Final = "SELECT seq, priority FROM taken WHERE day = ? AND line = ? ORDER BY seq DESC LIMIT ?"


def step(before: Ticket | None, after: Ticket) -> tuple[int, Taken | None] | None:
    """What a ticket's step changes here: a call by its `seq`, or `None` in place of one that was undone."""
    earlier = 0 if before is None else before.taken_seq or 0
    latest = after.taken_seq or 0
    if latest > earlier:
        return latest, (after.day, after.line, after.priority)
    return (earlier, None) if latest < earlier else None


def move(connection: sqlite3.Connection, before: Ticket | None, after: Ticket) -> None:
    """Let one ticket's step from `before` (`None` when just issued) to `after` take effect."""
    if (found := step(before, after)) is None:
        return
    seq, taken = found
    if taken is None:
        connection.execute("DELETE FROM taken WHERE seq = ?", (seq,))
    else:
        connection.execute("INSERT INTO taken (seq, day, line, priority) VALUES (?, ?, ?, ?)", (seq, *taken))


def redate(connection: sqlite3.Connection, before: Ticket, ticket: Ticket) -> None:
    """The ticket is of another day than `before`, and with it each of its calls: its stays, not yet moved, say which they are."""
    theirs = "SELECT seq FROM stays WHERE day = ? AND ticket = ?"
    connection.execute(
        f"UPDATE taken SET day = ? WHERE seq IN ({theirs})",
        (ticket.day, before.day, ticket.id),
    )


def latest(
    connection: sqlite3.Connection, day: str, lines: Collection[str], most: int
) -> list[tuple[str, bool]]:
    """The latest calls from these lines, newest first: the line, and whether of a priority class.

    Of each line there are `most`, if there were so many: enough for the latest `most` calls from any of these lines.
    """
    found = [
        (seq, line, priority is not None)
        for line in lines
        for seq, priority in connection.execute(_LATEST, (day, line, most))
    ]
    return [(line, priority) for _, line, priority in sorted(found, reverse=True)]


def in_a_row(connection: sqlite3.Connection, day: str, lines: Collection[str], most: int) -> int:
    """The priority tickets taken from these lines since the last ordinary one; at most `most` are counted."""
    return policy.in_a_row((priority for _, priority in latest(connection, day, lines, most)), most)


def stored(connection: sqlite3.Connection, wanted: Iterable[int]) -> Iterator[tuple[int, Taken]]:
    """These calls, by their `seq`."""
    for seq, *taken in connection.execute(_STORED, (json.dumps(list(wanted)),)):
        yield seq, tuple(taken)


def rows(connection: sqlite3.Connection) -> Iterator[tuple[int, Taken]]:
    """All calls, by their `seq`."""
    for seq, *taken in connection.execute(_EVERYTHING):
        yield seq, tuple(taken)


def everything(connection: sqlite3.Connection) -> dict[int, Taken]:
    """Every call that was not undone, by its `seq`."""
    return dict(rows(connection))
