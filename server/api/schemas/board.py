"""The shapes of a hall's board."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from server.api.schemas.common import Moment, Names, Parameters, WaitRange
from server.api.schemas.notices import Emergency, Line, Outage, ShownNotice
from server.core.model import CounterState
from server.http.shapes import Shape


class BoardQuery(Parameters):
    """Which hall; the first one when none is named."""

    hall: Annotated[str, Field(max_length=20)] = ""


class BoardCentre(Shape):
    """Whose hall it is."""

    name: str
    ward: str
    names: Names


class BoardCall(Shape):
    """One call, as screens show it."""

    number: str
    counter: int
    counter_name: str | None = Field(default=None, exclude_if=lambda name: name is None)
    at: Moment
    recall: bool
    calls: int
    field: str
    state: Literal["called", "serving", "finished", "no_show"]


class BoardStaged(BoardCall):
    """A call in a large place, from `since` until `until`; those that wait for their place are listed too."""

    since: Moment
    until: Moment


class BoardMissed(Shape):
    """A number that nobody came for; it can be called back until `until`."""

    number: str
    counter: int
    counter_name: str | None = Field(default=None, exclude_if=lambda name: name is None)
    until: Moment


class BoardCounter(Shape):
    """One counter, as screens show it; `officer` and `officer_title` only where the centre shows its officers."""

    n: int
    name: str
    own_name: str | None = Field(default=None, exclude_if=lambda name: name is None)
    note: Names | None = Field(default=None, exclude_if=lambda note: note is None)
    state: CounterState
    fields: list[str]
    number: str | None
    ticket_state: Literal["called", "serving"] | None
    officer: str | None = Field(default=None, exclude_if=lambda name: name is None)
    officer_title: str | None = Field(default=None, exclude_if=lambda title: title is None)
    priority: bool = Field(
        default=False,
        exclude_if=lambda priority: not priority,
        description="its person has priority; only where the centre wants it said",
    )


class BoardQueue(Shape):
    """One field's queue, as screens show it."""

    field: str
    name: str
    names: Names
    prefix: str
    waiting: int
    wait: WaitRange | None
    on_break: bool = Field(
        default=False,
        exclude_if=lambda on_break: not on_break,
        description="the counters that serve it are all on a break",
    )


class Board(Shape):
    """A hall as its screens show it; `presence` is the code for phones, only where they may take numbers.

    `opens_at` is when numbers are given next, while they are not, `opens_text` says so in words, `closed_reason` why. `notices` are shown between calls and `ticker` at the foot, those whose time is now; `emergency` over everything.
    """

    seq: int
    at: Moment
    day: str
    hall: str
    centre: BoardCentre
    open: bool
    opens_at: datetime | None
    closed_reason: Names | None
    opens_text: Names | None
    calls: list[BoardCall]
    counters: list[BoardCounter]
    waiting: list[BoardQueue]
    stage: list[BoardStaged]
    missed: list[BoardMissed]
    notices: list[ShownNotice]
    ticker: list[Line]
    emergency: Emergency | None
    settings: int
    outages: list[Outage]
    presence: str | None = Field(default=None, exclude_if=lambda code: code is None)
    newest_gone: bool = Field(
        default=False,
        exclude_if=lambda gone: not gone,
        description="the number called last is among `calls` no more: parked, given up, sent on or put back",
    )
    clock_doubtful: bool = Field(
        default=False,
        exclude_if=lambda doubtful: not doubtful,
        description="something says that `at` is not the right time: do not show it as such",
    )
