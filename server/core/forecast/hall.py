"""When each waiting ticket will be called: the present hall played forward many times under the real policy.

Pure: the state, the clock and the dice are handed in.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush
from random import Random
from typing import Final

from server.core.queue.policy import Head, Policy, in_a_row, pick
from server.core.queue.standing import Line, Waiting
from server.core.units import SECOND_MS

RUNS: Final = 40
BREAK_S: Final = 600
_MIDDLE, _UPPER = 0.5, 0.9
_LOOK_AHEAD_MS: Final = 45 * 60 * 1000
_HOUR_MS: Final = 60 * 60 * 1000
_COMING: Final = 1 << 61
_NEWCOMERS: Final = 1 << 60
"""Beyond every ticket: a newcomer stands at the end of a line, takes no time, and shows how long it is."""


@dataclass(frozen=True, slots=True)
class AtWork:
    """A counter that is not closed.

    `busy_ms` is how long it has had a ticket of `busy_with` that came with so many `dossiers`; `rests_ms` how long it has
    been on a break.
    """

    n: int
    fields: tuple[str, ...]
    helps: tuple[str, ...] = ()
    busy_with: str | None = None
    busy_ms: int = 0
    rests_ms: int | None = None
    dossiers: int = 1


@dataclass(frozen=True, slots=True)
class Hall:
    """All that a forecast looks at.

    `waiting` are they who wait, as they came. `times_s` holds equally likely seconds of a dossier by field, ascending: who
    brings three takes three times as long; `gap_s` is what passes between a visit's end
    and the next call; `taken` the latest calls, oldest first: the field, and whether of a priority class.
    `coming` is how many people of a field and priority class come in an hour: only they can still go before
    those who wait.
    """

    now: int
    waiting: tuple[Waiting, ...]
    counters: tuple[AtWork, ...]
    policy: Policy
    times_s: Mapping[str, Sequence[float]]
    gap_s: float = 15.0
    taken: tuple[tuple[str, bool], ...] = ()
    coming: Mapping[tuple[str, str], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expected:
    """When somebody is called, UTC milliseconds: in half of the runs by `middle`, in nine of ten by `upper`."""

    middle: int
    upper: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was expected at `now`: by ticket, and by field for an ordinary newcomer.

    Who is in neither is called by no counter that is open.
    """

    now: int
    tickets: Mapping[int, Expected] = field(default_factory=dict)
    newcomers: Mapping[str, Expected] = field(default_factory=dict)


def forecast(hall: Hall, dice: Random, runs: int = RUNS) -> Forecast:
    """Play the hall forward `runs` times."""
    plan = _Plan(hall)
    called: dict[int, list[int]] = {}
    for _ in range(runs):
        for ticket, at in plan.run(dice):
            called.setdefault(ticket, []).append(at)
    found = {ticket: _expected(times) for ticket, times in called.items()}
    return Forecast(
        hall.now,
        {ticket: expected for ticket, expected in found.items() if ticket < _NEWCOMERS},
        {code: found[ticket] for ticket, code in plan.newcomers.items() if ticket in found},
    )


def _expected(times: list[int]) -> Expected:
    times.sort()
    last = len(times) - 1
    return Expected(times[round(_MIDDLE * last)], times[round(_UPPER * last)])


class _Plan:
    """A hall made ready to be played forward: lines of heads, and which of them each counter serves."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._policy = hall.policy
        codes = dict.fromkeys(code for c in hall.counters for code in (*c.fields, *c.helps))
        self.newcomers = {_NEWCOMERS + i: code for i, code in enumerate(codes)}
        self._lines = list(self._lined_up())
        self._dossiers = {w.ticket: w.dossiers for w in hall.waiting if w.dossiers > 1}
        self._line_of = {head.ticket: i for i, line in enumerate(self._lines) for head in line.heads}
        self._served = [self._serves(counter) for counter in hall.counters]
        self._codes = [frozenset((*c.fields, *c.helps)) for c in hall.counters]
        self._own = [frozenset(c.fields) for c in hall.counters]
        self._coming = [line for line, rate in hall.coming.items() if rate > 0 and line[0] in codes]

    def _lined_up(self) -> Iterator["_Line"]:
        at_work = {counter.n for counter in self._hall.counters}
        lines: dict[Line, list[Head]] = {}
        for w in self._hall.waiting:
            head = Head(w.ticket, w.field, w.issued_at, w.priority)
            if w.kept_for in at_work:
                yield _Line((replace(head, kept=True),), kept_for=w.kept_for)
            else:
                lines.setdefault(w.line, []).append(head)
        for ticket, code in self.newcomers.items():
            lines.setdefault((code, None), []).append(Head(ticket, code, self._hall.now))
        yield from (_Line(tuple(heads)) for heads in lines.values())

    def _serves(self, counter: AtWork) -> list[tuple[int, tuple[Head, ...]]]:
        found = []
        for i, line in enumerate(self._lines):
            code = line.heads[0].field
            if line.kept_for == counter.n or (line.kept_for is None and code in counter.fields):
                found.append((i, line.heads))
            elif line.kept_for is None and code in counter.helps:
                found.append((i, tuple(replace(head, helping=True) for head in line.heads)))
        return found

    def _comers(self, dice: Random) -> list[tuple[Head, ...]]:
        """Who comes in this run, by line: as they came of late, at random moments."""
        return [tuple(self._comers_of(code, priority, dice)) for code, priority in self._coming]

    def _comers_of(self, code: str, priority: str, dice: Random) -> Iterator[Head]:
        every_ms = _HOUR_MS / self._hall.coming[code, priority]
        after = dice.expovariate(1 / every_ms)
        while after < _LOOK_AHEAD_MS:
            at = self._hall.now + int(after)
            yield Head(_COMING + at, code, at, priority)
            after += dice.expovariate(1 / every_ms)

    def run(self, dice: Random) -> Iterator[tuple[int, int]]:
        """Once to the end: every ticket that is called, and when (UTC milliseconds)."""
        first = [0] * (len(self._lines) + len(self._coming))
        comers = self._comers(dice)
        taken: list[tuple[str, bool]] = list(self._hall.taken)
        free = [(self._free_at(counter, dice), i) for i, counter in enumerate(self._hall.counters)]
        heapify(free)
        while free:
            at, i = heappop(free)
            heads = [line[first[n]] for n, line in self._served[i] if first[n] < len(line)]
            if not heads:
                continue  # nobody is left that this counter would call
            came = [*heads, *self._came(comers, first, i, at)]
            head = pick(at, came, self._policy, self._in_a_row(taken, i))
            assert head is not None
            if head.ticket >= _COMING:
                first[len(self._lines) + self._coming.index((head.field, head.priority or ""))] += 1
            else:
                first[self._line_of[head.ticket]] += 1
                yield head.ticket, at
            if _NEWCOMERS <= head.ticket < _COMING:
                heappush(free, (at, i))
                continue
            taken.append((head.field, head.priority is not None))
            heappush(free, (at + self._takes_ms(head, dice), i))

    def _came(
        self, comers: list[tuple[Head, ...]], first: list[int], counter: int, at: int
    ) -> Iterator[Head]:
        """The first of those who have come meanwhile, in each line that the counter serves."""
        for k, line in enumerate(comers, start=len(self._lines)):
            if first[k] < len(line) and (head := line[first[k]]).issued_at <= at:
                if head.field in self._own[counter]:
                    yield head
                elif head.field in self._codes[counter]:
                    yield replace(head, helping=True)

    def _in_a_row(self, taken: list[tuple[str, bool]], counter: int) -> int:
        codes = self._codes[counter]
        return in_a_row(
            (priority for code, priority in reversed(taken) if code in codes), self._policy.most_in_a_row
        )

    def _takes_ms(self, head: Head, dice: Random) -> int:
        steps, dossiers = self._hall.times_s[head.field], self._dossiers.get(head.ticket, 1)
        return int((steps[int(dice.random() * len(steps))] * dossiers + self._hall.gap_s) * SECOND_MS)

    def _free_at(self, counter: AtWork, dice: Random) -> int:
        if counter.rests_ms is not None:
            return self._hall.now + max(0, BREAK_S * SECOND_MS - counter.rests_ms)
        if counter.busy_with is None:
            return self._hall.now
        steps = [step * counter.dossiers for step in self._hall.times_s[counter.busy_with]]
        left = steps[bisect_right(steps, counter.busy_ms / SECOND_MS) :] or (
            counter.busy_ms / SECOND_MS + steps[0],
        )
        lasts_s = left[int(dice.random() * len(left))] + self._hall.gap_s
        return self._hall.now + int(lasts_s * SECOND_MS) - counter.busy_ms


@dataclass(frozen=True, slots=True)
class _Line:
    """People in the order in which they are called among themselves."""

    heads: tuple[Head, ...]
    kept_for: int | None = None
