"""When a box may be upgraded: when nobody is there or will come soon, and not all boxes of a centre at once."""

import random
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from kiosk.alone.link import Link
from kiosk.alone.rules import AsAt
from kiosk.upgrade.limits import USUAL, Limits

_SECOND_MS: Final = 1000
BEFORE_OPENING_S: Final = 3 * 3600
"""No upgrade begins this long before the centre opens: the noon break is not a night."""


class QuietWatch:
    """Says whether now is a quiet time; `touched_ms` is when somebody last touched the page, by the time since boot.

    `own_ms` is this box's own while, a `share` of the longest: it waits so long from the beginning of a quiet time.
    """

    def __init__(
        self,
        link: Link,
        as_at: AsAt,
        touched_ms: Callable[[], int],
        limits: Limits = USUAL,
        share: Callable[[], float] = random.random,
    ) -> None:
        self._link, self._as_at, self._touched_ms, self._limits = link, as_at, touched_ms, limits
        self.own_ms = round(limits.apart_s * share() * _SECOND_MS)
        self._since: int | None = None

    def __call__(self) -> bool:
        """Whether it is quiet and has been for this box's own waiting time."""
        now = self._link.clock().up_ms
        if not self._is_quiet(now):
            self._since = None
            return False
        if self._since is None:
            self._since = now
        return now - self._since >= self.own_ms

    def _is_quiet(self, now: int) -> bool:
        centre, moment = self._link.memory.fact("centre"), self._link.now()
        if centre is None or moment is None or not self._link.up or self._link.token is None:
            return False
        if now - self._touched_ms() < self._limits.idle_s * _SECOND_MS:
            return False
        at = datetime.fromtimestamp(moment.at_ms / 1000, ZoneInfo(centre["timezone"]))
        return is_night(self._as_at(centre, moment.at_ms)["opening"], at, self._limits.asleep)


def is_night(opening: dict[str, Any], at: datetime, asleep: range = USUAL.asleep) -> bool:
    """Whether a centre with this `opening` is closed for long enough at a moment; for one that never closes, the early morning counts as night."""
    if opening["open"]:
        return at.hour in asleep
    opens_at = opening["opens_at"]
    return opens_at is None or (datetime.fromisoformat(opens_at) - at).total_seconds() > BEFORE_OPENING_S
