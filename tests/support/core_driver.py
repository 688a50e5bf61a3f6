"""The queue in memory: commands decide, events happen, state evolves. No store, no service."""

from server.core import commands, counter_commands
from server.core.counters import evolve_counter
from server.core.days import business_day, moment
from server.core.errors import Refusal
from server.core.events import Entry, Event, TicketIssued
from server.core.model import Counter, Ticket, TicketState
from server.core.policy import Head, choose_next
from server.core.tickets import evolve_ticket

from .clock import HANOI, SetClock
from .machine import LAYOUT, State

STEPS = {
    "recall": commands.recall_ticket,
    "serve": commands.start_service,
    "finish": lambda counter, in_hand: commands.finish_ticket(counter, in_hand, None),
    "no_show": commands.miss_ticket,
    "return_": commands.return_ticket,
}


class CoreDriver:
    """Runs a queue by the core alone."""

    def __init__(self, clock: SetClock) -> None:
        self._clock = clock
        self._tickets: dict[int, Ticket] = {}
        self._counters: dict[int, Counter] = {}
        self._entries: list[Entry] = []
        self._last_day: str | None = None

    def state(self) -> State:
        """Everything it holds now."""
        return State(dict(self._tickets), dict(self._counters), tuple(self._entries))

    def day(self) -> str:
        """The business day."""
        return business_day(moment(self._clock(), HANOI), self._last_day)

    def issue(self, field: str) -> None:
        """Give a number."""
        commands.check_request(LAYOUT, field, None)
        prefix, day = LAYOUT.fields[field].prefix, self.day()
        n = 1 + max((t.n for t in self._tickets.values() if (t.day, t.prefix) == (day, prefix)), default=0)
        self._record(TicketIssued(len(self._entries) + 1, day, prefix, n, field, "kiosk"))

    def cancel(self, ticket: int) -> None:
        """Give it up."""
        self._record(commands.cancel_ticket(self._known(ticket)))

    def open(self, n: int, served: list[str] | None) -> None:
        """Open a counter; each counter has an officer of its own."""
        self._record(counter_commands.open_counter(LAYOUT, self._counter(n), f"officer{n}", served))

    def close(self, n: int) -> None:
        """Close it."""
        self._record(counter_commands.close_counter(*self._at(n)))

    def pause(self, n: int) -> None:
        """Take a break."""
        self._record(counter_commands.pause_counter(*self._at(n), None))

    def resume(self, n: int) -> None:
        """Come back."""
        self._record(counter_commands.resume_counter(self._counter(n)))

    def call(self, n: int, ticket: int | None) -> None:
        """Call the next ticket, or this one."""
        commands.ready_to_call(*self._at(n))
        chosen, why = self._next(n) if ticket is None else (self._of_today(ticket), "chosen")
        self._record(commands.call_ticket(self._counter(n), chosen, why))

    def step(self, n: int, name: str) -> None:
        """recall, serve, finish, no_show or return_."""
        self._record(STEPS[name](*self._at(n)))

    def _record(self, event: Event | None) -> None:
        if event is None:
            return
        self._last_day = self.day()
        entry = Entry(len(self._entries) + 1, self._clock(), "test", event)
        self._entries.append(entry)
        if (ticket := event.ticket_id) is not None:
            self._tickets[ticket] = evolve_ticket(self._tickets.get(ticket), entry)
        if (n := event.counter_n) is not None:
            self._counters[n] = evolve_counter(self._counter(n), entry)

    def _counter(self, n: int) -> Counter:
        return self._counters.get(n, Counter(n))

    def _at(self, n: int) -> tuple[Counter, Ticket | None]:
        counter = self._counter(n)
        return counter, None if counter.ticket is None else self._tickets[counter.ticket]

    def _next(self, n: int) -> tuple[Ticket, str]:
        waiting = [
            t for t in self._tickets.values() if t.state is TicketState.WAITING and t.day == self.day()
        ]
        heads = [Head(t.field, t.id) for t in waiting if t.field in self._counter(n).fields]
        choice = choose_next(heads)
        if choice is None:
            raise Refusal("queue_empty")
        return self._tickets[choice.ticket], choice.rule

    def _known(self, ticket: int) -> Ticket:
        if ticket not in self._tickets:
            raise Refusal("unknown_ticket")
        return self._tickets[ticket]

    def _of_today(self, ticket: int) -> Ticket:
        found = self._known(ticket)
        if found.day != self.day():
            raise Refusal("unknown_ticket")
        return found
