"""The queue in memory: commands decide, events happen, state evolves. No store, no service."""

from collections.abc import Callable

from server.core.events import (
    CounterClosed,
    CounterOpened,
    CounterPaused,
    CounterRestored,
    CounterResumed,
    Entry,
    Event,
    SlipReported,
    TicketCalled,
    TicketIssued,
    TicketLapsed,
)
from server.core.model import Counter, Layout, Ticket
from server.core.queue import commands, counter_commands
from server.core.queue.counters import evolve_counter
from server.core.queue.days import business_day, moment
from server.core.queue.policy import choose_next
from server.core.queue.slips import request_slip
from server.core.queue.tickets import evolve_ticket
from server.core.queue.undo import Step, StepChange, change, check_undo, undo
from server.core.refusal import Refusal
from tests.support.clock import HANOI, SetClock
from tests.support.hall import calls_of, seen_from
from tests.support.machine import LAYOUT, POLICY, State

Decide = Callable[[Counter, Ticket | None], Event | None]


class CoreDriver:
    """Runs a queue by the core alone."""

    def __init__(self, clock: SetClock, layout: Layout = LAYOUT) -> None:
        self._clock = clock
        self._layout = layout
        self._tickets: dict[int, Ticket] = {}
        self._counters: dict[int, Counter] = {}
        self._entries: list[Entry] = []
        self._steps: dict[int, Step] = {}
        self._before: dict[tuple[type, int], Ticket | Counter] = {}
        self._last_day: str | None = None
        self._opened: dict[int, str] = {}
        self._do: dict[str, Decide] = {
            "recall": lambda c, t: commands.recall_ticket(c, t, clock()),
            "serve": commands.start_service,
            "finish": lambda c, t: commands.finish_ticket(c, t, None),
            "no_show": lambda c, t: commands.miss_ticket(c, t, POLICY),
            "return_": commands.return_ticket,
            "park": lambda c, t: commands.park_ticket(c, t, None),
        }

    def state(self) -> State:
        """Everything it holds now."""
        return State(dict(self._tickets), dict(self._counters), tuple(self._entries))

    def day(self) -> str:
        """The business day."""
        return business_day(moment(self._clock(), HANOI), self._last_day)

    def issue(self, field: str, priority: str | None = None, point: str = "") -> None:
        """Give a number."""
        commands.check_request(self._layout, field, priority, point)
        prefix, day = LAYOUT.fields[field].prefix, self.day()
        n = 1 + max((t.n for t in self._tickets.values() if (t.day, t.prefix) == (day, prefix)), default=0)
        seq = len(self._entries) + 1
        self._record(
            TicketIssued(seq, day, prefix, n, field, "kiosk", priority=priority, point=point or None)
        )

    def cancel(self, ticket: int) -> None:
        """Give it up."""
        self._record(commands.cancel_ticket(self._known(ticket)))

    def resume_ticket(self, ticket: int) -> None:
        """The citizen of a parked ticket is back."""
        self._record(commands.resume_ticket(self._known(ticket), self.day()))

    def keep_place(self, ticket: int) -> None:
        """Somebody who waits goes for twenty minutes."""
        now = self._clock()
        known, local = self._known(ticket), moment(now, HANOI)
        self._record(commands.keep_place(known, self.day(), now, 20, None, local))

    def request_slip(self, ticket: int) -> None:
        """Somebody asks for a slip by hand."""
        self._record(request_slip(self._known(ticket), self.day()))

    def report(self, ticket: int, state: str) -> None:
        """The printer tells what became of a slip."""
        self._record(SlipReported(self._known(ticket).id, state))

    def open(
        self, n: int, served: list[str] | None, helps: list[str] | None = None, who: str | None = None
    ) -> None:
        """Open a counter, by default for whoever holds it, else for its own officer."""
        who = who or self._officer(n)
        self._holds_no_other(n, who, "counter_elsewhere")
        self._act(n, lambda c, _: counter_commands.open_counter(LAYOUT, c, who, served, helps), who=who)

    def close(self, n: int) -> None:
        """Close it."""
        self._act(n, counter_commands.close_counter)

    def pause(self, n: int) -> None:
        """Take a break."""
        self._act(n, lambda c, t: counter_commands.pause_counter(c, t, None))

    def resume(self, n: int) -> None:
        """Come back."""
        self._act(n, lambda c, _: counter_commands.resume_counter(c))

    def hand_over(self, n: int, to: str) -> None:
        """Give it to somebody else."""
        self._holds_no_other(n, to, "officer_elsewhere")
        self._act(n, lambda c, _: counter_commands.hand_over(c, to))

    def call_for_help(self, n: int, text: str) -> None:
        """Call the manager."""
        self._act(n, lambda c, _: counter_commands.call_for_help(c, text))

    def answer_help(self, n: int) -> None:
        """Help has come."""
        self._act(n, lambda c, _: counter_commands.answer_help(c))

    def call(self, n: int, ticket: int | None) -> None:
        """Call the next ticket, or this one."""
        if ticket is None:
            self._act(n, self._next)
        else:
            self._act(n, lambda c, t: self._chosen(c, t, ticket))

    def next(self, n: int) -> None:
        """Finish and call the next one, as one step."""
        if self._counter(n).ticket is None:
            self._act(n, self._next)
        else:
            self._act(n, lambda c, t: commands.finish_ticket(c, t, None), self._next_if_any)

    def transfer(self, n: int, field: str | None, counter: int | None) -> None:
        """To another field or to another counter."""
        if field is not None:
            self._act(n, lambda c, t: commands.transfer_to_field(LAYOUT, c, t, field, None))
        else:
            target = self._counter(counter or 0)
            self._act(n, lambda c, t: commands.transfer_to_counter(self._layout, c, t, target, None))

    def step(self, n: int, name: str) -> None:
        """recall, serve, finish, no_show, return_ or park."""
        self._act(n, self._do[name])

    def undo(self, n: int) -> None:
        """Take back the counter's last action, as whoever did it."""
        step = check_undo(self._steps.get(n), n, self._clock())
        events = [undo(step, each, self._current(each)) for each in step.changes]
        for event in events:
            if isinstance(event, CounterRestored) and event.was.get("officer"):
                self._holds_no_other(n, event.was["officer"], "counter_elsewhere")
        for event in events:
            self._record(event)
        del self._steps[n]

    def end_the_day(self) -> None:
        """Close what earlier days left open."""
        for counter in list(self._counters.values()):
            in_hand = None if counter.ticket is None else self._tickets[counter.ticket]
            serves = in_hand is not None and in_hand.day == self.day()
            if not counter.at_work or self._opened[counter.n] == self.day() or serves:
                continue
            if in_hand is not None:
                self._record(TicketLapsed(in_hand.id, counter.n))
            self._record(CounterClosed(counter.n))

    def _act(self, n: int, *decisions: Decide, who: str | None = None) -> None:
        """One action: its decisions in turn, remembered for an undo."""
        self._before = {}
        first = len(self._entries) + 1
        officer = who or self._officer(n)
        for decide in decisions:
            self._record(decide(*self._at(n)))
        changes = tuple(change(was, self._now(kind, number)) for (kind, number), was in self._before.items())
        if changes:
            self._steps[n] = Step(n, self._clock(), first, officer, "test", changes, len(self._entries))

    def _record(self, event: Event | None) -> None:
        if event is None:
            return
        self._last_day = self.day()
        entry = Entry(len(self._entries) + 1, self._clock(), "test", event)
        self._entries.append(entry)
        if isinstance(event, CounterOpened | CounterPaused | CounterResumed):
            self._opened[event.counter] = self._last_day
        if (ticket := event.ticket_id) is not None:
            if ticket in self._tickets:
                self._before.setdefault((Ticket, ticket), self._tickets[ticket])
            self._tickets[ticket] = evolve_ticket(self._tickets.get(ticket), entry)
        if (n := event.counter_n) is not None:
            before = self._counter(n)
            self._counters[n] = evolve_counter(before, entry)
            if self._counters[n] != before:
                self._before.setdefault((Counter, n), before)

    def _now(self, kind: type, number: int) -> Ticket | Counter:
        return self._tickets[number] if kind is Ticket else self._counter(number)

    def _current(self, changed: StepChange) -> Ticket | Counter:
        return self._now(Ticket if changed.kind == "ticket" else Counter, changed.number)

    def _counter(self, n: int) -> Counter:
        return self._counters.get(n, Counter(n))

    def _officer(self, n: int) -> str:
        return self._counter(n).officer or f"officer{n}"

    def _holds_no_other(self, n: int, officer: str, code: str) -> None:
        held = [c.n for c in self._counters.values() if c.officer == officer and c.n != n]
        if held:
            raise Refusal(code, counter=held[0], officer=officer)

    def _at(self, n: int) -> tuple[Counter, Ticket | None]:
        counter = self._counter(n)
        return counter, None if counter.ticket is None else self._tickets[counter.ticket]

    def _next(self, counter: Counter, in_hand: Ticket | None) -> TicketCalled:
        commands.ready_to_call(counter, in_hand)
        today = [t for t in self._tickets.values() if t.day == self.day()]
        calls = calls_of(self._entries, self.day())
        known, point_of = self._counters.values(), self._layout.point_of
        seen = seen_from(counter, today, known, POLICY, self._clock(), taken=calls, point_of=point_of)
        choice = choose_next(seen)
        if choice is None:
            raise Refusal("queue_empty")
        return commands.call_ticket(counter, self._tickets[choice.ticket], choice.rule, seen.facts())

    def _next_if_any(self, counter: Counter, in_hand: Ticket | None) -> TicketCalled | None:
        try:
            return self._next(counter, in_hand)
        except Refusal as refusal:
            if refusal.code != "queue_empty":
                raise
            return None

    def _chosen(self, counter: Counter, in_hand: Ticket | None, ticket: int) -> TicketCalled:
        commands.ready_to_call(counter, in_hand)
        found = self._known(ticket)
        if found.day != self.day():
            raise Refusal("unknown_ticket")
        commands.check_same_point(self._layout, counter, found)
        commands.check_call_back(POLICY, found, self._clock())
        return commands.call_ticket(counter, found, "chosen")

    def _known(self, ticket: int) -> Ticket:
        if ticket not in self._tickets:
            raise Refusal("unknown_ticket")
        return self._tickets[ticket]
