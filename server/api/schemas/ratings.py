"""The shapes of ratings."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from server.api.bodies import RequestBody
from server.api.schemas.common import LARGEST, Names, Parameters
from server.core.ratings.rules import MOST_WORDS
from server.http.shapes import Shape


class RateVisit(RequestBody):
    """One ballot: by the slip's code (`track`), or by the tablet of `counter` on the visit that ended there last.

    `level` 3 is very satisfied, 2 satisfied, 1 not, and then a `reason` is needed. `ticket` is the visit that a tablet
    asked about: its ballot counts for no other.
    """

    track: Annotated[str, Field(min_length=1, max_length=64)] | None = None
    counter: Annotated[int, Field(ge=1, le=999)] | None = None
    ticket: Annotated[int, Field(ge=1, le=LARGEST)] | None = None
    level: Annotated[int, Field(ge=1, le=3)]
    reason: Annotated[str, Field(min_length=1, max_length=31)] | None = None
    words: Annotated[str, Field(max_length=MOST_WORDS)] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.track is None) == (self.counter is None):
            raise ValueError("track or counter, one of them")
        if self.ticket is not None and self.counter is None:
            raise ValueError("ticket goes with counter")
        return self


class Rated(Shape):
    """The number whose visit was rated."""

    number: str


class RangeQuery(Parameters):
    """Business days, both included; left out: today."""

    from_: Annotated[date | None, Field(alias="from")] = None
    to: date | None = None


class LevelCount(Shape):
    """Ballots of one level, and their share of those shown."""

    level: int
    ballots: int
    share: float


class RatingRow(Shape):
    """`ballots` were cast; the levels of `shown` ballots are told, in whole groups of five, else `levels` is null.

    A group counts on the day on which it became full: `shown` may be more than `ballots`.
    """

    ballots: int
    shown: int
    levels: list[LevelCount] | None


class RatingItem(RatingRow):
    """The row of a counter (`key` is its number) or of an officer (a user name)."""

    by: Literal["counter", "officer"]
    key: str
    name: str


class ReasonCount(Shape):
    """How often a reason was given, among the ballots shown."""

    reason: str
    names: Names
    ballots: int


class RatingsReport(Shape):
    """The official table; `least` is the fewest ballots whose levels, reasons and words are shown.

    `words` are what people wrote, in random order, as long as they are kept.
    """

    from_: Annotated[date, Field(alias="from")]
    to: date
    question: Names
    least: int
    items: list[RatingItem]
    total: RatingRow
    reasons: list[ReasonCount] | None
    words: list[str] | None
