"""Visits with the names that people know, for a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from server.core.texts import Language
from server.service.context import Context
from server.service.reports.asked import RowsBy
from server.service.reports.names import Known
from server.service.reports.titles import ENDS
from server.service.reports.visits import Visit

_ENDS = dict(ENDS.values())


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit, and what its field, point, counter, officer and end are called."""

    visit: Visit
    field: str
    point: str
    counter: str
    officer: str
    end: str


def named(context: Context, visits: Iterable[Visit], language: Language) -> list[VisitRow]:
    """The same visits with names in a language."""
    with context.store.read() as connection:
        known = Known(context, connection)

        def name(by: RowsBy, key: str | None) -> str:
            return "" if key is None else known.labels(by, key)[language.tag]

        return [
            VisitRow(
                visit,
                name(RowsBy.FIELD, visit.field),
                name(RowsBy.POINT, visit.point),
                name(RowsBy.COUNTER, None if visit.counter is None else str(visit.counter)),
                name(RowsBy.OFFICER, visit.officer),
                language.say(_ENDS[visit.end]),
            )
            for visit in visits
        ]
