"""The queue's tables: counters, tickets, and what is counted and kept of them.

Counters come before tickets, and tickets before whatever looks at their steps.
"""

import sqlite3
from typing import Final

from server.core.events import (
    DayPacked,
    PriorityCorrected,
    SeriesLifted,
    SlipDismissed,
    SlipReported,
    SlipRequested,
    TicketBroughtIn,
    TicketCalled,
    TicketIssued,
    TicketRedated,
    TicketRestored,
)
from server.core.model import Counter, Ticket
from server.core.queue.counters import FOLLOWED as FOLLOWED_BY_COUNTERS
from server.core.queue.counters import evolve_counter
from server.core.queue.tickets import FOLLOWED, ISSUES, evolve_ticket
from server.store.projections.base import Happening, Projection, Rows
from server.store.queue import call_rows, counters, offline_numbers, series, tallies, tickets

_NO_MOVES: Final = (PriorityCorrected, SlipRequested, SlipReported, SlipDismissed)
_MOVES: Final = tuple(event for event in FOLLOWED if event not in _NO_MOVES)


def _follow_counter(connection: sqlite3.Connection, happening: Happening) -> None:
    n = happening.entry.event.counter_n
    assert n is not None
    before = happening.counters.get(n) or counters.find(connection, n)
    happening.counters[n] = after = evolve_counter(before, happening.entry)
    if after != before:
        happening.counter_before = before
        counters.save(connection, after)


def _replay_counter(rows: Rows, happening: Happening) -> None:
    n = happening.entry.event.counter_n
    assert n is not None
    before = rows.get(n, Counter(n))
    after = evolve_counter(before, happening.entry)
    if after != before:
        happening.counter_before = before
    rows[n] = after


def _follow_ticket(connection: sqlite3.Connection, happening: Happening) -> None:
    entry = happening.entry
    if isinstance(entry.event, ISSUES):
        happening.ticket = ticket = evolve_ticket(None, entry)
        tickets.insert(connection, ticket)
        happening.tickets[ticket.id] = ticket
        return
    id_ = entry.event.ticket_id or 0
    happening.ticket_before = happening.tickets.get(id_) or tickets.find(connection, id_)
    happening.ticket = happening.tickets[id_] = evolve_ticket(happening.ticket_before, entry)
    save = tickets.redate if isinstance(entry.event, TicketRedated) else tickets.update
    save(connection, happening.ticket)


def _replay_ticket(rows: Rows, happening: Happening) -> None:
    ticket = happening.entry.event.ticket_id
    happening.ticket_before = rows.get(ticket)
    happening.ticket = rows[ticket] = evolve_ticket(happening.ticket_before, happening.entry)


def _follow_tally(connection: sqlite3.Connection, happening: Happening) -> None:
    assert happening.ticket is not None
    tallies.move(connection, happening.ticket_before, happening.ticket)


def _replay_tally(rows: Rows, happening: Happening) -> None:
    for ticket, step in ((happening.ticket_before, -1), (happening.ticket, 1)):
        if ticket is not None:
            key = (ticket.day, ticket.line, ticket.state.value)
            rows[key] = rows.get(key, 0) + step
            if not rows[key]:
                del rows[key]


def _follow_call(connection: sqlite3.Connection, happening: Happening) -> None:
    assert happening.ticket is not None
    if isinstance(happening.entry.event, TicketRedated):
        assert happening.ticket_before is not None
        call_rows.redate(connection, happening.ticket_before, happening.ticket)
    else:
        call_rows.move(connection, happening.ticket_before, happening.ticket)


def _replay_call(rows: Rows, happening: Happening) -> None:
    assert happening.ticket is not None
    if isinstance(happening.entry.event, TicketRedated):
        _replay_redated_calls(rows, happening.ticket, happening.tables["stay"])
    if (step := call_rows.step(happening.ticket_before, happening.ticket)) is not None:
        seq, call = step
        if call is None:
            rows.pop(seq, None)
        else:
            rows[seq] = call


def _replay_redated_calls(rows: Rows, ticket: Ticket, stays: Rows) -> None:
    """Each of its calls is of the ticket's new day; one stay leads to the one before it."""
    seq = ticket.taken_seq
    while seq is not None:
        rows[seq] = (ticket.day, *rows[seq][1:])
        seq = stays[seq].previous


def _follow_brought_in(connection: sqlite3.Connection, happening: Happening) -> None:
    assert isinstance(happening.entry.event, TicketBroughtIn)
    if happening.entry.event.device:
        offline_numbers.add(connection, happening.entry.event)


def _replay_brought_in(rows: Rows, happening: Happening) -> None:
    event = happening.entry.event
    assert isinstance(event, TicketBroughtIn)
    if event.device:
        rows[event.device, event.kiosk_day, event.n] = event.ticket


def _follow_series(connection: sqlite3.Connection, happening: Happening) -> None:
    if isinstance(event := happening.entry.event, DayPacked):
        return  # what the entry says of series was read from this table
    if isinstance(event, SeriesLifted):
        series.reach(connection, event.day, event.prefix, event.n)
        return
    ticket = happening.ticket
    assert ticket is not None
    if (before := happening.ticket_before) is not None:
        series.withdraw(connection, before.day, before.prefix, before.n)
    series.reach(connection, ticket.day, ticket.prefix, ticket.n)


def _replay_series(rows: Rows, happening: Happening) -> None:
    if isinstance(packed := happening.entry.event, DayPacked):
        rows.update({(day, prefix): last for day, prefix, last in packed.series})
        return
    if isinstance(lifted := happening.entry.event, SeriesLifted):
        rows[lifted.day, lifted.prefix] = max(rows.get((lifted.day, lifted.prefix), 0), lifted.n)
        return
    ticket = happening.ticket
    assert ticket is not None
    if (before := happening.ticket_before) is not None:
        left = (before.day, before.prefix)
        rows[left] = min(rows.get(left, 0), before.n - 1)
    key = (ticket.day, ticket.prefix)
    rows[key] = max(rows.get(key, 0), ticket.n)


QUEUE: Final = (
    Projection(
        "counter",
        "counters",
        FOLLOWED_BY_COUNTERS,
        _follow_counter,
        _replay_counter,
        counters.everything,
    ),
    Projection("ticket", "tickets", FOLLOWED, _follow_ticket, _replay_ticket, tickets.everything),
    Projection(
        "tally",
        "tallies",
        _MOVES,
        _follow_tally,
        _replay_tally,
        tallies.everything,
    ),
    Projection(
        "call",
        "taken",
        (TicketCalled, TicketRestored, TicketRedated),
        _follow_call,
        _replay_call,
        call_rows.everything,
    ),
    Projection(
        "number brought in",
        "brought_in",
        (TicketBroughtIn,),
        _follow_brought_in,
        _replay_brought_in,
        offline_numbers.everything,
    ),
    Projection(
        "series",
        "series",
        (*ISSUES, TicketRedated, SeriesLifted, DayPacked),
        _follow_series,
        _replay_series,
        series.everything,
        # whoever gives a number takes it from its series first, and a day that is packed leaves its series as they are
        written_before=(TicketIssued, DayPacked),
    ),
)
