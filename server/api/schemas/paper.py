"""The shapes of paper numbers: the pads that were printed, and what is brought in."""

from datetime import date, datetime, time
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema

from server.api.bodies import RequestBody
from server.api.schemas.common import Code
from server.core.model import Outcome, TicketState
from server.http.shapes import Shape
from server.service.queue.paper_numbers import MOST_ROWS


def _of_the_centre(at: time) -> time:
    if at.tzinfo is not None:
        raise ValueError("a time of the centre's clocks has no zone")
    return at


ClockTime = Annotated[
    time,
    AfterValidator(_of_the_centre),
    WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"}),
]
"""OpenAPI's own `time` has a zone."""


class ServedOnPaper(RequestBody):
    """How a visit went that is over: the times are of the row's day, by the centre's clocks."""

    counter: int
    called: ClockTime = Field(description="when it was called and came, like 08:15")
    finished: ClockTime = Field(description="when it ended")
    officer: Code | None = Field(default=None, description="the user name of who served, where that is known")
    outcome: Outcome | None = None


class PaperRow(RequestBody):
    """A number or a range of some that were torn off a pad."""

    number: Annotated[str, Field(max_length=40)] = Field(
        description="as people type it: DPA007, dpa 7, or DPA007-012"
    )
    field: Code
    at: ClockTime = Field(description="when it was taken, by the centre's clocks")
    day: date | None = Field(default=None, description="when that was; by default today")
    priority: Code | None = None
    served: ServedOnPaper | None = Field(default=None, description="null: its person waits")
    point: Annotated[str, Field(max_length=20)] | None = Field(
        default=None,
        description="where its person waits, a point's code, empty for the main one; by default where you hold a counter",
    )


class PaperRows(RequestBody):
    """What is brought in: all of it or nothing, at most 200 numbers."""

    items: Annotated[list[PaperRow], Field(min_length=1, max_length=MOST_ROWS)]


class PaperTicket(Shape):
    """A number that was brought in."""

    id: int
    number: str
    state: TicketState


class PaperRowResult(Shape):
    """What became of a row: its tickets; or the `code` of why it cannot be, what is wrong and what to do."""

    number: str
    tickets: list[PaperTicket]
    code: str | None
    detail: str | None
    action: str | None


class PaperResults(Shape):
    """Whether all was recorded, and each row in the order in which it was sent."""

    recorded: bool
    items: list[PaperRowResult]


class Pad(Shape):
    """A pad that was printed: its numbers go from `first` to `last`; `used` of them have been brought in."""

    pad: int
    prefix: str
    first: str
    last: str
    used: int
    printed_at: datetime
    reprints: int


class Pads(Shape):
    """Every pad, the newest first."""

    items: list[Pad]
