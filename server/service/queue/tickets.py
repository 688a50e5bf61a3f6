"""Use cases around a ticket: take a number, look it up, give it up."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from server.core.events import Event, TicketIssued
from server.core.forecast.telling import Wait, is_soon
from server.core.forecast.waits import Place
from server.core.model import Channel, Field, Layout, Ticket, TicketState
from server.core.queue.afar import expect
from server.core.queue.commands import (
    check_request,
    give_up_ticket,
    in_time_to_keep,
    may_keep_place,
    resume_ticket,
    take_back_ticket,
)
from server.core.queue.lines import MAIN, line_of
from server.core.queue.many_dossiers import field_for
from server.core.queue.number_limits import (
    check_daily,
    check_field_open,
    check_no_alarm,
    check_open,
    check_taker,
    check_time_left,
)
from server.core.queue.opening_hours import Hours
from server.core.queue.opening_words import break_words, counters_on_break_words
from server.core.refusal import Refusal
from server.core.texts import FilledTexts
from server.service.context import Context
from server.service.first_answers import answered
from server.service.queue.cards import Attempt
from server.service.queue.desks import desks_of, on_break
from server.service.queue.from_afar import check_room
from server.service.queue.kiosk_pace import PaceAttempt
from server.service.queue.ticket_now import TicketNow, Tracked, ticket_now
from server.service.queue.waits import likely_wait, wait_of
from server.service.today import day_now
from server.service.views import View, ticket_view
from server.store import Transaction
from server.store.idempotency import Once
from server.store.procedures import table
from server.store.queue import tallies, tickets
from server.store.queue.afar import of_request

__all__ = ["NumberRequest", "Once"]
_LEFT_BEHIND: Final = frozenset({TicketState.WAITING, TicketState.PARKED})
"""Where a number may stand when its day ends."""


@dataclass(frozen=True, slots=True)
class NumberRequest:
    """A request for a number; `card` is a mark of the shown card, `language` is the person's.

    `dossiers` is how many they say they bring; it is kept if the field asks for it.
    `point` is where they are. `request` is the city's request, for a remote number.
    """

    field: str
    procedure: str | None = None
    priority: str | None = None
    channel: Channel = Channel.KIOSK
    to_print: bool = False
    card: str | None = None
    language: str | None = None
    dossiers: int | None = None
    point: str = MAIN
    request: str | None = None


def issue(
    context: Context, request: NumberRequest, actor: str, once: Once | None = None
) -> tuple[View, bool]:
    """Give the next number of a field; returns the ticket, and whether it is new.

    Raises `unknown_field`, `unknown_point`, `unknown_procedure`, `unknown_priority`, `emergency_on`, `centre_closed`,
    `field_closed`, `no_time_left`, `by_helper_only`, `card_needed`, `daily_limit`, `ask_a_helper`, `card_limit`,
    `afar_off`, `afar_share`, `idempotency_mismatch`, or a storage error.
    """
    check_request(context.centre.layout, request.field, request.priority, request.point)
    asked, request = request.field, _as_issued(context.centre.layout, request)
    with context.cards.attempt() as attempt, context.kiosk_pace.attempt() as pace:
        giving = _Giving(context, request, asked, actor, attempt, pace)
        return answered(context, once, giving.give, partial(ticket_view, context))


@dataclass(frozen=True, slots=True)
class _Giving:
    """One number to give, as `actor` asks for it; the field `asked` for is another where many dossiers have their own."""

    context: Context
    request: NumberRequest
    asked: str
    actor: str
    attempt: Attempt
    pace: PaceAttempt

    def give(self, transaction: Transaction) -> TicketNow:
        """Give the number; returns the ticket."""
        request, context = self.request, self.context
        if request.request is not None and (given := of_request(transaction.connection, request.request)):
            return ticket_now(context, transaction.connection, given)
        check_no_alarm(context.standing().alarm(), request.channel)
        self._check_field(transaction)
        line = line_of(request.field, request.point)
        waiting = tallies.waiting(transaction.connection, transaction.day, line)
        place = Place(line, transaction.now, waiting, request.priority)
        local, likely = context.centre.local(transaction.now), likely_wait(context, place)
        check_time_left(context.centre.hours_at(request.point), local, likely, request.channel)
        wait = wait_of(context, place)
        self.pace.count(self.actor, transaction.now)
        self.attempt.count(transaction.day, request.card)
        ticket = transaction.record(self._event(transaction, wait), self.actor).ticket
        if request.request is not None:
            kept = expect(ticket.id, transaction.now, likely, context.centre.remote.keep_minutes)
            ticket = transaction.record(kept, self.actor).ticket
        if request.priority is None:  # behind everybody, where no clock was just set back: none to count
            return TicketNow(ticket, waiting, wait)
        return ticket_now(context, transaction.connection, ticket)

    def _check_field(self, transaction: Transaction) -> None:
        """Raise unless the field gives numbers now, and does what the procedure asks for."""
        request, centre = self.request, self.context.centre
        field = centre.layout.fields[request.field]
        now = centre.local(transaction.now)
        hours = centre.hours_at(request.point)
        check_open(hours, now)
        check_field_open(hours, field, now, request.channel)
        check_taker(field, request.channel, card_shown=request.card is not None)
        if field.daily_limit:
            check_daily(field, issued_today(transaction.connection, transaction.day, field), request.channel)
        if request.request is not None:
            check_room(self.context, transaction, request.field, request.point)
        if request.procedure is not None:
            _known_procedure(transaction, request.procedure, self.asked)

    def _event(self, transaction: Transaction, wait: Wait | None) -> TicketIssued:
        request = self.request
        field = self.context.centre.layout.fields[request.field]
        return TicketIssued(
            transaction.seq + 1,
            transaction.day,
            field.prefix,
            transaction.next_number(field.prefix, field.first_number),
            request.field,
            request.channel.value,
            request.procedure,
            request.priority,
            request.to_print,
            None if wait is None else wait.low_s,
            None if wait is None else wait.high_s,
            request.language,
            request.dossiers,
            request.point or None,
            request.request,
        )


def _as_issued(layout: Layout, request: NumberRequest) -> NumberRequest:
    """What is given for it: how many dossiers is kept where the field asks, and many of them may have a field of their own."""
    if request.dossiers is None:
        return request
    asked = layout.fields[request.field]
    return replace(
        request,
        field=field_for(asked, request.dossiers, request.channel),
        dossiers=request.dossiers if asked.asks_dossiers else None,
    )


def issued_today(connection: sqlite3.Connection, day: str, field: Field) -> int:
    """How many numbers of a field were given today, those of kiosks that were alone among them."""
    return tickets.issued(connection, day, field.prefix) + tickets.brought_in(connection, day, field)


def _known_procedure(transaction: Transaction, code: str, field: str) -> None:
    procedure = table.find(transaction.connection, code)
    if procedure is None or not procedure.active or procedure.field != field:
        raise Refusal("unknown_procedure", procedure=code)


def point_of_officer(context: Context, username: str | None) -> str:
    """The point where somebody holds a counter now; the main one for everybody else."""
    layout = context.centre.layout
    if username is None or not layout.points:
        return MAIN
    held = next((counter.n for counter in context.working() if counter.officer == username), None)
    return MAIN if held is None else layout.point_of(held)


def find(context: Context, ticket: int) -> TicketNow:
    """A ticket as it is now. Raises `unknown_ticket`."""
    with context.store.read() as connection:
        found = tickets.find(connection, ticket)
        if found is None:
            raise Refusal("unknown_ticket")
        return ticket_now(context, connection, found)


def tracked(context: Context, code: str) -> Tracked:
    """The ticket of a slip's tracking code, with the messages for its field. Raises `unknown_ticket`."""
    now = find(context, ticket_of(context, code))
    standing = context.standing()
    centre = context.centre
    hours = centre.hours_at(now.ticket.point)
    minutes, local = centre.phone.keep_place_minutes, centre.local(context.clock())
    if now.ticket.day < day_now(context) and now.ticket.state in _LEFT_BEHIND:
        return Tracked(now, None, standing.alarm(), None, past=True)
    if not may_keep_place(now.ticket) or not in_time_to_keep(minutes, hours.closes_at(local), local):
        minutes = 0
    pause = _pause(context, now, hours)
    return Tracked(now, standing.outages.get(now.ticket.field), standing.alarm(), pause, minutes)


def _pause(context: Context, now: TicketNow, hours: Hours) -> FilledTexts | None:
    """What is said over lunch, or while the counters that may call it are on a break.

    During lunch the next person is not told that it is closed: they would leave and miss the call.
    """
    waits = now.ticket.state is TicketState.WAITING
    keeps = waits or now.ticket.state is TicketState.PARKED
    lunch = break_words(hours, context.centre.local(context.clock())) if keeps else None
    if lunch is not None and not is_soon(now.ahead, now.wait):
        return lunch
    resting = waits and on_break(context, desks_of(context, now.ticket))
    return counters_on_break_words() if resting else None


def ticket_of(context: Context, code: str) -> int:
    """The id behind a tracking code. Raises `unknown_ticket` for one that this centre never gave."""
    ticket = context.tracks.ticket(code)
    if ticket is None:
        raise Refusal("unknown_ticket")
    return ticket


def cancel(context: Context, ticket: int, actor: str, once: Once | None = None) -> View:
    """Give a number up. Raises `unknown_ticket`, also for one of another day, or `wrong_state` once it is called."""
    return _decided(context, ticket, actor, give_up_ticket, once)


def take_back(context: Context, ticket: int, machine: str, once: Once | None = None) -> View:
    """A machine gives a number up that it has just given. Raises what `cancel` does, or `cancel_too_late`."""
    return _decided(context, ticket, machine, lambda found, _: take_back_ticket(found, context.clock()), once)


def resume(context: Context, ticket: int, actor: str, once: Once | None = None) -> View:
    """The citizen of a ticket parked today is back. Raises `unknown_ticket`, `wrong_state`."""
    return _decided(context, ticket, actor, resume_ticket, once)


def _decided(
    context: Context, ticket: int, actor: str, decide: Callable[[Ticket, str], Event], once: Once | None
) -> View:
    """What `decide` makes of a ticket and today."""

    def act(transaction: Transaction) -> TicketNow:
        event = decide(transaction.known_ticket(ticket), transaction.day)
        return ticket_now(context, transaction.connection, transaction.record(event, actor).ticket)

    return answered(context, once, act, partial(ticket_view, context))[0]
