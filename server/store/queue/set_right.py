"""After a clock that was wrong by hours: the numbers given meanwhile are moved to the day on which they were given."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import structlog

from server.core.events import SeriesLifted, TicketRedated
from server.core.model import TicketState, spelled
from server.store.queue import tickets

if TYPE_CHECKING:
    from server.store.transaction import Transaction

_log = structlog.get_logger(__name__)
_ACTOR: Final = "system"
_LIFTED: Final = (
    "SELECT json_extract(data, '$.prefix'), max(json_extract(data, '$.n')) FROM journal"
    " WHERE seq > ? AND type = 'series_lifted' GROUP BY 1"
)
_SINCE: Final = (
    "SELECT id, state, prefix, n FROM tickets WHERE day = ? AND"
    " (id > ? OR id IN (SELECT ticket FROM journal WHERE seq > ? AND type = 'ticket_redated')) ORDER BY id"
)
_OVER: Final = frozenset({TicketState.FINISHED.value, TicketState.NO_SHOW.value, TicketState.CANCELLED.value})
_OF_DAY: Final = "SELECT id, issued_at FROM tickets WHERE day = ? ORDER BY id"


def set_right(transaction: "Transaction", last_day: str, opened: int) -> None:
    """Move what a clock that was ahead has put into a day to come; `last_day` is the journal's latest.

    Who holds these numbers is here today. Those of today's own date whose time is to come, and that were given before
    the server was started (the journal then ended at `opened`), are yesterday's: the clock was a day ahead.
    """
    if last_day > transaction.day:
        _move(transaction, [id_ for id_, _ in _given_on(transaction, last_day)], transaction.day)
        return
    yesterday = (date.fromisoformat(transaction.day) - timedelta(days=1)).isoformat()
    given = _given_on(transaction, transaction.day)
    _move(transaction, [id_ for id_, at in given if id_ <= opened and at > transaction.now], yesterday)


def bring_along(transaction: "Transaction", last_day: str, since: int, again: int, late_ms: int) -> None:
    """Move what was given, or moved, since the journal's entry `since` by a clock that was behind, from `last_day` to the day that it was.

    Visits that are over are moved if they began since the entry `again`: nobody knows of the others whether they were of another day.
    All happened `late_ms` later than was written. The day's series begin above all numbers given since, and above what they
    were lifted to meanwhile, after a restore.
    """
    if last_day >= transaction.day:
        return
    rows = transaction.connection.execute(_SINCE, (last_day, since, since)).fetchall()
    highest = dict(transaction.connection.execute(_LIFTED, (since,)).fetchall())
    for _, _, prefix, n in rows:
        highest[prefix] = max(n, highest.get(prefix, 0))
    for prefix, n in sorted(highest.items()):
        transaction.record(SeriesLifted(transaction.day, prefix, n), _ACTOR)
    moved = [id_ for id_, state, _, _ in rows if id_ > again or state not in _OVER]
    _move(transaction, moved, transaction.day, late_ms)


def _given_on(transaction: "Transaction", day: str) -> list[tuple[int, int]]:
    return transaction.connection.execute(_OF_DAY, (day,)).fetchall()


def _move(transaction: "Transaction", ids: list[int], day: str, late_ms: int = 0) -> None:
    """Move tickets, the latest first, so that the series that they leave ends where it did before them."""
    steps = list(_steps(transaction, ids, day, late_ms))
    for step in reversed(steps):
        transaction.record(step, _ACTOR)
    if steps:
        _log.warning("clock_was_wrong", day=day, tickets_moved=len(steps))


def _steps(transaction: "Transaction", ids: list[int], day: str, late_ms: int) -> Iterator[TicketRedated]:
    """What moves each ticket: with its number, or with a new one, above all others, where that day has it already."""
    last: dict[str, int] = {}
    moved = [transaction.known_ticket(id_) for id_ in ids]
    for ticket in moved:
        n = ticket.n
        if tickets.printed(transaction.connection, day, ticket.number):
            highest = max(t.n for t in moved if t.prefix == ticket.prefix)
            start = max(highest, _last(transaction, day, ticket.prefix))
            n = last[ticket.prefix] = 1 + last.get(ticket.prefix, start)
            _log.warning("number_changed", day=day, was=ticket.number, now=spelled(ticket.prefix, n))
        yield TicketRedated(ticket.id, day, n, late_ms)


def _last(transaction: "Transaction", day: str, prefix: str) -> int:
    query = "SELECT max(n) FROM tickets WHERE day = ? AND prefix = ?"
    return int(transaction.connection.execute(query, (day, prefix)).fetchone()[0])
