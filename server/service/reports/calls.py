"""What the manager can read up: why each ticket was called, and how right the foretold waits were."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final

from server.core.events import Entry, TicketCalled
from server.core.model import Ticket
from server.core.queue.explain import explain
from server.core.texts import Language
from server.core.units import SECOND_MS
from server.service.context import Context
from server.service.today import today
from server.store import journal
from server.store.queue import tickets, visits

_SOME: Final = 5


@dataclass(frozen=True, slots=True)
class ExplainedCall:
    """A call as the journal has it, its ticket as it is now, and in sentences why it was this ticket's turn."""

    entry: Entry
    event: TicketCalled
    ticket: Ticket
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaitsReport:
    """How the forecast waits on `day` compare with the real ones, for the called tickets.

    `within_high` is the share of tickets called no later than the upper end, `below_low` of those called sooner than
    the lower one; `median_error_s` is the middle distance from the lower end, which is the middle of what was
    expected. All is `None` while there are too few.
    """

    day: str
    tickets: int
    within_high: float | None = None
    below_low: float | None = None
    median_wait_s: int | None = None
    median_error_s: int | None = None


def calls(context: Context, number: str | None, limit: int, language: Language) -> list[ExplainedCall]:
    """Today's latest calls, or those of `number`, newest first, each with why it was this ticket's turn."""
    with context.store.read() as connection:
        day = today(context, connection)[2]
        found = [
            (entry, tickets.find(connection, entry.event.ticket_id or 0))
            for entry in _calls(connection, day, number, limit)
        ]
    return [_explained(context, entry, ticket, language) for entry, ticket in found if ticket]


def why_called(context: Context, event: TicketCalled, ticket: int, language: Language) -> tuple[str, ...]:
    """Why it was this ticket's turn, in sentences; empty if nothing was stored with the call."""
    if event.why is None:
        return ()
    names, bases = names_of(context), context.centre.layout.bases
    return tuple(explain(event.rule, event.why, event.reason, ticket, names, language, bases))


def _calls(connection: sqlite3.Connection, day: str, number: str | None, limit: int) -> list[Entry]:
    ticket = None if number is None else tickets.numbered(connection, day, number.strip().upper())
    if number is not None and ticket is None:
        return []
    if ticket is not None:
        return journal.about(connection, ticket, TicketCalled.type)[::-1][:limit]
    return journal.at(connection, tickets.latest_taken(connection, day, limit))


def names_of(context: Context) -> Mapping[str, Mapping[str, str]]:
    """The names, by language, of fields and priority classes by their codes."""
    layout = context.centre.layout
    return {**{code: field.names for code, field in layout.fields.items()}, **layout.priority_classes}


def _explained(context: Context, entry: Entry, ticket: Ticket, language: Language) -> ExplainedCall:
    event = entry.event
    assert isinstance(event, TicketCalled)
    return ExplainedCall(entry, event, ticket, why_called(context, event, ticket.id, language))


def waits(context: Context, day: str | None) -> WaitsReport:
    """How right the waits were that were foretold on `day`, today by default."""
    with context.store.read() as connection:
        of_day = day or today(context, connection)[2]
        told = visits.foretold(connection, of_day)
    actual = [(wait_ms / SECOND_MS, low, high) for wait_ms, low, high in told]
    if len(actual) < _SOME:
        return WaitsReport(of_day, len(actual))
    return WaitsReport(
        of_day,
        len(actual),
        within_high=_share(actual, lambda wait, _, high: wait <= high),
        below_low=_share(actual, lambda wait, low, _: wait < low),
        median_wait_s=round(median(wait for wait, _, _ in actual)),
        median_error_s=round(median(abs(wait - low) for wait, low, _ in actual)),
    )


def _share(told: list[tuple[float, int, int]], holds: Callable[[float, int, int], bool]) -> float:
    return round(sum(holds(*row) for row in told) / len(told), 3)
