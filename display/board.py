"""The hall's board: from the server's raw state to what every screen shows.

Pure: no clock, no I/O. The owner of the state fills in a `BoardState`; every screen of the hall gets
the same `board(state)`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from display.shapes import Board, Call, Counter, LargeCall, Missed, Wait, Waiting

CALLS_SHOWN = 12
SHOWN_STATES = frozenset({"called", "serving", "finished", "no_show"})
AT_COUNTER_STATES = frozenset({"called", "serving"})


@dataclass(frozen=True, slots=True)
class BoardCall:
    """One called number; `at` is the moment of its last call, `calls` how often it was called.

    `counter_name` is what people know the counter by, where that is not its number.

    `seq` is the last call's place in the journal. Calls are ordered by it, because clocks are sometimes set back
    and the journal never is; without it they are ordered by the moment.
    """

    number: str
    counter: int
    at: datetime
    calls: int
    field: str
    state: str
    seq: int = 0
    counter_name: str | None = None

    def __post_init__(self) -> None:
        """Refuse a time without its offset: screens would read it in their own zone."""
        _require_offset(self.at)


@dataclass(frozen=True, slots=True)
class Showing:
    """A call in a large place, from `since` until `until` of the server's clock."""

    call: BoardCall
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class BoardMissed:
    """A number whose person did not come; until `until` it can be called back by `counter`."""

    number: str
    counter: int
    until: datetime
    counter_name: str | None = None


@dataclass(frozen=True, slots=True)
class BoardCounter:
    """One counter: closed, open or paused, and the ticket in its officer's hand, if any.

    `officer` is the name of the person there and `officer_title` their title, `priority` says that the called person has priority; all only if the
    centre wants them shown. `note` is a further text on the counter's own screen.
    """

    n: int
    name: str
    state: str
    fields: tuple[str, ...]
    number: str | None = None
    ticket_state: str | None = None
    officer: str | None = None
    officer_title: str | None = None
    own_name: str | None = None
    note: Mapping[str, str] | None = None
    priority: bool = False


@dataclass(frozen=True, slots=True)
class BoardQueue:
    """How many people wait in one field, and the waiting time that a newcomer may expect; `None` if no counter serves the field.

    `on_break` says that those that serve it are all on a break.
    """

    field: str
    names: Mapping[str, str]
    prefix: str
    waiting: int
    wait: Wait | None
    on_break: bool = False


@dataclass(frozen=True, slots=True)
class BoardState:
    """Everything that the board is built from, at the moment `at` of the server's clock.

    `newest_call` is the `seq` of the last call, even if it is no longer in `calls`. `presence` is the code that people in the hall need to take a number on their phone, if they may. `large_places` is
    what `display.large_places` has placed, `missed` are those who may still be called back, in the order in which they were missed. `opens_at` is when numbers are given next, while
    none are given, `closed_reason` is the given reason by language, `opens_text` is `opens_at` in words. `clock_doubtful` says that `at` may be wrong: it is not
    shown as the time.
    """

    seq: int
    at: datetime
    day: str
    hall: str
    centre: str
    ward: str
    centre_names: Mapping[str, str]
    open: bool
    calls: tuple[BoardCall, ...] = ()
    newest_call: int = 0
    counters: tuple[BoardCounter, ...] = ()
    queues: tuple[BoardQueue, ...] = ()
    presence: str | None = None
    large_places: tuple[Showing, ...] = ()
    missed: tuple[BoardMissed, ...] = ()
    opens_at: datetime | None = None
    closed_reason: Mapping[str, str] | None = None
    opens_text: Mapping[str, str] | None = None
    clock_doubtful: bool = False

    def __post_init__(self) -> None:
        """Refuse a time without its offset: screens would read it in their own zone."""
        _require_offset(self.at)


def board(state: BoardState, lang: str = "vi") -> Board:
    """The board of a raw state; `lang` chooses the plain `name` of each queue."""
    shown: Board = {
        "seq": state.seq,
        "at": iso(state.at),
        "day": state.day,
        "hall": state.hall,
        "centre": {"name": state.centre, "ward": state.ward, "names": dict(state.centre_names)},
        "open": state.open,
        "opens_at": None if state.open or state.opens_at is None else iso(state.opens_at),
        "closed_reason": None if state.open or state.closed_reason is None else dict(state.closed_reason),
        "opens_text": None if state.open or state.opens_text is None else dict(state.opens_text),
        "calls": [_call(call) for call in newest_calls(state.calls)],
        "counters": [_counter(counter) for counter in sorted(state.counters, key=lambda c: c.n)],
        "waiting": [_waiting(queue, lang) for queue in state.queues],
        "stage": [_large(showing) for showing in state.large_places if showing.until > state.at],
        "missed": [_missed(missed) for missed in state.missed],
    }
    if state.presence is not None:
        shown["presence"] = state.presence
    if newest_gone(state):
        shown["newest_gone"] = True
    if state.clock_doubtful:
        shown["clock_doubtful"] = True
    return shown


def newest_gone(state: BoardState) -> bool:
    """Whether the last called number is called no longer: it was parked, given up, transferred or put back."""
    standing = standing_calls(state.calls).values()
    return state.newest_call > max((call.seq for call in standing), default=0)


def newest_calls(calls: Iterable[BoardCall]) -> list[BoardCall]:
    """Newest call first, each number once and only where it was called last, at most `CALLS_SHOWN`.

    A number sent back to its queue is not shown: nobody should walk to a counter that gave it up.
    """
    return list(standing_calls(calls).values())[:CALLS_SHOWN]


def standing_calls(calls: Iterable[BoardCall]) -> dict[str, BoardCall]:
    """The present calls by number, newest first: the last call of each number, unless it was taken back."""
    newest: dict[str, BoardCall] = {}
    for call in sorted(calls, key=lambda c: (c.seq, c.at), reverse=True):
        newest.setdefault(call.number, call)
    return {number: call for number, call in newest.items() if call.state in SHOWN_STATES}


def iso(at: datetime) -> str:
    """A moment as the API tells it: to the second, or to the millisecond where it lies between two."""
    return at.isoformat(timespec="milliseconds" if at.microsecond else "seconds")


def _call(call: BoardCall) -> Call:
    shown: Call = {
        "number": call.number,
        "counter": call.counter,
        "at": iso(call.at),
        "recall": call.calls > 1,
        "calls": call.calls,
        "field": call.field,
        "state": call.state,
    }
    if call.counter_name is not None:
        shown["counter_name"] = call.counter_name
    return shown


def _large(showing: Showing) -> LargeCall:
    return {**_call(showing.call), "since": iso(showing.since), "until": iso(showing.until)}


def _missed(missed: BoardMissed) -> Missed:
    shown: Missed = {
        "number": missed.number,
        "counter": missed.counter,
        "until": iso(missed.until),
    }
    if missed.counter_name is not None:
        shown["counter_name"] = missed.counter_name
    return shown


def _counter(counter: BoardCounter) -> Counter:
    at_counter = counter.number is not None and counter.ticket_state in AT_COUNTER_STATES
    shown: Counter = {
        "n": counter.n,
        "name": counter.name,
        "state": counter.state,
        "fields": list(counter.fields),
        "number": counter.number if at_counter else None,
        "ticket_state": counter.ticket_state if at_counter else None,
    }
    if counter.own_name is not None:
        shown["own_name"] = counter.own_name
    if counter.note:
        shown["note"] = dict(counter.note)
    if counter.officer is not None:
        shown["officer"] = counter.officer
    if counter.officer_title is not None:
        shown["officer_title"] = counter.officer_title
    if counter.priority and at_counter:
        shown["priority"] = True
    return shown


def _waiting(queue: BoardQueue, lang: str) -> Waiting:
    shown: Waiting = {
        "field": queue.field,
        "name": queue.names.get(lang) or queue.names["vi"],
        "names": dict(queue.names),
        "prefix": queue.prefix,
        "waiting": queue.waiting,
        "wait": queue.wait,
    }
    if queue.on_break:
        shown["on_break"] = True
    return shown


def _require_offset(at: datetime) -> None:
    if at.utcoffset() is None:
        raise ValueError(f"a time on the board needs its offset: {at!r}")
