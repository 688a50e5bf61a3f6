"""A counter at work: one action there is one transaction, decided by the core and kept for an undo."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from server.core.events import Event
from server.core.model import Ticket
from server.core.queue import undo
from server.core.queue.allowed import allowed_actions
from server.core.refusal import Refusal
from server.core.roles import actor_of, may
from server.service.context import Context
from server.service.first_answers import answered
from server.service.queue.console import ConsoleNow, console_of
from server.service.queue.console_views import acted_on_view, console_view
from server.service.queue.ticket_now import TicketAtCounter, ticket_now
from server.service.views import View
from server.store import Transaction
from server.store.idempotency import Once
from server.store.people import people
from server.store.queue import counters, undo_steps

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Officer:
    """The person who acts at a counter, and their `role`; people who direct counters may act at another person's counter.

    For a program, `username` is its name in the journal, with which nobody can sign in.
    """

    username: str
    role: str = "officer"
    program: bool = False

    @property
    def manages(self) -> bool:
        """Whether they direct counters, also those of others."""
        return may(self.role, "counters.direct")

    @property
    def actor(self) -> str:
        """The name in the journal."""
        return self.username if self.program else actor_of(self.role, self.username)


class Desk:
    """A counter inside a transaction: as it is, the ticket in hand, who acts. Raises `unknown_counter`."""

    def __init__(self, context: Context, transaction: Transaction, n: int, officer: Officer) -> None:
        if n not in context.centre.layout.counters:
            raise Refusal("unknown_counter", counter=n)
        self.context = context
        self.transaction = transaction
        self.officer = officer
        self.counter = transaction.counter(n)
        self.in_hand = self._ticket_in_hand()
        self.acted_on: Ticket | None = None
        self._step: undo.Step | None = None

    def held(self) -> "Desk":
        """Itself, unless somebody else holds the counter: `counter_held`."""
        if self.counter.officer not in (None, self.officer.username) and not self.officer.manages:
            raise self.held_by_other()
        return self

    def held_by_other(self) -> Refusal:
        """The refusal that says who holds it."""
        return Refusal("counter_held", counter=self.counter.n, officer=self.name_of(self.counter.officer))

    def record(self, *events: Event) -> None:
        """Let events happen; `acted_on` is the ticket that the last of them was about."""
        for event in events:
            self.acted_on = self.transaction.record(event, self.officer.actor).after or self.acted_on
        self.counter = self.transaction.counter(self.counter.n)
        self.in_hand = self._ticket_in_hand()

    def holds_no_other(self, username: str) -> None:
        """Raise when `username` holds another counter: `counter_elsewhere`, `officer_elsewhere`."""
        held = counters.held_by(self.transaction.connection, username, besides=self.counter.n)
        if held is None:
            return
        if username == self.officer.username:
            raise Refusal("counter_elsewhere", counter=held.n)
        raise Refusal("officer_elsewhere", counter=held.n, officer=self.name_of(username))

    def name_of(self, username: str | None) -> str:
        """What a person is called."""
        person = people.find(self.transaction.connection, username or "")
        return person.name if person else (username or "")

    def remember(self, action: str) -> None:
        """Keep what this transaction changed, so that it can be undone."""
        transaction = self.transaction
        changes = tuple(
            undo.change(before, after)
            for (kind, number), before in transaction.before.items()
            if (after := transaction.ticket(number) if kind is Ticket else transaction.counter(number))
        )
        if changes:
            first, last = transaction.entries[0].seq, transaction.entries[-1].seq
            officer = self.officer.username
            self._step = undo.Step(self.counter.n, transaction.now, first, officer, action, changes, last)
            undo_steps.save(transaction.connection, self._step)

    def console(self) -> ConsoleNow:
        """The whole state of the counter, as it is now."""
        return console_of(self.context, self.transaction.connection, self.counter.n, self.officer.username)

    def ticket_acted_on(self) -> TicketAtCounter:
        """The ticket that was acted on, or the one in hand when nothing was to do, as it is now."""
        ticket = self.acted_on or self.in_hand
        assert ticket is not None
        return self.at_counter(ticket)

    def at_counter(self, ticket: Ticket) -> TicketAtCounter:
        """A ticket as it is now, and what can be done at the counter next."""
        connection, now = self.transaction.connection, self.transaction.now
        step = self._step or undo_steps.find(connection, self.counter.n)
        allowed = allowed_actions(self.counter, self.in_hand, step, now)
        return TicketAtCounter(ticket_now(self.context, connection, ticket), tuple(allowed))

    def _ticket_in_hand(self) -> Ticket | None:
        return None if self.counter.ticket is None else self.transaction.ticket(self.counter.ticket)


@dataclass(frozen=True, slots=True)
class Action:
    """Somebody does something at counter `n`; `name` is the action's in the API, `once` makes it safe to repeat.

    An action that is not `kept` cannot be undone, and leaves the undo step of the one before in place.
    """

    context: Context
    n: int
    officer: Officer
    name: str
    once: Once | None = None
    kept: bool = True

    def on_ticket(self, decide: Callable[[Desk], Event | None]) -> View:
        """Decide and record; answer the ticket that was acted on."""
        return self._run(decide, Desk.ticket_acted_on, acted_on_view)

    def on_counter(self, decide: Callable[[Desk], Event | None]) -> View:
        """Decide and record when there is something to do; answer the console."""
        return self._run(decide, Desk.console, console_view)

    def _run(
        self,
        decide: Callable[[Desk], Event | None],
        answer: Callable[[Desk], T],
        view: Callable[[Context, T], View],
    ) -> View:
        def job(transaction: Transaction) -> T:
            desk = Desk(self.context, transaction, self.n, self.officer).held()
            event = decide(desk)
            if event is not None:
                desk.record(event)
            if self.kept:
                desk.remember(self.name)
            return answer(desk)

        return answered(self.context, self.once, job, partial(view, self.context))[0]
