"""The people of a simulated centre: when they come and for what, and how long each step of a visit takes.

All chance comes from one seed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from math import exp, log
from random import Random
from typing import Final

from server.core.model import Outcome
from server.core.units import HOUR_MS, SECOND_MS

_ZONE: Final = timezone(timedelta(hours=7))
_WANTED: Final = {
    "CT": 26,
    "HT": 18,
    "DD": 9,
    "XD": 4,
    "VX": 10,
    "KT": 4,
    "CA": 9,
    "TH": 4,
    "BH": 6,
    "KQ": 10,
}
_OUTCOMES: Final = {Outcome.RECEIVED: 55, Outcome.RETURNED: 30, Outcome.ADVISED: 10, Outcome.SUPPLEMENT: 5}
DENSITY: Final = {7: 1.6, 8: 1.3, 9: 1.2, 10: 1.0, 11: 0.6, 12: 0.4, 13: 1.1, 14: 1.0, 15: 0.9, 16: 0.6}
"""How densely people come, by the hour of a working day."""
_OTHERWISE: Final = 0.8
"""Out of hours: a demo is always open."""
_PER_HOUR: Final = 46.0
_SIZES: Final = (0.5, 1.3)
"""The smallest and the largest centre, of the usual one."""
_SPREAD: Final = 0.7
_ALWAYS_OPEN: Final = 5
"""The first counters serve every field between them."""
_UNDER_WAY_MS: Final = 3 * HOUR_MS
_FURTHER: Final = 3
"""At most so many of the others are open, too."""


@dataclass(frozen=True, slots=True)
class CrowdPace:
    """From `since` (UTC milliseconds) on people come `factor` times as densely as usual."""

    since: int
    factor: float


class People:
    """Those of one centre; visits of a field take `service_s` seconds on average."""

    def __init__(self, seed: int, service_s: Mapping[str, int], paces: Sequence[CrowdPace]) -> None:
        self._dice = Random(seed)
        self._service_s = service_s
        self._paces = paces
        self._size = self._dice.uniform(*_SIZES)

    def until_next_ms(self, at: int) -> int:
        """The time from an arrival at `at` to the next one, in milliseconds."""
        shape = DENSITY.get(local(at).hour, _OTHERWISE)
        pace = next((pace.factor for pace in reversed(self._paces) if pace.since <= at), 1.0)
        return 1 + int(self._dice.expovariate(_PER_HOUR * self._size * shape * pace / HOUR_MS))

    def at_work(self, counters: Sequence[int]) -> Sequence[int]:
        """Which of the counters open today."""
        first, others = counters[:_ALWAYS_OPEN], counters[_ALWAYS_OPEN:]
        return (*first, *self._dice.sample(others, min(len(others), self._dice.randint(0, _FURTHER))))

    def wish(self) -> str:
        """The field that the next one wants."""
        return self._dice.choices(list(_WANTED), list(_WANTED.values()))[0]

    def outcome(self) -> str:
        """How a visit ends."""
        return self._dice.choices(list(_OUTCOMES), list(_OUTCOMES.values()))[0].value

    def visit_ms(self, field: str) -> int:
        """How long one takes at the counter: most are short, some are long."""
        mean = log(self._service_s[field]) - _SPREAD**2 / 2
        return int(exp(self._dice.gauss(mean, _SPREAD)) * SECOND_MS)

    def between_ms(self, span_s: tuple[float, float]) -> int:
        """Something between the two, which are in seconds."""
        return int(self._dice.uniform(*span_s) * SECOND_MS)

    def one_in(self, many: int) -> bool:
        """Whether it happens this time."""
        return self._dice.random() * many < 1


def local(at: int) -> datetime:
    """UTC milliseconds as Hanoi's time."""
    return datetime.fromtimestamp(at / SECOND_MS, UTC).astimezone(_ZONE)


def day_of(at: int) -> str:
    """The business day of a moment (UTC milliseconds)."""
    return local(at).date().isoformat()


def last_moment(at: int) -> int:
    """When the day of a moment ends (both UTC milliseconds)."""
    midnight = local(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return int(midnight.timestamp()) * SECOND_MS - SECOND_MS


def begins_at(now: int) -> int:
    """When a day began that is under way at `now`, both UTC milliseconds: some hours ago, but not yesterday."""
    midnight = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(now - _UNDER_WAY_MS, int(midnight.timestamp()) * SECOND_MS)
