"""The large places of a hall's screens: which calls are shown there and until when, however many come at once.

Pure. Promises are kept: a call shown in a large place keeps it for its time, even when
the calls before it are taken back. Screens go by `since` and `until` alone.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from display.board import BoardCall, Showing, standing_calls

PLACES: Final = 3
MOST_DUE: Final = 60
"""The most calls that may wait for a large place: beyond that the oldest give way, or the hall would show old calls."""
ON_THE_WAY: Final = timedelta(milliseconds=500)
"""The time that a snapshot may take to reach a screen: a call's time counts from when people see it."""
LINGERS: Final = timedelta(seconds=10)
"""How long a call is kept after its time is over: pages that reload themselves come late."""
_NEWS: Final = timedelta(seconds=10)
_CLOCK_WAS_SET: Final = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Moment:
    """The hall's calls at one place in the journal: `calls` newest first, at most `most` of them."""

    seq: int
    at: datetime
    day: str
    calls: Sequence[BoardCall]
    most: int

    def reach(self) -> int:
        """Calls up to this `seq` may be missing, because there were too many."""
        return min(call.seq for call in self.calls) if len(self.calls) >= self.most > 0 else 0


@dataclass(frozen=True, slots=True)
class LargePlaces:
    """What a hall's large places show: `showings` in their order, later ones included."""

    seq: int
    at: datetime
    day: str
    showings: tuple[Showing, ...] = ()


def advance(before: LargePlaces | None, moment: Moment, stays: timedelta) -> LargePlaces:
    """The large places after `moment`; each new call gets a large place for `stays`, in order of arrival.

    At most `MOST_DUE` calls wait. A call that is taken back leaves at once. A recall is shown again if it was shown, and waits no
    longer if it was waiting. A moment older than the newest known one changes nothing.
    """
    if before is None or (before.day != moment.day and moment.seq >= before.seq):
        before = LargePlaces(moment.seq, moment.at, moment.day)
    if moment.seq < before.seq:
        return before
    before = _by_the_clock(before, moment.at)
    now = max(moment.at, before.at)
    hold, standing = stays + ON_THE_WAY, standing_calls(moment.calls)
    kept = [
        showing
        for old in before.showings
        for showing in _as_it_goes_on(old, standing, moment.reach(), now, hold)
    ]
    begun = [showing for showing in kept if showing.since <= now]
    due = [showing.call for showing in kept if showing.since > now]
    due += _news(standing, {showing.call.number for showing in kept}, now, stays)
    return LargePlaces(
        moment.seq, now, moment.day, _by_start([*begun, *_placed(due[-MOST_DUE:], begun, now, hold)])
    )


def _by_the_clock(large: LargePlaces, now: datetime) -> LargePlaces:
    """If the server's clock was set back, move all times with it; else the calls would be shown that much longer."""
    back = large.at - now
    if back < _CLOCK_WAS_SET:
        return large
    moved = (replace(s, since=s.since - back, until=s.until - back) for s in large.showings)
    return replace(large, at=now, showings=tuple(moved))


def _as_it_goes_on(
    old: Showing, standing: Mapping[str, BoardCall], reach: int, now: datetime, hold: timedelta
) -> Iterable[Showing]:
    """How `old` goes on, if it does."""
    if old.until + LINGERS <= now:
        return
    call = standing.get(old.call.number)
    if call is None:
        if old.call.seq < reach:
            yield old
    elif call.seq == old.call.seq or old.since > now:
        yield replace(old, call=call)
    elif old.until > now:
        yield Showing(call, now, now + hold)


def _news(
    standing: Mapping[str, BoardCall], known: set[str], now: datetime, stays: timedelta
) -> list[BoardCall]:
    """New calls that have no place yet, in order."""
    fresh = max(stays, _NEWS)
    news = [c for number, c in standing.items() if number not in known and abs(now - c.at) < fresh]
    return sorted(news, key=lambda call: call.seq)


def _placed(
    due: Iterable[BoardCall], begun: Iterable[Showing], now: datetime, hold: timedelta
) -> Iterable[Showing]:
    """Give each call the place that becomes free first."""
    taken = [showing.until for showing in begun if showing.until > now]
    free = [*sorted(taken)[-PLACES:], *[now] * (PLACES - len(taken))]
    heapq.heapify(free)
    for call in due:
        since = heapq.heappop(free)
        heapq.heappush(free, since + hold)
        yield Showing(call, since, since + hold)


def _by_start(showings: Iterable[Showing]) -> tuple[Showing, ...]:
    return tuple(sorted(showings, key=lambda showing: showing.since))
