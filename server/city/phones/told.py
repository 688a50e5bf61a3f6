"""What is taken of a centre's own words for phones: these parts and no others, and none that is not as it should be.

A centre is another program, perhaps of another version: a part of it that cannot be read is left out, the rest is shown.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from server.core.quiet_hours import CLOSED

T = TypeVar("T")
Code = Annotated[str, StringConstraints(pattern=r"^[\w.@-]{1,40}$")]
Number = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{2,12}$")]
Short = Annotated[str, StringConstraints(max_length=80)]
Text = Annotated[str, StringConstraints(max_length=400)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
Moment = Annotated[int, Field(ge=0, le=1 << 53)]
_DAY_S: Final = 24 * 3600
Usual = Annotated[int, Field(ge=CLOSED, le=_DAY_S)] | None
_MOST: Final = 2000


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class Both(_Part):
    """A text in both languages."""

    vi: Text
    en: Text | None = ""


class CentrePlace(_Part):
    """Where a centre is, in degrees, or by its address alone."""

    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    address: Text | None = ""


class FieldNow(_Part):
    """One field: how many wait for it, and its place in the centre's order."""

    names: Both
    prefix: Short = ""
    waiting: Count = 0
    place: Count = 0


class CounterNow(_Part):
    """One counter as the hall's screens show it. `called_at` in UTC milliseconds."""

    name: Short | None = None
    state: Literal["open", "paused", "closed"]
    number: Number | None = None
    called_at: Moment | None = None


class Share(_Part):
    """How many of a field's numbers an hour are given from afar, percent."""

    share: Annotated[int, Field(ge=1, le=100)]


class NewestCall(_Part):
    """A number that was called to a counter, at UTC milliseconds."""

    number: Number
    counter: Count
    counter_name: Short | None = None
    at: Moment


class HourOfWeek(_Part):
    """The usual waits in an hour, by weekday; see `server.core.quiet_hours.as_told`."""

    hour: Annotated[int, Field(ge=0, le=23)]
    waits_s: Annotated[list[Usual], Field(max_length=7)]


class QuietTimes(_Part):
    """When few people come."""

    weekdays: Annotated[list[Annotated[int, Field(ge=1, le=7)]], Field(min_length=1, max_length=7)]
    hours: Annotated[list[HourOfWeek], Field(min_length=1, max_length=24)]

    @model_validator(mode="after")
    def fits(self) -> Self:
        """Each day once, in their order; each hour has all of them."""
        days, hours = self.weekdays, [each.hour for each in self.hours]
        if days != sorted(set(days)) or hours != sorted(set(hours)):
            raise ValueError("out of order")
        if any(len(each.waits_s) != len(days) for each in self.hours):
            raise ValueError("not all days")
        return self


BOTH: Final = TypeAdapter(Both)
PLACE: Final = TypeAdapter(CentrePlace)
FIELD: Final = TypeAdapter(FieldNow)
COUNTER: Final = TypeAdapter(CounterNow)
CALL: Final = TypeAdapter(NewestCall)
QUIET: Final = TypeAdapter(QuietTimes)
SHARE: Final = TypeAdapter(Share)
FLAG: Final = TypeAdapter(Annotated[bool, Field(strict=True)])
DAY: Final = TypeAdapter(Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$")])
NUMBERS: Final = TypeAdapter(Annotated[list[Number], Field(max_length=_MOST)])
WAIT: Final = TypeAdapter(Annotated[list[Count], Field(min_length=2, max_length=2)])
_CODE: Final = TypeAdapter(Code)


def told(kind: TypeAdapter[T], said: Any) -> T | None:
    """What was said, or `None` where it is not of this kind."""
    try:
        return kind.validate_python(said)
    except ValidationError:
        return None


def part(said: Any, name: str) -> Any:
    """A part of an object; `None` if it has no such part or is not an object."""
    return said.get(name) if isinstance(said, dict) else None


def each(kind: TypeAdapter[T], said: Any) -> Iterator[tuple[str, T]]:
    """Those members of an object that are of this kind, by their code."""
    for code, value in said.items() if isinstance(said, dict) else ():
        if told(_CODE, code) is not None and (found := told(kind, value)) is not None:
            yield code, found


def listed(kind: TypeAdapter[T], said: Any, most: int) -> list[T]:
    """Those of a list that are of this kind, at most so many."""
    items = said[:most] if isinstance(said, list) else []
    return [found for item in items if (found := told(kind, item)) is not None]
