"""The shapes of reports and of the journal."""

from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import Field

from server.api.schemas.common import LARGEST, Names, Parameters
from server.http.shapes import Shape


class CallsQuery(Parameters):
    """The latest calls, or those of one number of today."""

    number: Annotated[str, Field(max_length=10)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 20


class DayQuery(Parameters):
    """A business day; today by default."""

    day: date | None = None


class TodayTextQuery(Parameters):
    """Until when; now by default."""

    at: datetime | time | None = Field(
        default=None, description="a time of today, like 15:00, or a moment, like 2026-07-07T15:00"
    )


class TodayText(Shape):
    """A day until a moment, in the words of the press. `text` is in the caller's language, `texts` in both."""

    day: date
    at: datetime
    text: str
    texts: Names
    visits: int
    results_returned: int
    dossiers_received: int
    advised: int


class JournalQuery(Parameters):
    """Entries after `since`, at most `limit`."""

    since: Annotated[int, Field(ge=0, le=LARGEST)] = 0
    limit: Annotated[int, Field(ge=1, le=1000)] = 200


class ExplainedCall(Shape):
    """One call and why this ticket: the rule, sentences, and the officer's own reason."""

    seq: int
    at: datetime
    ticket: int
    number: str
    field: str
    counter: int
    actor: str
    rule: str
    reason: str | None
    why: list[str]


class ExplainedCalls(Shape):
    """Calls, newest first."""

    items: list[ExplainedCall]


class WaitsReport(Shape):
    """How right the foretold waits were, of the tickets called that day.

    `within_high` and `below_low` are shares of them, `median_error_s` the middle distance from `low_s`.
    """

    day: str
    tickets: int
    within_high: float | None
    below_low: float | None
    median_wait_s: int | None
    median_error_s: int | None


class JournalEntry(Shape):
    """One thing that happened."""

    seq: int
    at: datetime
    type: str
    ticket: int | None
    counter: int | None
    actor: str
    data: dict[str, Any]


class Journal(Shape):
    """Entries in order, and the latest `seq` there is."""

    items: list[JournalEntry]
    seq: int
    packed: int = Field(
        description="how many rows after `since`, up to the last item, have gone: days long past are packed"
    )


class JournalEnd(Shape):
    """The latest entry of a day: `digest` stands for it and for all before it. Both null for a day without any.

    Written down or printed elsewhere, it shows later whether anything until then was changed.
    """

    day: str
    seq: int | None
    digest: str | None


class HalfHour(Shape):
    """How many came in the half hour from this time on, and how many usually do; `null` where too few days are known."""

    from_: str = Field(alias="from")
    came: int
    usual: float | None


class Arrivals(Shape):
    """Today's arrivals by half hour beside the median of the last same weekdays; `days` is how many of them are known."""

    day: str
    at: datetime
    days: int
    items: list[HalfHour]
