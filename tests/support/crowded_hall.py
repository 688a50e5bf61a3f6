"""A hall of made-up people and counters on which the calling order is tried, one step after another."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import hypothesis.strategies as st

from server.core.model import Counter, CounterState, Ticket, TicketState
from server.core.queue.policy import Choice, Head, Policy, Seen, choose_next
from tests.support.hall import everybody, seen_from
from tests.support.tickets import ISSUED_AT, a_ticket

FIELDS = ("CT", "HT", "DD")
CLASSES = ("disabled", "elderly", "appointment")
MINUTE_MS = 60_000


@dataclass(frozen=True)
class Came:
    """Somebody takes a number, or is sent to one counter alone (`kept_for`)."""

    field: str
    priority: str | None = None
    kept_for: int | None = None


@dataclass(frozen=True)
class Calls:
    """A counter calls."""

    counter: int


@dataclass(frozen=True)
class Passed:
    """Minutes pass."""

    minutes: int


Step = Came | Calls | Passed


@dataclass(frozen=True)
class Called:
    """One call: what was seen, everybody who waited for this counter, what was chosen, who came before."""

    counter: Counter
    seen: Seen
    waiting: tuple[Head, ...]
    choice: Choice | None
    before: tuple[tuple[str, str | None], ...]

    @property
    def head(self) -> Head:
        """Who was called."""
        assert self.choice is not None
        return next(head for head in self.waiting if head.ticket == self.choice.ticket)


@dataclass
class CrowdedHall:
    """Counters that are open, people who wait, and the calls so far, newest first."""

    policy: Policy
    counters: dict[int, Counter]
    now: int = ISSUED_AT
    tickets: dict[int, Ticket] = field(default_factory=dict)
    taken: list[tuple[str, str | None]] = field(default_factory=list)

    def play(self, steps: Sequence[Step]) -> list[Called]:
        """Take all the steps; the calls that were made."""
        return [called for step in steps if (called := self.step(step)) is not None]

    def step(self, step: Step) -> Called | None:
        """Take one step; the call, if it was one."""
        match step:
            case Came():
                n = len(self.tickets) + 1
                self.tickets[n] = a_ticket(
                    id=n,
                    n=n,
                    field=step.field,
                    priority=step.priority,
                    for_counter=step.kept_for,
                    issued_at=self.now,
                )
            case Passed():
                self.now += step.minutes * MINUTE_MS
            case Calls():
                return self._call(self.counters[step.counter])
        return None

    def _call(self, counter: Counter) -> Called:
        tickets, counters = list(self.tickets.values()), self.counters.values()
        seen = seen_from(counter, tickets, counters, self.policy, self.now, taken=self.taken)
        waiting, before = tuple(everybody(counter, tickets, self.counters)), tuple(self.taken)
        called = Called(counter, seen, waiting, choose_next(seen), before)
        if called.choice is not None:
            ticket = self.tickets[called.choice.ticket]
            self.taken.insert(0, (ticket.line, ticket.priority))
            finished = replace(ticket, state=TicketState.FINISHED, taken_seq=len(self.taken))
            self.tickets[ticket.id] = finished
        return called


def stored(seen: Seen) -> Seen:
    """What comes back from the reason that is stored with a call."""
    return Seen.from_facts(json.loads(json.dumps(seen.facts())))


policies = st.builds(
    lambda weights, most, longest, help_after: Policy(
        {name: 60 * minutes for name, minutes in weights.items()}, most, 60 * longest, 60 * help_after
    ),
    st.dictionaries(st.sampled_from(CLASSES), st.sampled_from([0, 10, 30, 240])),
    st.integers(1, 3),
    st.integers(20, 60),
    st.integers(0, 20),
)
some_fields = st.lists(st.sampled_from(FIELDS), min_size=1, unique=True).map(tuple)


@st.composite
def open_counters(draw: st.DrawFn) -> dict[int, Counter]:
    """One to four counters that serve some fields and help out in others."""
    found = {}
    for n in range(1, draw(st.integers(1, 4)) + 1):
        own, helps = draw(some_fields), draw(st.just(()) | some_fields)
        helping = tuple(code for code in helps if code not in own)
        found[n] = Counter(n, CounterState.OPEN, f"officer{n}", own, helps=helping)
    return found


def steps_for(counters: dict[int, Counter]) -> st.SearchStrategy[list[Step]]:
    """Arrivals, calls and pauses in any order."""
    people = st.builds(
        Came,
        st.sampled_from(FIELDS),
        st.none() | st.sampled_from(CLASSES),
        st.none() | st.none() | st.none() | st.sampled_from(sorted(counters)),
    )
    calls = st.builds(Calls, st.sampled_from(sorted(counters)))
    return st.lists(people | people | calls | st.builds(Passed, st.integers(0, 15)), max_size=80)


@st.composite
def played_halls(draw: st.DrawFn) -> list[Called]:
    """All the calls of one made-up hall."""
    counters = draw(open_counters())
    hall = CrowdedHall(draw(policies), counters)
    return hall.play(draw(steps_for(counters)))
