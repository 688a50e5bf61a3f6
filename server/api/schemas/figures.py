"""The shapes of the figures."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from server.api.schemas.common import Names, Parameters
from server.core.reports.days import Preset
from server.core.reports.sheet import XLSX_TYPE
from server.core.roles import LONGEST_AT_COUNTERS
from server.http.shapes import Shape
from server.service.reports.asked import RowsBy
from server.service.reports.visits import Which

_Codes = Annotated[list[Annotated[str, Field(max_length=LONGEST_AT_COUNTERS)]], Field(max_length=50)]
_Hours = Annotated[list[Annotated[int, Field(ge=0, le=23)]], Field(max_length=24)]
_Weekdays = Annotated[list[Annotated[int, Field(ge=1, le=7)]], Field(max_length=7)]
_Seconds = int | None
_Share = float | None


class RangeQuery(Parameters):
    """Business days and filters. Today alone unless `preset`, or `from` and `to` (both in it), say otherwise; `from` alone goes on until today.

    A filter may be there several times; its values are the keys of the rows. An empty one is for what is not there: nobody's
    call, no priority class. `until` is a moment of the last day: only what had happened by then counts on it.
    """

    preset: Preset | None = Field(None, description="a range by name, instead of `from` and `to`")
    first: date | None = Field(None, alias="from", description="the first business day")
    last: date | None = Field(None, alias="to", description="the last business day, in the range")
    until: AwareDatetime | None = Field(
        None, description="a moment of the last day: only what had happened by then counts on it"
    )
    field: _Codes = Field(default_factory=list, description="the field of the stay (of its call)")
    counter: _Codes = Field(default_factory=list, description="the counter of the stay")
    officer: _Codes = Field(
        default_factory=list, description="a user name, `program:NAME`, or `me`: who held the counter"
    )
    procedure: _Codes = Field(
        default_factory=list, description="the procedure of the visit, or of the dossier"
    )
    channel: _Codes = Field(default_factory=list, description="where the number was taken")
    hall: _Codes = Field(default_factory=list, description="the hall of the counter")
    point: _Codes = Field(
        default_factory=list, description="the point of the stay (of its call); empty for the main one"
    )
    priority: _Codes = Field(
        default_factory=list, alias="class", description="the priority class; empty for none"
    )
    hour: _Hours = Field(default_factory=list, description="the hour of the arrival, 0 to 23")
    weekday: _Weekdays = Field(default_factory=list, description="1 (Monday) to 7")


class FiguresQuery(RangeQuery):
    """What the rows are."""

    by: RowsBy = Field(RowsBy.TOTAL, description="what the rows are")


class VisitsQuery(RangeQuery):
    """Which rows: the last stay of each visit, every stay, or the numbers given up before they were called."""

    which: Which = Field(Which.VISITS, description="visits, every stay, or cancelled numbers")


_KEY = r"^[A-Za-z0-9-]{8,40}$"


class VisitsFileQuery(VisitsQuery):
    """With a key that the caller makes up, `GET /reports/progress` tells how far the file has come."""

    progress: str | None = Field(None, pattern=_KEY, description="a key to ask for its progress by")


class ProgressQuery(Parameters):
    """The key of a file."""

    key: str = Field(pattern=_KEY, description="the `progress` that the file was asked for with")


class Progress(Shape):
    """So many of its `days` are written; both 0 for a file that nobody knows."""

    done: int
    days: int


class VisitsPageQuery(VisitsQuery):
    """A page of them; `after` is that of the page before."""

    limit: Annotated[int, Field(ge=1, le=500)] = 100
    after: str | None = Field(None, max_length=60, description="`after` of the page before")


class Figures(Shape):
    """The figures (docs/figures.md); times in seconds, shares between 0 and 1, `null` where there is nothing to tell."""

    visits: int
    cancelled: int
    not_called: int
    no_shows: int
    services: int
    finished: int
    lapsed: int
    transfers: int
    parked: int
    put_back: int
    dossiers_received: int
    results_returned: int
    supplements: int
    refused: int
    advised: int
    elsewhere: int
    provisional: int
    online_helped: int
    waits: int
    wait_median_s: _Seconds
    wait_p90_s: _Seconds
    wait_max_s: _Seconds
    above_limit: int
    above_limit_share: _Share
    told: int
    told_in_time: int
    told_in_time_share: _Share
    told_sooner: int
    way_median_s: _Seconds
    service_median_s: _Seconds
    stay_median_s: _Seconds


class FiguresRow(Figures):
    """One row: its key, and what people call it."""

    key: str
    names: Names


class FiguresReport(Shape):
    """The rows in their order, and all of them together."""

    first: str = Field(alias="from")
    last: str = Field(alias="to")
    by: RowsBy
    items: list[FiguresRow]
    total: Figures


class Visit(Shape):
    """One visit at the counter that had it last, or that nobody has called."""

    ticket: int
    number: str
    day: str
    came: str
    field: str
    procedure: str | None
    priority: str | None
    channel: str
    point: str
    counter: int | None
    officer: str | None
    called_at: str | None
    served_at: str | None
    ended_at: str | None
    end: Literal["open", "finished", "no_show", "lapsed", "transferred", "parked", "put_back", "cancelled"]
    wait_s: _Seconds
    way_s: _Seconds
    service_s: _Seconds
    stay_s: _Seconds
    above_limit: bool
    dossiers: dict[str, int]


class Visits(Shape):
    """A page of visits; `after` asks for the next one, `null` at the end."""

    items: list[Visit]
    after: str | None


class Named(Shape):
    """A key, and what people call it."""

    key: str
    names: Names


class HeatmapCell(Figures):
    """One hour of one weekday, of which the range has so many `days`."""

    weekday: str
    hour: str
    days: int


class Heatmap(Shape):
    """The cells that have anything to tell."""

    items: list[HeatmapCell]
    weekdays: list[Named]
    hours: list[Named]


class Break(Shape):
    """The breaks of one reason; empty for none."""

    reason: str
    pauses: int
    seconds: int


class CounterTimesRow(Named):
    """Seconds of all counters together; `idle_s`: nobody waited whom they serve, `idle_waiting_s`: somebody did."""

    visits: int = Field(description="the visits of the same row (docs/figures.md)")
    open_s: int
    busy_s: int
    idle_s: int
    idle_waiting_s: int
    paused_s: int
    pauses: int
    reasons: list[Break]


class CounterTimes(Shape):
    """How counters spent their time."""

    first: str = Field(alias="from")
    last: str = Field(alias="to")
    by: RowsBy
    items: list[CounterTimesRow]


CSV: dict[str, Any] = {"content": {"text/csv": {"schema": {"type": "string"}}}}
XLSX: dict[str, Any] = {"content": {XLSX_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
