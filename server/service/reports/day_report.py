"""The report of a day until a moment, in the words of the press."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Final

from server.core.refusal import Refusal
from server.core.reports.days import day_text
from server.core.reports.today_text import DayTotals, check_moment, today_text
from server.service.context import Context
from server.service.reports.asked import FiguresAsked
from server.service.reports.figures import figures
from server.service.reports.until import advised_by

_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 9000
Moment = datetime
"""A local moment of the centre, with its offset."""


@dataclass(frozen=True, slots=True)
class DayReport:
    """The day of `at` until then: its totals, and the sentence that tells them, by language."""

    at: Moment
    totals: DayTotals
    text: dict[str, str]


def day_report(context: Context, at: Moment | None = None) -> DayReport:
    """The day of a moment until then; now by default. Raises `moment_to_come` and what `figures` raises."""
    moment = settled(context, at)
    asked = asked_of(moment)
    total = figures(context, asked).total
    assert asked.until is not None
    with context.store.read() as connection:
        advised = advised_by(connection, day_text(asked.last), asked.until)
    totals = DayTotals(total.visits, total.results_returned, total.dossiers_received, advised)
    return DayReport(moment, totals, today_text(totals, moment))


def settled(context: Context, at: Moment | None = None) -> Moment:
    """A moment by the centre's own clocks, in whole seconds; now by default. Raises `moment_to_come`."""
    now = context.centre.local(context.clock())
    moment = (at or now).astimezone(context.centre.zone).replace(microsecond=0)
    check_moment(moment, now)
    return moment


def moment_of(context: Context, said: datetime | time | None) -> Moment | None:
    """What somebody means by a time of today, or by a moment; without an offset it is the centre's own.

    Raises `not_valid` for a year in which there was no such centre.
    """
    if said is None:
        return None
    if isinstance(said, time):
        today = context.centre.local(context.clock()).date()
        said = datetime.combine(today, said.replace(tzinfo=None))
    if not _FIRST_YEAR <= said.year <= _LAST_YEAR:
        raise Refusal("not_valid", reason="at")
    return said if said.tzinfo else said.replace(tzinfo=context.centre.zone)


def asked_of(at: Moment) -> FiguresAsked:
    """What the figures of a day until a moment are asked with."""
    return FiguresAsked(at.date(), at.date(), until=int(at.timestamp() * 1000))
