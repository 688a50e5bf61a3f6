"""When each waiting ticket will be called: the present hall played forward many times under the real policy.

Pure: the state, the clock and the dice are handed in.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush
from random import Random
from typing import Final

from server.core.queue.lines import MAIN, CounterLines, point_of
from server.core.queue.policy import Head, Policy, in_a_row, pick
from server.core.queue.standing import Row, Waiting
from server.core.queue.taking import Takes, takes
from server.core.units import HOUR_MS, SECOND_MS

RUNS: Final = 40
BREAK_S: Final = 600
_MIDDLE, _UPPER = 0.5, 0.9
_LOOK_AHEAD_MS: Final = 45 * 60 * 1000
_COMING: Final = 1 << 61
_NEWCOMERS: Final = 1 << 60
"""Beyond every ticket: a newcomer stands at the end of a line, takes no time, and shows how long it is."""


@dataclass(frozen=True, slots=True)
class AtWork:
    """A counter that is open or on a break.

    It stands at `point` and calls from the lines `own` and, helping out, `helped`. `busy_ms` how long it has had a ticket of the line `busy_with` that came with so many `dossiers`; `rests_ms` how long it has
    been on a break.
    """

    n: int
    own: tuple[str, ...]
    helped: tuple[str, ...] = ()
    busy_with: str | None = None
    busy_ms: int = 0
    rests_ms: int | None = None
    dossiers: int = 1
    point: str = MAIN

    @property
    def every(self) -> tuple[str, ...]:
        """All its lines."""
        return (*self.own, *self.helped)


@dataclass(frozen=True, slots=True)
class Hall:
    """All that a forecast looks at.

    `waiting` are they who wait, as they came. `times_s` holds equally likely seconds of a dossier by line, ascending: who
    brings three takes three times as long; `gap_s` is what passes between a visit's end
    and the next call; `taken` the latest calls, oldest first: the line, and whether of a priority class.
    `coming` is how many people of a line and priority class come in an hour: only they can still go before
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
    """When a person is called, UTC milliseconds: by `middle` in half of the runs, by `upper` in nine of ten."""

    middle: int
    upper: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was expected at `now`: by ticket, and by line for an ordinary newcomer.

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
        {line: found[ticket] for ticket, line in plan.newcomers.items() if ticket in found},
    )


def _expected(times: list[int]) -> Expected:
    times.sort()
    last = len(times) - 1
    return Expected(times[round(_MIDDLE * last)], times[round(_UPPER * last)])


class _Plan:
    """A hall made ready to be played forward: rows of heads, and which of them each counter serves."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._policy = hall.policy
        served = dict.fromkeys(line for c in hall.counters for line in c.every)
        self.newcomers = {_NEWCOMERS + i: line for i, line in enumerate(served)}
        self._rows = list(self._lined_up())
        self._dossiers = {w.ticket: w.dossiers for w in hall.waiting if w.dossiers > 1}
        self._row_of = {head.ticket: i for i, row in enumerate(self._rows) for head in row.heads}
        self._served = [self._serves(counter) for counter in hall.counters]
        self._every = [frozenset(c.every) for c in hall.counters]
        self._own = [frozenset(c.own) for c in hall.counters]
        self._coming = [row for row, rate in hall.coming.items() if rate > 0 and row[0] in served]

    def _lined_up(self) -> Iterator["_Row"]:
        rows: dict[Row, list[Head]] = {}
        kept_for: dict[Row, int | None] = {}
        for w in self._hall.waiting:
            rows.setdefault(w.row, []).append(Head(w.ticket, w.line, w.issued_at, w.priority))
            kept_for[w.row] = w.kept_for
        for ticket, line in self.newcomers.items():
            rows.setdefault((line, None), []).append(Head(ticket, line, self._hall.now))
        yield from (_Row(tuple(heads), kept_for.get(row)) for row, heads in rows.items())

    def _serves(self, counter: AtWork) -> list[tuple[int, tuple[Head, ...]]]:
        at_work = {other.n for other in self._hall.counters if other.point == counter.point}
        lines = CounterLines(counter.n, counter.own, counter.helped)
        found = []
        for i, row in enumerate(self._rows):
            line = row.heads[0].line
            here = point_of(line) == counter.point
            how = takes(lines, line, row.kept_for, at_work) if here else None
            if how is Takes.HELPED:
                found.append((i, tuple(replace(head, helping=True) for head in row.heads)))
            elif how is not None:
                found.append((i, row.heads))
        return found

    def _comers(self, dice: Random) -> list[tuple[Head, ...]]:
        """Who comes in this run, by row: as they came of late, at random moments."""
        return [tuple(self._comers_of(line, priority, dice)) for line, priority in self._coming]

    def _comers_of(self, line: str, priority: str, dice: Random) -> Iterator[Head]:
        every_ms = HOUR_MS / self._hall.coming[line, priority]
        after = dice.expovariate(1 / every_ms)
        while after < _LOOK_AHEAD_MS:
            at = self._hall.now + int(after)
            yield Head(_COMING + at, line, at, priority)
            after += dice.expovariate(1 / every_ms)

    def run(self, dice: Random) -> Iterator[tuple[int, int]]:
        """Once to the end: every ticket that is called, and when (UTC milliseconds)."""
        first = [0] * (len(self._rows) + len(self._coming))
        comers = self._comers(dice)
        taken: list[tuple[str, bool]] = list(self._hall.taken)
        free = [(self._free_at(counter, dice), i) for i, counter in enumerate(self._hall.counters)]
        heapify(free)
        while free:
            at, i = heappop(free)
            heads = [row[first[n]] for n, row in self._served[i] if first[n] < len(row)]
            if not heads:
                continue  # nobody is left that this counter would call
            came = [*heads, *self._came(comers, first, i, at)]
            head = pick(at, came, self._policy, self._in_a_row(taken, i))
            assert head is not None
            if head.ticket >= _COMING:
                first[len(self._rows) + self._coming.index((head.line, head.priority or ""))] += 1
            else:
                first[self._row_of[head.ticket]] += 1
                yield head.ticket, at
            if _NEWCOMERS <= head.ticket < _COMING:
                heappush(free, (at, i))
                continue
            taken.append((head.line, head.priority is not None))
            heappush(free, (at + self._takes_ms(head, dice), i))

    def _came(
        self, comers: list[tuple[Head, ...]], first: list[int], counter: int, at: int
    ) -> Iterator[Head]:
        """The first of those who have come meanwhile, in each row that the counter serves."""
        for k, row in enumerate(comers, start=len(self._rows)):
            if first[k] < len(row) and (head := row[first[k]]).issued_at <= at:
                if head.line in self._own[counter]:
                    yield head
                elif head.line in self._every[counter]:
                    yield replace(head, helping=True)

    def _in_a_row(self, taken: list[tuple[str, bool]], counter: int) -> int:
        lines = self._every[counter]
        return in_a_row(
            (priority for line, priority in reversed(taken) if line in lines), self._policy.most_in_a_row
        )

    def _takes_ms(self, head: Head, dice: Random) -> int:
        steps, dossiers = self._hall.times_s[head.line], self._dossiers.get(head.ticket, 1)
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
class _Row:
    """People in the order in which they are called among themselves."""

    heads: tuple[Head, ...]
    kept_for: int | None = None
