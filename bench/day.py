"""A centre's day, synthetic and seeded, lived through the real use cases on a clock that is set.

People come as they do in a ward: three times as many in the first hour, priority classes among them. Visits
take other times than the centre set up, some are forgotten to be finished, some people do not come. Standby
counters open when a field's wait passes its limit and close when their line is empty.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count
from typing import Final

from server.core.model import Outcome
from server.core.refusal import Refusal
from server.demo.crowd import WARD, arrivals, true_times, visit_s
from server.service.context import Context
from server.service.forecast.waits import Learnt, foresee, learnt
from server.service.queue import counters, tickets
from server.service.queue.console import console_now
from server.service.queue.counters import Officer
from server.service.queue.standby import suggestions
from server.service.queue.tickets import NumberRequest
from server.service.today import today
from server.store.queue import tallies

_OPEN: Final = 5
_FORGOTTEN: Final = 0.1
_LEARN_EVERY: Final = 600_000
_REFRESH_AFTER: Final = 5_000


@dataclass
class Clock:
    """UTC milliseconds, set by the day itself."""

    now: int = 0

    def __call__(self) -> int:
        return self.now


@dataclass
class Told:
    """What a ticket was told when it was given: the range, and the plain formula, in seconds."""

    low_s: int
    high_s: int
    plain_s: float


@dataclass
class Day:
    """One day of `visits` people. `run` lives it; `told` is by ticket."""

    context: Context
    clock: Clock
    date: datetime
    visits: int
    dice: random.Random
    foretell: bool = True
    told: dict[int, Told] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._events: list[tuple[int, int, Callable[[], None]]] = []
        self._order = count()
        self._known: Learnt | None = None
        self._known_at = self._foreseen_at = 0
        fields = self.context.centre.layout.fields
        self._true_s = true_times({code: field.service_s for code, field in fields.items()})
        self._idle: set[int] = set()
        self._forgot: set[int] = set()

    def run(self) -> None:
        """From the first arrival until nobody waits."""
        for n in range(1, _OPEN + 1):
            self._at(7.0, partial(self._open, n))
        for hour in arrivals(self.visits, self.dice):
            self._at(hour, self._arrive)
        for step in range(7 * 6, 17 * 6):
            self._at(step / 6, self._standby)
        while self._events:
            self.clock.now, _, act = heappop(self._events)
            act()
        for n in sorted(self._forgot):
            self.clock.now += 3_600_000
            counters.finish(self.context, n, _officer(n), Outcome.RECEIVED)

    def fill(self, people: int) -> None:
        """A rush: the first counters open, and so many people come within half an hour."""
        for n in range(1, _OPEN + 1):
            counters.open_(self.context, n, _officer(n))
        for _ in range(people):
            self.clock.now += 18_000
            self._arrive()

    def _at(self, hour: float, act: Callable[[], None]) -> None:
        self._push(int((self.date + timedelta(hours=hour)).timestamp() * 1000), act)

    def _after(self, seconds: float, act: Callable[[], None]) -> None:
        self._push(self.clock.now + int(seconds * 1000), act)

    def _push(self, at: int, act: Callable[[], None]) -> None:
        heappush(self._events, (at, next(self._order), act))

    def _arrive(self) -> None:
        self._refresh()
        wish = WARD.wish(self.dice)
        request = NumberRequest(wish.field, priority=wish.priority)
        plain_s = self._plain_s(wish.field)
        view, _ = tickets.issue(self.context, request, "kiosk:1")
        self.told[view["id"]] = Told(view["wait"]["low_s"], view["wait"]["high_s"], plain_s)
        for n in sorted(self._idle):
            self._call(n)
        for n in sorted(self._forgot):
            self._after(self.dice.uniform(5, 60), partial(self._finish_forgotten, n))

    def _plain_s(self, code: str) -> float:
        """People ahead × average ÷ counters, with the average that the history gives."""
        with self.context.store.read() as connection:
            ahead = tallies.waiting(connection, today(self.context, connection)[2], code)
        known = self._known
        average = known.times[code].mean_s if known else self.context.centre.layout.fields[code].service_s
        return ahead * average / max(1, len(self.context.serving().get(code, ())))

    def _refresh(self) -> None:
        if not self.foretell or self.clock.now - self._foreseen_at < _REFRESH_AFTER:
            return
        if self._known is None or self.clock.now - self._known_at > _LEARN_EVERY:
            self._known, self._known_at = learnt(self.context), self.clock.now
        self.context.waits, self._foreseen_at = foresee(self.context, self._known), self.clock.now

    def _open(self, n: int, fields: list[str] | None = None) -> None:
        counters.open_(self.context, n, _officer(n), fields)
        self._idle.add(n)
        self._call(n)

    def _standby(self) -> None:
        if self.foretell:
            self._refresh()
            for suggestion in suggestions(self.context)[:1]:
                self._open(suggestion.place.n, suggestion.fields)

    def _call(self, n: int) -> None:
        try:
            view = counters.call(self.context, n, _officer(n))
        except Refusal as refusal:
            if refusal.code != "queue_empty":
                raise
            if n > _OPEN:  # a standby counter whose line is empty has done its work
                counters.close(self.context, n, _officer(n))
                self._idle.discard(n)
            else:
                self._idle.add(n)
            return
        self._idle.discard(n)
        first, *_ = WARD.visit(self.dice)
        self._after(WARD.pause_s(first, self.dice), lambda: self._came(n, view["field"], first))

    def _came(self, n: int, code: str, first: str) -> None:
        """The called person is there, or is given up."""
        if first == "no-show":
            self._then(n, lambda: counters.no_show(self.context, n, _officer(n)))
        else:
            self._serve(n, code)

    def _serve(self, n: int, code: str) -> None:
        counters.serve(self.context, n, _officer(n))
        self._after(visit_s(self._true_s[code], self.dice), lambda: self._end(n))

    def _end(self, n: int) -> None:
        """The person has gone; with nobody waiting the last key is forgotten now and then, until somebody comes."""
        if self.dice.random() < _FORGOTTEN and counters_waiting(self.context, n) == 0:
            self._forgot.add(n)
        else:
            self._finish(n)

    def _finish(self, n: int) -> None:
        self._forgot.discard(n)
        self._then(n, lambda: counters.finish(self.context, n, _officer(n), Outcome.RECEIVED))

    def _finish_forgotten(self, n: int) -> None:
        if n in self._forgot:
            self._finish(n)

    def _then(self, n: int, act: Callable[[], object]) -> None:
        act()
        self._after(WARD.pause_s("call", self.dice), lambda: self._call(n))


def counters_waiting(context: Context, n: int) -> int:
    """How many wait whom a counter serves."""
    return console_now(context, n).waiting.total


def _officer(n: int) -> Officer:
    return Officer(f"officer{n}")
