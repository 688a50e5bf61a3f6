"""The queue's rules as a Hypothesis state machine, over whatever drives a queue: the core, or the store."""

from abc import abstractmethod
from collections import Counter as Count
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from server.core.counters import evolve_counter
from server.core.errors import Refusal
from server.core.events import Entry, event_from
from server.core.model import IN_HAND, Counter, CounterState, Ticket, TicketState
from server.core.tickets import evolve_ticket
from tests.support.centre import small_layout
from tests.support.clock import SetClock

LAYOUT = small_layout()
UNKNOWN = 10_000

counters = st.sampled_from(sorted(LAYOUT.counters))
known_fields = st.sampled_from(sorted(LAYOUT.fields))
some_fields = st.none() | st.lists(known_fields, max_size=3)
LEADS_TO = {
    "recall": TicketState.CALLED,
    "serve": TicketState.SERVING,
    "finish": TicketState.FINISHED,
    "no_show": TicketState.NO_SHOW,
    "return_": TicketState.WAITING,
}
steps = st.sampled_from(sorted(LEADS_TO))
places = st.integers(0, 20)


@dataclass(frozen=True)
class State:
    """Everything a queue holds."""

    tickets: Mapping[int, Ticket]
    counters: Mapping[int, Counter]
    entries: tuple[Entry, ...]


class Driver(Protocol):
    """Something that runs a queue of `LAYOUT`. Each act raises a `Refusal` or makes it so."""

    def state(self) -> State:
        """Everything it holds now."""

    def day(self) -> str:
        """The business day."""

    def issue(self, field: str) -> None:
        """Give a number."""

    def cancel(self, ticket: int) -> None:
        """Give it up."""

    def open(self, n: int, served: list[str] | None) -> None:
        """Open a counter; each counter has an officer of its own."""

    def close(self, n: int) -> None:
        """Close it."""

    def pause(self, n: int) -> None:
        """Take a break."""

    def resume(self, n: int) -> None:
        """Come back."""

    def call(self, n: int, ticket: int | None) -> None:
        """Call the next ticket, or this one."""

    def step(self, n: int, name: str) -> None:
        """recall, serve, finish, no_show or return_."""


class QueueMachine(RuleBasedStateMachine):
    """Citizens and officers do whatever comes to their minds, in any order, while clocks are set."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = SetClock()
        self.set_back = 0
        self.over: dict[int, Ticket] = {}
        self.driver = self.begin()

    @abstractmethod
    def begin(self) -> Driver:
        """A fresh queue on `self.clock`."""

    @initialize(waiting=st.lists(known_fields, min_size=2, max_size=6))
    def the_day_begins(self, waiting: list[str]) -> None:
        for n in sorted(LAYOUT.counters):
            self.driver.open(n, None)
        for field in waiting:
            self.driver.issue(field)

    @rule(field=known_fields)
    def take_a_number(self, field: str) -> None:
        assert self.attempt(lambda: self.driver.issue(field)) is None

    @rule()
    def ask_for_what_is_not_there(self) -> None:
        assert self.attempt(lambda: self.driver.issue("ZZ")) == "unknown_field"
        assert self.attempt(lambda: self.driver.cancel(UNKNOWN)) == "unknown_ticket"

    @rule(place=places)
    def give_a_number_up(self, place: int) -> None:
        ticket = self.pick(place)
        self.attempt(lambda: self.driver.cancel(ticket))

    @rule(n=counters, served=some_fields)
    def open_a_counter(self, n: int, served: list[str] | None) -> None:
        assert self.attempt(lambda: self.driver.open(n, served)) is None

    @rule(n=counters)
    def close_a_counter(self, n: int) -> None:
        self.attempt(lambda: self.driver.close(n))

    @rule(n=counters)
    def take_a_break(self, n: int) -> None:
        self.attempt(lambda: self.driver.pause(n))

    @rule(n=counters)
    def come_back(self, n: int) -> None:
        self.attempt(lambda: self.driver.resume(n))

    @rule(n=counters)
    def call_the_next(self, n: int) -> None:
        counter, first = self.counter(n), self.first_in_line(n)
        told = self.attempt(lambda: self.driver.call(n, None))
        if counter.state is CounterState.OPEN and counter.ticket is None:
            assert told == (None if first else "queue_empty")
            assert self.counter(n).ticket == first
        else:
            assert told in ("counter_closed", "counter_paused", "ticket_in_hand")

    @rule(n=counters, place=places)
    def call_a_certain_one(self, n: int, place: int) -> None:
        ticket = self.pick(place)
        if self.attempt(lambda: self.driver.call(n, ticket)) is None:
            assert self.counter(n).ticket == ticket

    @precondition(lambda self: self.held())
    @rule(place=places, name=steps)
    def go_on(self, place: int, name: str) -> None:
        n = self.held()[place % len(self.held())]
        held = self.counter(n).ticket
        told = self.attempt(lambda: self.driver.step(n, name))
        assert told in (None, "wrong_state")
        if told is None and held is not None:
            assert self.driver.state().tickets[held].state == LEADS_TO[name]

    @rule(n=counters, name=steps)
    def go_on_with_empty_hands(self, n: int, name: str) -> None:
        if n not in self.held():
            assert self.attempt(lambda: self.driver.step(n, name)) == "no_ticket_in_hand"

    @rule(minutes=st.sampled_from([1, 45, 16 * 60]))
    def time_passes(self, minutes: int) -> None:
        self.clock.forward(minutes=minutes)

    @precondition(lambda self: self.set_back < 6)  # a day and more is a clock that was wrong
    @rule()
    def the_clock_is_set_back_an_hour(self) -> None:
        self.clock.back(hours=1)
        self.set_back += 1
        assert self.driver.day() >= max(ticket.day for ticket in self.driver.state().tickets.values())

    @invariant()
    def no_number_comes_twice(self) -> None:
        given = [(ticket.day, ticket.number) for ticket in self.driver.state().tickets.values()]
        assert len(given) == len(set(given))

    @invariant()
    def numbers_have_no_gaps(self) -> None:
        tickets = self.driver.state().tickets.values()
        highest: dict[tuple[str, str], int] = {}
        for ticket in tickets:
            series = ticket.day, ticket.prefix
            highest[series] = max(highest.get(series, 0), ticket.n)
        assert highest == dict(Count((ticket.day, ticket.prefix) for ticket in tickets))

    @invariant()
    def a_ticket_is_in_the_hands_that_it_names_and_in_no_others(self) -> None:
        state = self.driver.state()
        hands = {n: counter.ticket for n, counter in state.counters.items() if counter.ticket is not None}
        named = {t.counter: t.id for t in state.tickets.values() if t.state in IN_HAND}
        assert hands == named
        assert len(set(hands.values())) == len(hands)

    @invariant()
    def what_is_over_stays_over(self) -> None:
        tickets = self.driver.state().tickets.values()
        over = {t.id: t for t in tickets if t.state in (TicketState.FINISHED, TicketState.CANCELLED)}
        assert all(over.get(ticket) == was for ticket, was in self.over.items())
        self.over = over

    @invariant()
    def only_a_working_counter_has_somebody_at_it(self) -> None:
        for counter in self.driver.state().counters.values():
            assert counter.ticket is None or counter.state is CounterState.OPEN

    @invariant()
    def the_journal_tells_the_whole_story(self) -> None:
        state = self.driver.state()
        assert [entry.seq for entry in state.entries] == list(range(1, len(state.entries) + 1))
        assert replayed(state.entries) == (state.tickets, state.counters)

    def attempt(self, act: Callable[[], None]) -> str | None:
        """Act; the code of the refusal, if it was refused. What is refused has changed nothing."""
        before = self.driver.state()
        try:
            act()
        except Refusal as refusal:
            assert self.driver.state() == before
            return refusal.code
        return None

    def counter(self, n: int) -> Counter:
        """A counter as it is now."""
        return self.driver.state().counters.get(n, Counter(n))

    def held(self) -> list[int]:
        """The counters with a ticket in hand."""
        return [n for n, counter in self.driver.state().counters.items() if counter.ticket is not None]

    def pick(self, place: int) -> int:
        """The id of some ticket; the day begins with a few, so there always is one."""
        ids = sorted(self.driver.state().tickets)
        return ids[place % len(ids)]

    def first_in_line(self, n: int) -> int | None:
        """Who has waited longest today for what counter `n` serves."""
        day, served = self.driver.day(), self.counter(n).fields
        waiting = [
            ticket.id
            for ticket in self.driver.state().tickets.values()
            if ticket.state is TicketState.WAITING and ticket.day == day and ticket.field in served
        ]
        return min(waiting, default=None)


def replayed(entries: tuple[Entry, ...]) -> tuple[dict[int, Ticket], dict[int, Counter]]:
    """Tickets and counters as the journal alone has them, each entry read back from its JSON facts."""
    tickets: dict[int, Ticket] = {}
    working: dict[int, Counter] = {}
    for entry in entries:
        read = Entry(entry.seq, entry.at, entry.actor, _read_back(entry))
        ticket, n = read.event.ticket_id, read.event.counter_n
        if ticket is not None:
            tickets[ticket] = evolve_ticket(tickets.get(ticket), read)
        if n is not None:
            working[n] = evolve_counter(working.get(n, Counter(n)), read)
    return tickets, working


def _read_back(entry: Entry) -> Any:
    event = entry.event
    data = {k: list(v) if isinstance(v, tuple) else v for k, v in event.data().items()}
    return event_from(event.type, event.ticket_id, event.counter_n, data)
