"""Use cases at a counter: open it, call, serve, finish. Each is one transaction, decided by the core."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from server.core import commands
from server.core.errors import Refusal
from server.core.events import Event
from server.core.model import Counter, Outcome, Ticket
from server.core.policy import choose_next
from server.store import Transaction, accounts, counters, tickets
from server.store.answers import Once, only_once

from .console import console_of
from .context import Context
from .views import View, stored_view


@dataclass(frozen=True, slots=True)
class Officer:
    """Who acts at a counter; a manager may act at one that somebody else holds."""

    username: str
    manages: bool = False

    @property
    def actor(self) -> str:
        """The name in the journal."""
        return f"{'admin' if self.manages else 'officer'}:{self.username}"


@dataclass(frozen=True, slots=True)
class _Desk:
    """A counter inside a transaction: as it is, the ticket in hand, who acts."""

    transaction: Transaction
    counter: Counter
    in_hand: Ticket | None
    officer: Officer


Decision = Callable[[_Desk], Event | None]


def open_(
    context: Context, n: int, officer: Officer, fields: Sequence[str] | None = None, once: Once | None = None
) -> View:
    """Open a counter for fields, or for its usual ones. Raises `counter_held`, `counter_elsewhere`."""

    def decide(desk: _Desk) -> Event | None:
        _holds_no_other(desk)
        return commands.open_counter(context.centre.layout, desk.counter, officer.username, fields)

    return _at_counter(context, n, officer, decide, once)


def close(context: Context, n: int, officer: Officer, once: Once | None = None) -> View:
    """Close a counter. Raises `ticket_in_hand`."""
    return _at_counter(context, n, officer, lambda d: commands.close_counter(d.counter, d.in_hand), once)


def pause(
    context: Context, n: int, officer: Officer, reason: str | None = None, once: Once | None = None
) -> View:
    """Take a break. Raises `counter_closed`, `ticket_in_hand`."""
    return _at_counter(
        context, n, officer, lambda d: commands.pause_counter(d.counter, d.in_hand, reason), once
    )


def resume(context: Context, n: int, officer: Officer, once: Once | None = None) -> View:
    """Come back from a break. Raises `counter_closed`."""
    return _at_counter(context, n, officer, lambda d: commands.resume_counter(d.counter), once)


def call(
    context: Context, n: int, officer: Officer, ticket: int | None = None, once: Once | None = None
) -> View:
    """Call the next ticket by the policy, or a given one. Raises `queue_empty`, `unknown_ticket`."""

    def decide(desk: _Desk) -> Event:
        commands.ready_to_call(desk.counter, desk.in_hand)
        chosen, rule = _next(desk) if ticket is None else _given(desk, ticket)
        return commands.call_ticket(desk.counter, chosen, rule)

    return _with_ticket(context, n, officer, decide, once)


def _next(desk: _Desk) -> tuple[Ticket, str]:
    transaction = desk.transaction
    heads = tickets.heads(transaction.connection, transaction.day, desk.counter.fields)
    choice = choose_next(heads)
    if choice is None:
        raise Refusal("queue_empty")
    ticket = transaction.ticket(choice.ticket)
    assert ticket is not None
    return ticket, choice.rule


def _given(desk: _Desk, ticket: int) -> tuple[Ticket, str]:
    found = desk.transaction.ticket(ticket)
    if found is None or found.day != desk.transaction.day:
        raise Refusal("unknown_ticket")
    return found, "chosen"


def recall(context: Context, n: int, officer: Officer, once: Once | None = None) -> View:
    """Call the ticket in hand again. Raises `no_ticket_in_hand`, `wrong_state`."""
    return _with_ticket(context, n, officer, lambda d: commands.recall_ticket(d.counter, d.in_hand), once)


def serve(context: Context, n: int, officer: Officer, once: Once | None = None) -> View:
    """The citizen has come. Raises `no_ticket_in_hand`, `wrong_state`."""
    return _with_ticket(context, n, officer, lambda d: commands.start_service(d.counter, d.in_hand), once)


def finish(
    context: Context, n: int, officer: Officer, outcome: Outcome | None = None, once: Once | None = None
) -> View:
    """The visit is over. Raises `no_ticket_in_hand`, `wrong_state`."""
    return _with_ticket(
        context, n, officer, lambda d: commands.finish_ticket(d.counter, d.in_hand, outcome), once
    )


def no_show(context: Context, n: int, officer: Officer, once: Once | None = None) -> View:
    """Nobody came. Raises `no_ticket_in_hand`, `wrong_state`."""
    return _with_ticket(context, n, officer, lambda d: commands.miss_ticket(d.counter, d.in_hand), once)


def return_(context: Context, n: int, officer: Officer, once: Once | None = None) -> View:
    """Put the ticket in hand back to its place. Raises `no_ticket_in_hand`, `wrong_state`."""
    return _with_ticket(context, n, officer, lambda d: commands.return_ticket(d.counter, d.in_hand), once)


def _with_ticket(
    context: Context, n: int, officer: Officer, decide: Callable[[_Desk], Event], once: Once | None
) -> View:
    """Decide and record; answer the ticket that it was about, as it is now."""

    def act(transaction: Transaction) -> View:
        event = decide(_desk(context, transaction, n, officer))
        ticket = transaction.record(event, officer.actor).ticket
        return stored_view(context, transaction.connection, ticket)

    return context.store.write(lambda tr: only_once(tr, once, lambda: act(tr)))[0]


def _at_counter(context: Context, n: int, officer: Officer, decide: Decision, once: Once | None) -> View:
    """Decide and record when there is something to do; answer the console as it is now."""

    def act(transaction: Transaction) -> View:
        event = decide(_desk(context, transaction, n, officer))
        if event is not None:
            transaction.record(event, officer.actor)
        return console_of(context, transaction.connection, n)

    return context.store.write(lambda tr: only_once(tr, once, lambda: act(tr)))[0]


def _desk(context: Context, transaction: Transaction, n: int, officer: Officer) -> _Desk:
    if n not in context.centre.layout.counters:
        raise Refusal("unknown_counter", counter=n)
    counter = transaction.counter(n)
    if counter.officer not in (None, officer.username) and not officer.manages:
        raise Refusal("counter_held", counter=n, officer=_name_of(transaction, counter.officer))
    in_hand = None if counter.ticket is None else transaction.ticket(counter.ticket)
    return _Desk(transaction, counter, in_hand, officer)


def _holds_no_other(desk: _Desk) -> None:
    held = counters.held_by(desk.transaction.connection, desk.officer.username)
    if held is not None and held.n != desk.counter.n:
        raise Refusal("counter_elsewhere", counter=held.n)


def _name_of(transaction: Transaction, username: str | None) -> str:
    person = accounts.find_person(transaction.connection, username or "")
    return person.name if person else (username or "")
