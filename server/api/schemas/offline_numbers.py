"""The shapes of the numbers that a kiosk gave while it was alone, and of what became of them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AwareDatetime,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema

from server.api.bodies import RequestBody
from server.api.schemas.common import Code, Language
from server.core.model import TicketState
from server.core.queue.many_dossiers import MOST_TOLD
from server.http.shapes import Shape

_OfflineNumber = Annotated[str, Field(max_length=12)]


class OfflineTicket(RequestBody):
    """A number that the kiosk gave while it was alone: `day` and `issued_at` by its own clock, `key` of the touch."""

    number: _OfflineNumber
    day: date
    field: Code
    procedure: Code | None = None
    priority: Code | None = None
    issued_at: AwareDatetime
    key: Annotated[str, Field(min_length=1, max_length=200)]
    slip: Literal["printed", "failed", "unknown"] | None = None
    language: Language | None = None
    dossiers: Annotated[int, Field(ge=1, le=MOST_TOLD)] | None = None


def _if_readable(said: Any, read: ValidatorFunctionWrapHandler) -> Any:
    try:
        return read(said)
    except ValidationError:
        return None


_IfReadable = WrapValidator(_if_readable)


class UnreadTicket(Shape):
    """What can be read of an item that is no `OfflineTicket`, so that it holds up no other; the rest is null."""

    number: Annotated[_OfflineNumber | None, _IfReadable] = None
    day: Annotated[date | None, _IfReadable] = None
    field: Annotated[Code | None, _IfReadable] = None
    issued_at: Annotated[AwareDatetime | None, _IfReadable] = None

    @model_validator(mode="before")
    @classmethod
    def _whatever_it_is(cls, said: Any) -> Any:
        named = cls.model_fields
        return {name: said[name] for name in named if name in said} if isinstance(said, dict) else {}


_Item = Annotated[OfflineTicket | SkipJsonSchema[UnreadTicket], Field(union_mode="left_to_right")]


class BringIn(RequestBody):
    """What a kiosk gave while it was alone; `now` is its clock as it sends this, so that a wrong one does no harm.

    An item that is not right is refused by itself.
    """

    now: AwareDatetime
    items: Annotated[list[_Item], Field(max_length=200)]


class OfflineSeries(Shape):
    """The series of offline numbers that belongs to the kiosk which asks, and the `last` of them today."""

    device: int
    prefix: str
    last: int
    day: str
    now: datetime
    restored: str | None = Field(
        description="Which restore the data come from: after another one a box tells again what was given through it that day"
    )


class BroughtIn(Shape):
    """What became of one number: the ticket that it is now and whether it is `new`, or the `code` of a refusal."""

    number: str
    day: str
    new: bool
    ticket: int | None
    track: str | None
    state: TicketState | None
    code: str | None


class BroughtInTickets(Shape):
    """What became of each number, in order of their issue."""

    items: list[BroughtIn]
