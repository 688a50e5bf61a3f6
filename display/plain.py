"""The board for browsers without scripts: what the page shows until it reloads itself.

Pure. Such a page changes only when it reloads, every `RELOAD_S`. For a call to be shown for its whole time, it is
also shown by the first page after that time.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Final, TypeVar

from display.board import BoardCall, BoardCounter, BoardQueue, BoardState, newest_calls, newest_gone

RELOAD_S: Final = 5
_EARLIER: Final = 4
_FEW_CALLS: Final = 4
_CALLS_HIGH: Final = 6
_COLUMNS: Final = ((6, 1), (14, 2), (24, 3), (40, 5))
_MOST_COLUMNS: Final = 6
_FIELD_COLUMNS: Final = ((4, 2), (12, 3))
T = TypeVar("T")
WaitWords = Callable[[int, int, str], str]
"""Puts a range of waiting in seconds into words, in `vi` or `en`."""


@dataclass(frozen=True, slots=True)
class PlainQueue:
    """A field's queue with its wait in Vietnamese words, `5–15 phút`; `None` where no counter serves the field."""

    queue: BoardQueue
    wait: str | None


@dataclass(frozen=True, slots=True)
class PlainBoard:
    """The page's rows; `calls` are those in large places, the newest first.

    `over` says that these calls no longer invite anybody: the visits have ended, or others were called since and these are
    being served. `newest` says that nobody was called after them.
    """

    at: datetime
    clock_doubtful: bool
    reload_s: int
    centre: str
    ward: str
    open: bool
    closed_reason: Mapping[str, str] | None
    opens_text: Mapping[str, str] | None
    calls: Sequence[Sequence[BoardCall]]
    over: bool
    newest: bool
    earlier: Sequence[BoardCall]
    missed: Sequence[str]
    counters: Sequence[Sequence[BoardCounter]]
    queues: Sequence[Sequence[PlainQueue]]


def plain(state: BoardState, wait_words: WaitWords) -> PlainBoard:
    """The page as it is at `state.at`; `wait_words` words its waits."""
    large = _large(state)
    names = {call.number for call in large}
    earlier = [c for c in newest_calls(state.calls) if c.number not in names and c.state != "no_show"]
    newest = bool(large)
    if not large and earlier:
        large, earlier = earlier[:1], earlier[1:]
        newest = not newest_gone(state) and newest_calls(state.calls)[:1] == large
    counters = sorted(state.counters, key=lambda counter: counter.n)
    queues = [PlainQueue(queue, _words(queue, wait_words)) for queue in state.queues]
    return PlainBoard(
        at=state.at,
        clock_doubtful=state.clock_doubtful,
        reload_s=RELOAD_S,
        centre=state.centre,
        ward=state.ward,
        open=state.open,
        closed_reason=state.closed_reason,
        opens_text=state.opens_text,
        calls=_rows(large, ceil(len(large) / _CALLS_HIGH) if len(large) > _FEW_CALLS else 1),
        over=all(call.state == "finished" or (not newest and call.state != "called") for call in large),
        newest=newest,
        earlier=earlier[:_EARLIER],
        missed=[missed.number for missed in state.missed],
        counters=_rows(counters, _columns(len(counters), _COLUMNS, _MOST_COLUMNS)),
        queues=_rows(queues, _columns(len(queues), _FIELD_COLUMNS, 4)),
    )


def _large(state: BoardState) -> list[BoardCall]:
    late = timedelta(seconds=RELOAD_S)
    standing = [showing for showing in state.large_places if showing.since <= state.at < showing.until + late]
    return [showing.call for showing in reversed(standing)]


def _words(queue: BoardQueue, wait_words: WaitWords) -> str | None:
    return None if queue.wait is None else wait_words(queue.wait["low_s"], queue.wait["high_s"], "vi")


def _columns(count: int, known: Sequence[tuple[int, int]], most: int) -> int:
    return next((columns for up_to, columns in known if count <= up_to), most)


def _rows(things: Sequence[T], columns: int) -> list[Sequence[T]]:
    """Sorted into columns, from top to bottom, as people count."""
    height = ceil(len(things) / max(1, columns))
    return [things[row::height] for row in range(height)]
