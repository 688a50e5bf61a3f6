"""Reports that are written by themselves: which of the set times have come, and which still wait to be written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

KEPT: Final = timedelta(days=7)
"""How long a report that could not be written waits for its folder."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What outlasts a restart: set times up to `until` have been seen, and those in `waiting` are not written yet.

    What waits may lie ahead of a clock that was set back, and is due when its time comes. All have their offset; a time is
    that of the centre's clocks when it came.
    """

    until: datetime
    waiting: tuple[datetime, ...] = ()

    def written(self, moment: datetime) -> "Memory":
        """The report of this moment is written."""
        return Memory(self.until, tuple(each for each in self.waiting if each != moment))


def look(
    memory: Memory | None, times: Iterable[time], now: datetime, works_on: Callable[[date], bool]
) -> Memory:
    """The memory after looking at set times until `now`: each time occurs once, also across restarts.

    Nothing of before the first look, of days without work, or older than a week is written. Where `now` lies before
    `until` the clock was ahead, or is behind: what it saw then comes again at its time, and what waits goes on waiting.
    """
    if memory is None:
        return Memory(now)
    until = min(memory.until, now)
    since = max(until, now - KEPT).astimezone(now.tzinfo)
    come = [moment for moment in _moments(times, since, now) if works_on(moment.date())]
    waiting = [moment for moment in memory.waiting if moment > now - KEPT]
    return Memory(max([until, *come]), tuple(sorted({*waiting, *come})))


def _moments(times: Iterable[time], since: datetime, now: datetime) -> Iterable[datetime]:
    every = sorted(set(times))
    day = since.date()
    while day <= now.date():
        for at in every:
            moment = datetime.combine(day, at, now.tzinfo)
            if since < moment <= now:
                yield moment
        day += timedelta(days=1)
