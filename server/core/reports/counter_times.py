"""How counters spent their time: open with somebody in hand, open and idle, or on a break."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final, NamedTuple

from server.core.events import (
    CounterClosed,
    CounterHandedOver,
    CounterOpened,
    CounterPaused,
    CounterRestored,
    CounterResumed,
    Entry,
)
from server.core.model import Counter, CounterState
from server.core.queue.counters import evolve_counter
from server.core.queue.lines import line_of, lines_of, main

Span = tuple[int, int]
"""From when until when, UTC milliseconds."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A counter in one state, with one officer, for the same fields; `reason` is that of a break, which has `begun` here."""

    counter: int
    officer: str | None
    paused: bool
    served: tuple[str, ...]
    begin: int
    end: int
    reason: str | None = None
    begun: bool = False


_MOVES: Final = (CounterOpened, CounterClosed, CounterPaused, CounterResumed, CounterHandedOver)


def shifts(entries: Iterable[Entry], until: int, point_of: Callable[[int], str] = main) -> list[Shift]:
    """What the counters did, from the entries of their states in order; those still at work did so `until` then.

    What was undone has not happened. `point_of` says where each counter stands.
    """
    lives: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        event = entry.event
        assert event.counter_n is not None
        life = lives[event.counter_n]
        if isinstance(event, CounterRestored):
            life[:] = [known for known in life if known.seq < event.undoes]
        elif isinstance(event, _MOVES):
            life.append(entry)
    return [shift for n, life in lives.items() for shift in _of_counter(n, life, until, point_of(n))]


def _of_counter(n: int, life: Sequence[Entry], until: int, point: str) -> Iterator[Shift]:
    counter = Counter(n)
    ends = (entry.at for entry in life[1:])
    for entry, end in zip(
        life, chain(ends, (until,)), strict=False
    ):  # nothing is left of a life that was undone
        counter = evolve_counter(counter, entry)
        if counter.at_work and end > entry.at:
            served = tuple(dict.fromkeys(lines_of(counter, point).every))
            paused = counter.state is CounterState.PAUSED
            yield Shift(
                n,
                counter.officer,
                paused,
                served,
                entry.at,
                end,
                counter.reason,
                isinstance(entry.event, CounterPaused),
            )


def cut(shift: Shift, moments: Iterable[int]) -> Iterator[Shift]:
    """A shift in pieces that end at these moments, given in order."""
    begin = shift.begin
    for moment in moments:
        if begin < moment < shift.end:
            yield replace(shift, begin=begin, end=moment, begun=shift.begun and begin == shift.begin)
            begin = moment
    yield replace(shift, begin=begin, begun=shift.begun and begin == shift.begin)


class Called(NamedTuple):
    """A stay's share in its counter's time, and a wait: the counter's number, and moments in UTC milliseconds."""

    counter: int
    called_at: int
    last_called_at: int | None
    ended_at: int | None
    since: int | None
    field: str
    point: str

    @property
    def line(self) -> str:
        """The line that it was called from."""
        return line_of(self.field, self.point)


class Hall:
    """Who was in hand and who waited, from the stays of some days."""

    def __init__(
        self, stays: Iterable[Called], waiting: Iterable[tuple[str, int, int | None]], now: int
    ) -> None:
        """`waiting` is who was not called since, or ever: the line, from when, and until when (`None`: `now`).

        A stay that was written down by hand had no last call: what was not pressed keeps no counter busy.
        """
        busy: dict[int, list[Span]] = defaultdict(list)
        waited: dict[str, list[Span]] = defaultdict(list)
        for stay in stays:
            if stay.last_called_at is not None:
                busy[stay.counter].append((stay.called_at, stay.ended_at or now))
            if stay.since is not None:
                waited[stay.line].append((stay.since, stay.called_at))
        for line, begin, end in waiting:
            waited[line].append((begin, now if end is None else end))
        self._busy: Mapping[int, list[Span]] = {n: merged(spans) for n, spans in busy.items()}
        self._waited: Mapping[str, list[Span]] = {line: merged(spans) for line, spans in waited.items()}
        self._waited_for: dict[frozenset[str], list[Span]] = {}

    def spent(self, shift: Shift) -> tuple[int, int, int]:
        """The parts of a shift without breaks, in milliseconds: with a person in hand, idle with nobody waiting for this counter, idle with somebody waiting."""
        whole = [(shift.begin, shift.end)]
        busy = common(whole, self._busy.get(shift.counter, []))
        free = without(whole, busy)
        waiting = _together(common(free, self._for(frozenset(shift.served))))
        return _together(busy), _together(free) - waiting, waiting

    def _for(self, lines: frozenset[str]) -> list[Span]:
        """When somebody waited in one of these lines, put together once."""
        if lines not in self._waited_for:
            spans = [span for line in lines for span in self._waited.get(line, [])]
            self._waited_for[lines] = merged(spans)
        return self._waited_for[lines]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time without overlaps, in order."""
    found: list[Span] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif end > begin:
            found.append((begin, end))
    return found


def common(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The time in both, each in order and without overlaps."""
    found: list[Span] = []
    i = j = 0
    while i < len(some) and j < len(others):
        begin, end = max(some[i][0], others[j][0]), min(some[i][1], others[j][1])
        if begin < end:
            found.append((begin, end))
        if some[i][1] < others[j][1]:
            i += 1
        else:
            j += 1
    return found


def without(some: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """The time in the first alone, each in order and without overlaps."""
    found: list[Span] = []
    for begin, end in some:
        for a, b in common([(begin, end)], others):
            found.append((begin, a))
            begin = b  # noqa: PLW2901 - what is left of it
        found.append((begin, end))
    return merged(found)


def _together(spans: Iterable[Span]) -> int:
    return sum(end - begin for begin, end in spans)
