"""Reports that are written by themselves: which of the set times have come, and which still wait to be written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

KEPT: Final = timedelta(days=7)
"""How long a report that could not be written waits for its folder."""
_TOO_FAR: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Memory:
    """What outlasts a restart: set times up to `until` have been seen, and those in `waiting` are not written yet.

    All have their offset; a time is that of the centre's clocks when it came.
    """

    until: datetime
    waiting: tuple[datetime, ...] = ()

    def written(self, moment: datetime) -> "Memory":
        """The report of this moment is written."""
        return Memory(self.until, tuple(each for each in self.waiting if each != moment))


def look(
    memory: Memory | None, times: Iterable[time], now: datetime, works_on: Callable[[date], bool]
) -> Memory:
    """What is remembered once set times until `now` were looked at: each is there once, also over restarts.

    Nothing of before the first look, of days without work, or older than a week is written. A clock that was far ahead is
    not waited for.
    """
    if memory is None or memory.until > now + _TOO_FAR:
        return Memory(now)
    since = max(memory.until, now - KEPT).astimezone(now.tzinfo)
    come = [moment for moment in _moments(times, since, now) if works_on(moment.date())]
    waiting = [moment for moment in memory.waiting if moment > now - KEPT]
    return Memory(max([memory.until, *come]), tuple(sorted({*waiting, *come})))


def _moments(times: Iterable[time], since: datetime, now: datetime) -> Iterable[datetime]:
    every = sorted(set(times))
    day = since.date()
    while day <= now.date():
        for at in every:
            moment = datetime.combine(day, at, now.tzinfo)
            if since < moment <= now:
                yield moment
        day += timedelta(days=1)
