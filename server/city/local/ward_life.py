"""A simulated centre's life: people come, counters call, serve and finish; each step is a row of its journal.

The same seed, beginning and paces give the same rows, however often they are asked for: nothing has to be kept.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from server.city.local.ward_people import CrowdPace, People, day_of, last_moment
from server.city.local.ward_settings import service_s
from server.core.events import (
    CounterClosed,
    CounterOpened,
    CounterPaused,
    CounterResumed,
    Event,
    ServiceStarted,
    SettingsBegun,
    SlipReported,
    TicketCalled,
    TicketCancelled,
    TicketFinished,
    TicketIssued,
    TicketLapsed,
    TicketMissed,
    TicketRecalled,
    TicketTransferred,
    frozen,
)
from server.core.model import Channel, CounterState, PrintState, spelled
from server.core.units import MINUTE_MS

_CROWD: Final = 70
"""At most this many people wait: anybody who sees a longer line at the door goes away."""
_WALK_S: Final = (5.0, 40.0)
_REST_S: Final = (4.0, 30.0)
_NOBODY_S: Final = (40.0, 60.0)
_BREAK_S: Final = (300.0, 900.0)
_SLIP_S: Final = (2.0, 4.0)
_MISSED: Final = 17
_CANCELLED: Final = 100
_PASSED_ON: Final = 50
_BREAKS: Final = 100
"""One in so many visits."""
_RESULTS: Final = "KQ"
_Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class WardRow:
    """One row of the journal: `at` is UTC milliseconds, `day` its business day."""

    seq: int
    at: int
    day: str
    event: Event


@dataclass(frozen=True, slots=True)
class WardWaiting:
    """Somebody who waits: the ticket, its number, since when (UTC milliseconds)."""

    ticket: int
    number: str
    issued_at: int


@dataclass(frozen=True, slots=True)
class _Held:
    """In a counter's hands since the row `seq`."""

    who: WardWaiting
    field: str
    seq: int


class Life:
    """The centre from `begins` (UTC milliseconds) on. What is public is as of the last moment that was asked for."""

    def __init__(
        self, settings: Mapping[str, Any], seed: int, begins: int, paces: Sequence[CrowdPace]
    ) -> None:
        self.settings, self.seed = settings, seed
        self.waiting: dict[str, list[WardWaiting]] = {field["code"]: [] for field in settings["fields"]}
        self.counters: dict[int, tuple[str, ...]] = {c["n"]: tuple(c["fields"]) for c in settings["counters"]}
        self.states = dict.fromkeys(self.counters, CounterState.CLOSED)
        self.finished: Counter[str] = Counter()
        self._people = People(seed, service_s(settings), paces)
        self._prefixes = {field["code"]: field["prefix"] for field in settings["fields"]}
        self._series: Counter[str] = Counter()
        self._hands: dict[int, _Held] = {}
        self._called_soon: set[int] = set()
        self._due: list[tuple[int, int, _Step]] = []
        self._planned = 0
        self._rows: list[WardRow] = []
        self._seq = 0
        self._plan(begins, self._begin)

    def until(self, now: int) -> list[WardRow]:
        """The rows that came since this was last asked, up to `now` (UTC milliseconds)."""
        while self._due and self._due[0][0] <= now:
            at, _, step = heapq.heappop(self._due)
            step(at)
        rows, self._rows = self._rows, []
        return rows

    def _plan(self, at: int, step: _Step) -> None:
        self._planned += 1
        heapq.heappush(self._due, (at, self._planned, step))

    def _in(self, at: int, span_s: tuple[float, float], step: _Step) -> None:
        self._plan(at + self._people.between_ms(span_s), step)

    def _tell(self, at: int, event: Event) -> int:
        self._seq += 1
        self._rows.append(WardRow(self._seq, at, day_of(at), event))
        return self._seq

    def _begin(self, at: int) -> None:
        self._tell(at, SettingsBegun(frozen(self.settings)))
        self._open(at)
        self._plan(at, self._somebody_comes)
        self._plan(last_moment(at), self._day_ends)

    def _open(self, at: int) -> None:
        for n in self._people.at_work(tuple(self.counters)):
            self._tell(at, CounterOpened(n, "", self.counters[n]))
            self.states[n] = CounterState.OPEN

    def _somebody_comes(self, at: int) -> None:
        self._plan(at + self._people.until_next_ms(at), self._somebody_comes)
        field = self._people.wish()
        if sum(map(len, self.waiting.values())) < _CROWD:
            who = self._issued(at, field)
            self._in(at, _SLIP_S, lambda then: self._printed(then, who, field))
            self._ask(at, field)

    def _issued(self, at: int, field: str) -> WardWaiting:
        prefix = self._prefixes[field]
        self._series[prefix] += 1
        n, ticket = self._series[prefix], self._seq + 1
        self._tell(at, TicketIssued(ticket, day_of(at), prefix, n, field, Channel.KIOSK.value, to_print=True))
        who = WardWaiting(ticket, spelled(prefix, n), at)
        self.waiting[field].append(who)
        return who

    def _printed(self, at: int, who: WardWaiting, field: str) -> None:
        self._tell(at, SlipReported(who.ticket, PrintState.PRINTED.value))
        if self._people.one_in(_CANCELLED) and who in self.waiting[field]:
            self.waiting[field].remove(who)
            self._tell(at, TicketCancelled(who.ticket))

    def _ask(self, at: int, field: str) -> None:
        """Free counters look for waiting people."""
        for n, fields in self.counters.items():
            if field in fields and self._idle(n) and n not in self._called_soon:
                self._next(at, n)
                return

    def _idle(self, counter: int) -> bool:
        return self.states[counter] is CounterState.OPEN and counter not in self._hands

    def _next(self, at: int, counter: int) -> None:
        self._called_soon.add(counter)
        self._in(at, _REST_S, lambda then: self._call(then, counter))

    def _call(self, at: int, counter: int) -> None:
        self._called_soon.discard(counter)
        there = [(who, field) for field in self.counters[counter] for who in self.waiting[field]]
        if not self._idle(counter) or not there:
            return
        who, field = min(there, key=lambda each: each[0].ticket)
        self.waiting[field].remove(who)
        held = _Held(who, field, self._tell(at, TicketCalled(who.ticket, counter, "next")))
        self._hands[counter] = held
        if self._people.one_in(_MISSED):
            self._in(at, _NOBODY_S, lambda then: self._recall(then, counter, held))
        else:
            self._in(at, _WALK_S, lambda then: self._serve(then, counter, held))

    def _recall(self, at: int, counter: int, held: _Held) -> None:
        if self._hands.get(counter) == held:
            self._tell(at, TicketRecalled(held.who.ticket, counter))
            self._in(at, _NOBODY_S, lambda then: self._miss(then, counter, held))

    def _miss(self, at: int, counter: int, held: _Held) -> None:
        if self._hands.get(counter) == held:
            self._tell(at, TicketMissed(held.who.ticket, counter))
            self._free(at, counter)

    def _serve(self, at: int, counter: int, held: _Held) -> None:
        if self._hands.get(counter) == held:
            self._tell(at, ServiceStarted(held.who.ticket, counter))
            takes = self._people.visit_ms(held.field)
            self._plan(at + takes, lambda then: self._finish(then, counter, held))

    def _finish(self, at: int, counter: int, held: _Held) -> None:
        if self._hands.get(counter) != held:
            return
        if held.field != _RESULTS and self._people.one_in(_PASSED_ON):
            self._tell(at, TicketTransferred(held.who.ticket, counter, _RESULTS))
            self.waiting[_RESULTS].append(held.who)
            self._ask(at, _RESULTS)
        else:
            self._tell(at, TicketFinished(held.who.ticket, counter, self._people.outcome()))
            self.finished[day_of(at)] += 1
        self._free(at, counter)

    def _free(self, at: int, counter: int) -> None:
        del self._hands[counter]
        if self._people.one_in(_BREAKS):
            self._tell(at, CounterPaused(counter))
            self.states[counter] = CounterState.PAUSED
            self._in(at, _BREAK_S, lambda then: self._resume(then, counter))
        else:
            self._next(at, counter)

    def _resume(self, at: int, counter: int) -> None:
        if self.states[counter] is CounterState.PAUSED:
            self._tell(at, CounterResumed(counter))
            self.states[counter] = CounterState.OPEN
            self._next(at, counter)

    def _day_ends(self, at: int) -> None:
        for n, held in self._hands.items():
            self._tell(at, TicketLapsed(held.who.ticket, n))
        for n, state in self.states.items():
            if state is not CounterState.CLOSED:
                self._tell(at, CounterClosed(n))
                self.states[n] = CounterState.CLOSED
        self._hands.clear()
        self._series.clear()
        for line in self.waiting.values():
            line.clear()
        self._plan(at + MINUTE_MS, self._open)
        self._plan(last_moment(at + MINUTE_MS), self._day_ends)
