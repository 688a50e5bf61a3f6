"""When a box may be upgraded: nobody is there, nobody will come soon, and not all boxes of a centre at one moment."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from kiosk.alone.link import Link
from kiosk.alone.rules import AsAt

IDLE_MS: Final = 5 * 60_000
"""So long nobody has touched it."""
BEFORE_OPENING_S: Final = 3 * 3600
"""So long before the centre opens nothing is begun: a pause at noon is no night."""
NIGHT: Final = range(1, 4)
"""Hours in which a centre that never closes counts as closed."""
APART_MS: Final = 10 * 60_000
"""Boxes begin at moments so far apart at most, each at one of its own."""


class Quiet:
    """Says whether now is a quiet time; `touched_ms` is when somebody last touched the page, by the time since boot."""

    def __init__(
        self,
        link: Link,
        as_at: AsAt,
        touched_ms: Callable[[], int],
        apart_ms: Callable[[], int] = lambda: random.randrange(APART_MS),
    ) -> None:
        self._link, self._as_at, self._touched_ms = link, as_at, touched_ms
        self._apart_ms = apart_ms()
        self._since: int | None = None

    def __call__(self) -> bool:
        """Whether it is quiet, and has been for this box's own while."""
        now = self._link.clock().up_ms
        if not self._is_quiet(now):
            self._since = None
            return False
        if self._since is None:
            self._since = now
        return now - self._since >= self._apart_ms

    def _is_quiet(self, now: int) -> bool:
        centre, moment = self._link.memory.fact("centre"), self._link.now()
        if centre is None or moment is None or not self._link.up or self._link.token is None:
            return False
        if now - self._touched_ms() < IDLE_MS:
            return False
        at = datetime.fromtimestamp(moment.at_ms / 1000, ZoneInfo(centre["timezone"]))
        return is_night(self._as_at(centre, moment.at_ms)["opening"], at)


def is_night(opening: dict[str, Any], at: datetime) -> bool:
    """Whether a centre with this `opening` is closed for long enough at a moment; one that never closes sleeps early in the morning."""
    if opening["open"]:
        return at.hour in NIGHT
    opens_at = opening["opens_at"]
    return opens_at is None or (datetime.fromisoformat(opens_at) - at).total_seconds() > BEFORE_OPENING_S
