"""The queue's rules as a Hypothesis state machine, over whatever drives a queue: the core, or the store."""

import json
from abc import abstractmethod
from collections import Counter as Count
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from server.core.events import Entry, SlipRequested, TicketCalled, event_from
from server.core.model import IN_HAND, Counter, CounterState, Layout, PrintState, Ticket, TicketState
from server.core.queue.counters import evolve_counter
from server.core.queue.policy import Seen, choose_next
from server.core.queue.tickets import evolve_ticket
from server.core.queue.undo import UNDO_WITHIN_S
from server.core.refusal import Refusal
from tests.support.centre import small_centre
from tests.support.clock import SetClock
from tests.support.hall import calls_of, seen_from

LAYOUT = small_centre().layout
POLICY = small_centre().policy
PEOPLE = [f"officer{n}" for n in LAYOUT.counters] + ["spare"]
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
    "park": TicketState.PARKED,
}
steps = st.sampled_from(sorted(LEADS_TO))
places = st.integers(0, 20)
classes = st.none() | st.sampled_from(sorted(LAYOUT.priority_classes))
reasons = st.sampled_from(["máy in kẹt", "mất mạng"])


@dataclass(frozen=True)
class State:
    """Everything a queue holds."""

    tickets: Mapping[int, Ticket]
    counters: Mapping[int, Counter]
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Did:
    """A counter's last action: when, and everything right before and right after it."""

    at: int
    before: State
    after: State

    def tickets(self) -> list[int]:
        """The tickets that it changed."""
        return [t for t, was in self.before.tickets.items() if self.after.tickets[t] != was]

    def counters(self) -> list[int]:
        """The counters that it changed."""
        return [n for n, now in self.after.counters.items() if self.before.counters.get(n, Counter(n)) != now]


class Driver(Protocol):
    """Something that runs a queue of `LAYOUT`. Each act raises a `Refusal` or makes it so."""

    def state(self) -> State:
        """Everything it holds now."""

    def day(self) -> str:
        """The business day."""

    def issue(self, field: str, priority: str | None = None, point: str = "") -> None:
        """Give a number."""

    def cancel(self, ticket: int) -> None:
        """Give it up."""

    def resume_ticket(self, ticket: int) -> None:
        """The citizen of a parked ticket is back."""

    def keep_place(self, ticket: int) -> None:
        """Somebody who waits goes for twenty minutes."""

    def request_slip(self, ticket: int) -> None:
        """Somebody asks for a slip by hand."""

    def report(self, ticket: int, state: str) -> None:
        """The printer tells what became of a slip."""

    def open(
        self, n: int, served: list[str] | None, helps: list[str] | None = None, who: str | None = None
    ) -> None:
        """Open a counter, by default for whoever holds it, else for its own officer."""

    def close(self, n: int) -> None:
        """Close it."""

    def pause(self, n: int) -> None:
        """Take a break."""

    def resume(self, n: int) -> None:
        """Come back."""

    def call(self, n: int, ticket: int | None) -> None:
        """Call the next ticket, or this one."""

    def next(self, n: int) -> None:
        """Finish the ticket in hand and call the next one, as one step."""

    def transfer(self, n: int, field: str | None, counter: int | None) -> None:
        """Let the ticket in hand wait for another field, or for another counter."""

    def step(self, n: int, name: str) -> None:
        """recall, serve, finish, no_show, return_ or park."""

    def hand_over(self, n: int, to: str) -> None:
        """Give the counter to somebody else."""

    def call_for_help(self, n: int, text: str) -> None:
        """Call the manager."""

    def answer_help(self, n: int) -> None:
        """Help has come."""

    def undo(self, n: int) -> None:
        """Take back the counter's last action, as whoever did it."""

    def end_the_day(self) -> None:
        """Close what earlier days left open."""


class QueueMachine(RuleBasedStateMachine):
    """Citizens and officers do whatever comes to their minds, in any order, while clocks are set."""

    layout: Layout = LAYOUT

    def __init__(self) -> None:
        super().__init__()
        self.clock = SetClock()
        self.set_back = 0
        self.over: dict[int, Ticket] = {}
        self.did: dict[int, Did] = {}
        self.opened: dict[int, str] = {}
        self.driver = self.begin()

    @abstractmethod
    def begin(self) -> Driver:
        """A fresh queue on `self.clock`."""

    @initialize(waiting=st.lists(st.tuples(known_fields, places), min_size=2, max_size=6))
    def the_day_begins(self, waiting: list[tuple[str, int]]) -> None:
        for n in sorted(LAYOUT.counters):
            self.at(n, partial(self.driver.open, n, None))
        for field, place in waiting:
            self.driver.issue(field, None, self.point(place))

    @rule(field=known_fields, priority=classes, place=places)
    def take_a_number(self, field: str, priority: str | None, place: int) -> None:
        assert self.attempt(lambda: self.driver.issue(field, priority, self.point(place))) is None

    @rule()
    def ask_for_what_is_not_there(self) -> None:
        assert self.attempt(lambda: self.driver.issue("ZZ")) == "unknown_field"
        assert self.attempt(lambda: self.driver.issue("CT", None, "nowhere")) == "unknown_point"
        assert self.attempt(lambda: self.driver.cancel(UNKNOWN)) == "unknown_ticket"
        assert self.attempt(lambda: self.driver.resume_ticket(UNKNOWN)) == "unknown_ticket"

    @rule(place=places)
    def give_a_number_up(self, place: int) -> None:
        ticket = self.pick(place)
        self.attempt(lambda: self.driver.cancel(ticket))

    @rule(place=places)
    def come_back_to_what_was_parked(self, place: int) -> None:
        ticket = self.pick(place)
        was = self.driver.state().tickets[ticket]
        told = self.attempt(lambda: self.driver.resume_ticket(ticket))
        if was.state is not TicketState.PARKED:
            assert told == "wrong_state"
        else:
            assert told == (None if was.day == self.driver.day() else "unknown_ticket")

    @rule(place=places)
    def go_for_a_while(self, place: int) -> None:
        """Once a visit; what nobody calls meanwhile keeps the time at which its person came."""
        ticket = self.pick(place)
        was = self.driver.state().tickets[ticket]
        told = self.attempt(lambda: self.driver.keep_place(ticket))
        if was.state is not TicketState.WAITING:
            assert told == "wrong_state"
        elif was.day != self.driver.day():
            assert told == "unknown_ticket"
        elif was.away_until is not None or was.for_counter is not None:
            assert told == "keep_place_over"
        else:
            now = self.driver.state().tickets[ticket]
            assert told is None
            assert now.away
            assert now == replace(was, state=TicketState.PARKED, away_until=self.clock() + 20 * 60_000)

    @rule(place=places, state=st.sampled_from(["printed", "failed", "unknown"]))
    def the_printer_reports(self, place: int, state: str) -> None:
        ticket = self.pick(place)
        assert self.attempt(lambda: self.driver.report(ticket, state)) is None

    @rule(place=places)
    def somebody_asks_for_a_slip(self, place: int) -> None:
        ticket = self.pick(place)
        was = self.driver.state().tickets[ticket]
        told = self.attempt(lambda: self.driver.request_slip(ticket))
        over = was.day != self.driver.day() or was.state in (TicketState.FINISHED, TicketState.CANCELLED)
        busy = was.print is PrintState.PRINTING
        assert told == ("slip_over" if over else "slip_printing" if busy else None)
        if told is None:
            event = self.driver.state().entries[-1].event
            assert event == SlipRequested(ticket, was.slip_out)

    @rule(n=counters, served=some_fields, helps=some_fields)
    def open_a_counter(self, n: int, served: list[str] | None, helps: list[str] | None) -> None:
        assert self.at(n, lambda: self.driver.open(n, served, helps)) in (None, "counter_elsewhere")

    @rule(n=counters, who=st.sampled_from(PEOPLE))
    def somebody_sits_down(self, n: int, who: str) -> None:
        told = self.at(n, lambda: self.driver.open(n, None, None, who))
        if told is None:
            assert self.counter(n).officer == who
        else:
            assert told in ("counter_held", "counter_elsewhere")

    @rule(n=counters)
    def close_a_counter(self, n: int) -> None:
        self.at(n, lambda: self.driver.close(n))

    @rule(n=counters)
    def take_a_break(self, n: int) -> None:
        self.at(n, lambda: self.driver.pause(n))

    @rule(n=counters)
    def come_back(self, n: int) -> None:
        self.at(n, lambda: self.driver.resume(n))

    @rule(n=counters, to=st.sampled_from(PEOPLE))
    def give_a_counter_to_somebody_else(self, n: int, to: str) -> None:
        if self.at(n, lambda: self.driver.hand_over(n, to)) is None:
            assert self.counter(n).officer == to

    @rule(n=counters, text=reasons)
    def call_for_help(self, n: int, text: str) -> None:
        if self.at(n, lambda: self.driver.call_for_help(n, text)) is None:
            assert self.counter(n).help_text == text

    @rule(n=counters)
    def help_comes(self, n: int) -> None:
        assert self.at(n, lambda: self.driver.answer_help(n)) is None
        assert self.counter(n).help_at is None

    @rule(n=counters)
    def call_the_next(self, n: int) -> None:
        counter, first = self.counter(n), self.first_in_line(n)
        told = self.at(n, lambda: self.driver.call(n, None))
        if counter.state is CounterState.OPEN and counter.ticket is None:
            assert told == (None if first else "queue_empty")
            assert self.counter(n).ticket == first
        else:
            assert told in ("counter_closed", "counter_paused", "ticket_in_hand")

    @rule(n=counters, place=places)
    def call_a_certain_one(self, n: int, place: int) -> None:
        ticket, was = self.pick(place), self.counter(n)
        there = self.driver.state().tickets[ticket]
        told = self.at(n, lambda: self.driver.call(n, ticket))
        if told is None:
            assert self.counter(n).ticket == ticket
        elif told == "ticket_elsewhere":
            assert there.point != self.layout.point_of(n)
        elif was.state is CounterState.OPEN and was.ticket is None and there.day == self.driver.day():
            assert there.point == self.layout.point_of(n)

    @precondition(lambda self: self.held())
    @rule(place=places, name=steps)
    def go_on(self, place: int, name: str) -> None:
        n = self.held()[place % len(self.held())]
        held = self.counter(n).ticket
        told = self.at(n, lambda: self.driver.step(n, name))
        assert told in (None, "wrong_state", "recall_too_soon")
        if told is None and held is not None:
            assert self.driver.state().tickets[held].state == LEADS_TO[name]

    @precondition(lambda self: self.held())
    @rule(place=places)
    def finish_and_call_the_next(self, place: int) -> None:
        n = self.held()[place % len(self.held())]
        held, first = self.counter(n).ticket, self.first_in_line(n)
        told = self.at(n, lambda: self.driver.next(n))
        assert told in (None, "wrong_state")
        if told is None and held is not None:
            assert self.driver.state().tickets[held].state is TicketState.FINISHED
            assert self.counter(n).ticket == first

    @precondition(lambda self: self.held())
    @rule(place=places, field=known_fields)
    def send_somebody_to_another_field(self, place: int, field: str) -> None:
        n = self.held()[place % len(self.held())]
        self.moved_on(n, lambda: self.driver.transfer(n, field, None), field, None)

    @precondition(lambda self: self.held())
    @rule(place=places, other=counters)
    def send_somebody_to_another_counter(self, place: int, other: int) -> None:
        n = self.held()[place % len(self.held())]
        self.moved_on(n, lambda: self.driver.transfer(n, None, other), None, other)

    def moved_on(self, n: int, act: Callable[[], None], field: str | None, other: int | None) -> None:
        held = self.counter(n).ticket
        assert held is not None
        was = self.driver.state().tickets[held]
        told = self.at(n, act)
        assert told in (None, "transfer_nowhere", "counter_closed")
        if told is None:
            now = self.driver.state().tickets[held]
            assert (now.number, now.issued_at, now.state) == (was.number, was.issued_at, TicketState.WAITING)
            assert (now.field, now.for_counter) == (field or was.field, other)
            assert now.point == (was.point if other is None else self.layout.point_of(other))

    @rule(n=counters, name=steps)
    def go_on_with_empty_hands(self, n: int, name: str) -> None:
        if n not in self.held():
            assert self.at(n, lambda: self.driver.step(n, name)) == "no_ticket_in_hand"

    @rule(n=counters)
    def take_it_back(self, n: int) -> None:
        """Undo restores what the last action changed, and that alone; or says why not, and changes nothing."""
        did, before = self.did.get(n), self.driver.state()
        told = self.attempt(lambda: self.driver.undo(n))
        if did is None:
            assert told == "undo_nothing"
        elif self.clock() - did.at > UNDO_WITHIN_S * 1000:
            assert told == "undo_too_late"
        elif built_upon(did, before):
            assert told == "undo_built_upon"
        elif told == "counter_elsewhere":
            wanted = did.before.counters.get(n, Counter(n)).officer
            assert wanted in [c.officer for c in before.counters.values() if c.n != n]
        else:
            assert told is None
            assert self.driver.state() == taken_back(did, before, self.driver.state().entries)
            self.over = {t: was for t, was in self.over.items() if t not in did.tickets()}
            del self.did[n]

    @rule()
    def the_day_ends(self) -> None:
        """Counters opened today, or serving a person of today, stay open; all others are closed."""
        before, day = self.driver.state(), self.driver.day()
        assert self.attempt(self.driver.end_the_day) is None
        for n, counter in before.counters.items():
            in_hand = before.tickets.get(counter.ticket or 0)
            stays = self.opened.get(n) == day or (in_hand is not None and in_hand.day == day)
            assert self.counter(n).at_work == (counter.at_work and stays)

    @rule(minutes=st.sampled_from([0.1, 1, 15, 45, 16 * 60]))
    def time_passes(self, minutes: float) -> None:
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
    def nobody_is_called_over_to_another_point(self) -> None:
        in_hand = (t for t in self.driver.state().tickets.values() if t.state in IN_HAND)
        assert all(ticket.point == self.layout.point_of(ticket.counter or 0) for ticket in in_hand)

    @invariant()
    def what_is_over_stays_over(self) -> None:
        tickets = self.driver.state().tickets.values()
        ended = (TicketState.FINISHED, TicketState.CANCELLED)
        over = {t.id: print_aside(t) for t in tickets if t.state in ended}
        assert all(over.get(ticket) == was for ticket, was in self.over.items())
        self.over = over

    @invariant()
    def at_most_one_officer_is_at_a_counter_and_at_one_counter_only(self) -> None:
        counters = self.driver.state().counters.values()
        officers = [counter.officer for counter in counters if counter.officer is not None]
        assert len(officers) == len(set(officers))
        assert all((c.officer is None) == (c.state is CounterState.CLOSED) for c in counters)

    @invariant()
    def every_call_can_be_explained_from_what_was_stored_with_it(self) -> None:
        for entry in self.driver.state().entries[-2:]:
            if isinstance(called := entry.event, TicketCalled) and called.rule != "chosen":
                choice = choose_next(Seen.from_facts(json.loads(json.dumps(called.why))))
                assert choice is not None
                assert (choice.ticket, choice.rule) == (called.ticket, called.rule)

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

    def at(self, n: int, act: Callable[[], None]) -> str | None:
        """Act at counter `n`; the action can be undone."""
        before = self.driver.state()
        told = self.attempt(act)
        did = Did(self.clock(), before, self.driver.state())
        if did.tickets() or did.counters():
            self.did[n] = did
        since = self.counter(n).since
        if since is not None and since != did.before.counters.get(n, Counter(n)).since:
            self.opened[n] = self.driver.day()
        return told

    def counter(self, n: int) -> Counter:
        """A counter as it is now."""
        return self.driver.state().counters.get(n, Counter(n))

    def held(self) -> list[int]:
        """The counters with a ticket in hand."""
        return [n for n, counter in self.driver.state().counters.items() if counter.ticket is not None]

    def point(self, place: int) -> str:
        """One of the centre's points."""
        points = ("", *self.layout.points)
        return points[place % len(points)]

    def pick(self, place: int) -> int:
        """The id of some ticket; the day begins with a few, so there always is one."""
        ids = sorted(self.driver.state().tickets)
        return ids[place % len(ids)]

    def first_in_line(self, n: int) -> int | None:
        """The next ticket for counter `n`, found by looking at everybody who is here today."""
        state, day = self.driver.state(), self.driver.day()
        today = [ticket for ticket in state.tickets.values() if ticket.day == day]
        calls = calls_of(state.entries, day)
        known, point_of = state.counters.values(), self.layout.point_of
        seen = seen_from(self.counter(n), today, known, POLICY, self.clock(), taken=calls, point_of=point_of)
        choice = choose_next(seen)
        return None if choice is None else choice.ticket


def built_upon(did: Did, now: State) -> bool:
    """Whether something that the action changed is not as the action left it, its slip aside."""
    tickets = (print_aside(now.tickets[t]) != print_aside(did.after.tickets[t]) for t in did.tickets())
    return any(tickets) or any(now.counters[n] != did.after.counters[n] for n in did.counters())


def taken_back(did: Did, now: State, entries: tuple[Entry, ...]) -> State:
    """The present state, with everything that the action changed as it was before."""
    tickets = {
        t: replace(did.before.tickets[t], print=now.tickets[t].print, slip_out=now.tickets[t].slip_out)
        for t in did.tickets()
    }
    counters = {n: did.before.counters.get(n, Counter(n)) for n in did.counters()}
    return State({**now.tickets, **tickets}, {**now.counters, **counters}, entries)


def print_aside(ticket: Ticket) -> Ticket:
    return replace(ticket, print=PrintState.PRINTED, slip_out=True)


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
    return event_from(event.type, event.ticket_id, event.counter_n, json.loads(json.dumps(event.data())))
