"""A forecast made ready to be asked: anybody's wait in no time, between one forecast and the next."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

from server.core.forecast.hall import Expected, Forecast, Hall
from server.core.forecast.service_times import ServiceTime
from server.core.forecast.telling import Wait
from server.core.queue.policy import Policy
from server.core.queue.standing import Row, Standing, counts_since, standings
from server.core.units import SECOND_MS


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place in line.

    `since` is when they came, UTC milliseconds; `ahead` how many wait before them in their line; `ticket` is
    0 for somebody who has no number yet.
    """

    line: str
    since: int
    ahead: int
    priority: str | None = None
    ticket: int = 0


@dataclass(frozen=True, slots=True)
class Waits:
    """The forecast waits.

    `lines` holds, by line, where each ticket stands and its id, in order; `ends` where the last of each row
    stands. `pace_s` is how much longer somebody waits for one more person before them.
    """

    forecast: Forecast = field(default_factory=lambda: Forecast(0))
    lines: Mapping[str, list[tuple[Standing, int]]] = field(default_factory=dict)
    ends: Mapping[Row, Standing] = field(default_factory=dict)
    pace_s: Mapping[str, float] = field(default_factory=dict)

    def of(self, place: Place, policy: Policy, now: int) -> Wait | None:
        """The wait from `now` on, not rounded; `None` when no counter at work would call them."""
        expected = self.forecast.tickets.get(place.ticket) or self._behind(place, policy)
        if expected is not None:
            return _wait(expected, 0, now)
        newcomer = self.forecast.newcomers.get(place.line)
        if newcomer is None:
            return None
        more = place.ahead - len(self.lines.get(place.line, ()))
        return _wait(newcomer, round(more * self.pace_s[place.line] * SECOND_MS), now)

    def _behind(self, place: Place, policy: Policy) -> Expected | None:
        """For a priority class: the forecast for the person right behind."""
        if place.priority is None:
            return None
        line = self.lines.get(place.line, [])
        own = (counts_since(place.since, place.priority, policy.weights_s), place.ticket)
        stands = max(own, self.ends.get((place.line, place.priority), own))
        at = bisect_right(line, (stands, place.ticket))
        return self.forecast.tickets.get(line[at][1]) if at < len(line) else None


def waits_from(forecast: Forecast, hall: Hall, times: Mapping[str, ServiceTime]) -> Waits:
    """What a forecast of `hall` says about anybody, with the service times of each line."""
    lines: dict[str, list[tuple[Standing, int]]] = {}
    ends: dict[Row, Standing] = {}
    for stands, _, one in standings(hall.waiting, hall.policy.weights_s):
        lines.setdefault(one.line, []).append((stands, one.ticket))
        ends[one.row] = stands
    pace_s = {line: _pace_s(hall, times[line], line) for line in forecast.newcomers}
    return Waits(forecast, lines, ends, pace_s)


def _pace_s(hall: Hall, time: ServiceTime, line: str) -> float:
    serving = sum(line in c.every for c in hall.counters)
    return (time.mean_s + hall.gap_s) / max(1, serving)


def _wait(expected: Expected, shift_ms: int, now: int) -> Wait:
    low_s, high_s = (max(0.0, (at + shift_ms - now) / SECOND_MS) for at in (expected.middle, expected.upper))
    return Wait(int(low_s), ceil(high_s))
