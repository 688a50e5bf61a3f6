"""What the journal proves: everything acknowledged is in it, no number twice, nobody called twice."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from server.core.model import TicketState
from server.store.store import database_path
from tests.support.crowd import Acknowledged

_AFTER = {
    "ticket_issued": TicketState.WAITING,
    "ticket_called": TicketState.CALLED,
    "ticket_recalled": TicketState.CALLED,
    "service_started": TicketState.SERVING,
    "ticket_finished": TicketState.FINISHED,
    "ticket_missed": TicketState.NO_SHOW,
}
_IN_HAND = (TicketState.CALLED, TicketState.SERVING)


@dataclass(frozen=True)
class Row:
    """One row of the journal about a ticket, as it lies in the file. `number` is that of an issue."""

    seq: int
    type: str
    ticket: int
    counter: int | None
    number: str | None

    @property
    def event(self) -> tuple[str, int, int | None]:
        """(type, ticket, counter), to be compared with what was acknowledged."""
        return self.type, self.ticket, self.counter


def ticket_rows(data: Path) -> list[Row]:
    """The journal's rows about tickets, read straight from the file."""
    query = "SELECT seq, type, ticket, counter, data FROM journal WHERE ticket IS NOT NULL ORDER BY seq"
    with closing(sqlite3.connect(f"{database_path(data).as_uri()}?mode=ro", uri=True)) as connection:
        return [
            Row(seq, type_, ticket, counter, _number(type_, facts))
            for seq, type_, ticket, counter, facts in connection.execute(query)
        ]


def lost(told: Iterable[Acknowledged], rows: Iterable[Row]) -> list[tuple[str, int, int | None]]:
    """What was acknowledged, one by one, and is not in the journal as often as it was acknowledged."""
    return sorted((Counter(a.event for a in told) - Counter(r.event for r in rows)).elements())


def unheard(told: Iterable[Acknowledged], rows: Iterable[Row]) -> list[tuple[str, int, int | None]]:
    """What is in the journal though nobody was told: with everybody insisting, a thing done twice."""
    return sorted((Counter(r.event for r in rows) - Counter(a.event for a in told)).elements())


def numbers_twice(rows: Iterable[Row]) -> list[str]:
    """Numbers that were given more than once."""
    given = Counter(row.number for row in rows if row.number is not None)
    return [number for number, times in given.items() if times > 1]


def wrong_numbers(told: Iterable[Acknowledged], rows: Iterable[Row]) -> list[str]:
    """Numbers that people hold and that the journal knows otherwise."""
    given = {row.ticket: row.number for row in rows if row.number is not None}
    issues = (answer.ticket for answer in told if answer.type == "ticket_issued")
    return [ticket["number"] for ticket in issues if given.get(ticket["id"]) != ticket["number"]]


def called_twice(rows: Iterable[Row]) -> list[Row]:
    """Calls of a ticket that was in somebody's hands, or was called before and never came back."""
    state: dict[int, TicketState] = {}
    wrong = []
    for row in rows:
        if row.type == "ticket_called" and state.get(row.ticket) is not TicketState.WAITING:
            wrong.append(row)
        state[row.ticket] = _AFTER.get(row.type, state.get(row.ticket, TicketState.WAITING))
    return wrong


def hands_full(rows: Iterable[Row]) -> list[Row]:
    """Calls by a counter that had a ticket in hand already."""
    holding: dict[int, int] = {}
    wrong = []
    for row in rows:
        if row.counter is not None:
            if row.type == "ticket_called" and row.counter in holding:
                wrong.append(row)
            holding[row.counter] = row.ticket
            if _AFTER[row.type] not in _IN_HAND:
                del holding[row.counter]
    return wrong


def _number(type_: str, data: str) -> str | None:
    if type_ != "ticket_issued":
        return None
    facts = json.loads(data)
    return f"{facts['prefix']}{facts['n']:03d}"
