"""The official table of ratings: ballots by counter and by officer, in counts that point at nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from server.core.ratings.counting import BallotFigures, BallotRow, told
from server.core.refusal import Refusal
from server.core.reports.days import Days, day_text
from server.core.reports.period_names import Names
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.reports.asked import RowsBy
from server.service.reports.names import Known
from server.service.today import today
from server.store.ratings import table, written_words

NOBODY_KNOWN: Final = BothTexts("Không rõ", "Not known")
"""The name for an unknown officer."""
_BACKWARDS: Final = BothTexts("from: ngày đầu sau ngày cuối", "from: it is after the last day")


@dataclass(frozen=True, slots=True)
class RatingsReport:
    """Ballots on visits of the business days `first` to `last`, both included.

    `counters` and `officers` are what these are called, also those that are gone. `reasons` counts those of the lowest
    level by key, and `words` are what people wrote, in no order; both `None` where too few ballots were cast.
    """

    first: str
    last: str
    told: BallotFigures
    counters: Mapping[int, Names]
    officers: Mapping[str, Names]
    reasons: Mapping[str, int] | None
    words: tuple[str, ...] | None


def report(context: Context, first: date | None, last: date | None) -> RatingsReport:
    """What was said of visits of these days, today by default. Raises `bad_request`."""
    with context.store.read() as connection:
        day = today(context, connection)[2]
        until = str(last) if last else max(day, str(first) if first else day)
        since = str(first) if first else min(day, until)
        if since > until:
            raise Refusal("bad_request", reason=_BACKWARDS)
        ballots = table.of_days(connection, since, until)
        found = told(ballots.cast, ballots.whole)
        known = Known(context, connection)
        counters = {n: known.labels(RowsBy.COUNTER, str(n)) for n in found.counters}
        officers = {username: _officer(known, username) for username in found.officers}
        written = written_words.of_ratings(connection, ballots.seqs) if found.total.shown else None
    return RatingsReport(
        since,
        until,
        found,
        counters,
        officers,
        None if found.total.shown is None else found.total.shown.reasons,
        None if written is None else tuple(written),
    )


def _officer(known: Known, username: str) -> Names:
    return (
        known.labels(RowsBy.OFFICER, username) if username else {"vi": NOBODY_KNOWN.vi, "en": NOBODY_KNOWN.en}
    )


def own_row(context: Context, username: str, days: Days) -> BallotRow:
    """The row of an officer's own visits, for that officer."""
    with context.store.read() as connection:
        first, last = day_text(days.first), day_text(days.last)
        ballots = table.of_days(connection, first, last)
        found = told(ballots.cast, ballots.whole)
    return found.officers.get(username, BallotRow(0, None))
