"""Reports as tables."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from server.core.reports.days import FILE_YEARS
from server.core.reports.figures import NAMES
from server.core.reports.period_names import Names
from server.core.reports.tables import Column, ColumnKind, Table, Value, kind_of, one_line
from server.core.reports.titles import FIGURES, OUTCOMES
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.reports import titles
from server.service.reports.asked import FiguresAsked, RowsBy
from server.service.reports.figures import FiguresReport, checked, figures
from server.service.reports.names import Known
from server.service.reports.visits import Visit, Which, days_of

_FIGURES: Final = BothTexts("Số liệu", "Figures")
_VISITS: Final = BothTexts("Lượt công dân", "Visits")
_KEY: Final = BothTexts("Mã", "Key")
_TOTAL: Final = BothTexts("Tổng", "Total")


def figures_table(context: Context, asked: FiguresAsked, language: str) -> Table:
    """The rows of a report; names are said in `language` (vi, en). Raises what `figures` raises."""
    report = figures(context, asked)
    columns = (
        Column("key", _KEY, ColumnKind.TEXT),
        Column("name", titles.KEYS[asked.by], ColumnKind.TEXT),
        *(Column(name, FIGURES[name], kind_of(name)) for name in NAMES),
    )
    total = ("", _TOTAL.said(language), *(getattr(report.total, name) for name in NAMES))
    return Table(_FIGURES, columns, list(_figure_rows(report, language)), total)


def _figure_rows(report: FiguresReport, language: str) -> Iterator[Sequence[Value]]:
    for row in report.rows:
        figures_ = (getattr(row.figures, name) for name in NAMES)
        yield (one_line(row.key), one_line(row.labels[language]), *figures_)


_MOMENTS: Final = frozenset({"came", "called_at", "served_at", "ended_at"})


def visits_table(
    context: Context, asked: FiguresAsked, which: Which, language: str, key: str | None = None
) -> Table:
    """Every visit of the query, read a day at a time as the rows are used; a year at most.

    With a `key`, `context.files_progress` tells its owner how far they have come. Raises what `figures` raises.
    """
    with context.store.read() as connection:
        checked(context, connection, asked, FILE_YEARS)
    columns = (
        *(Column(name, title, _visit_kind(name)) for name, title in titles.VISITS.items()),
        *(Column(name, FIGURES[name], ColumnKind.COUNT) for name in OUTCOMES),
    )
    days: Iterable[list[Visit]] = days_of(context, asked, which)
    if key is not None:
        days = context.files_progress.watched(key, (asked.last - asked.first).days + 1, days)
    return Table(_VISITS, columns, _visit_rows(context, days, language))


def _visit_kind(name: str) -> ColumnKind:
    if name in _MOMENTS:
        return ColumnKind.MOMENT
    return ColumnKind.LENGTH if name.endswith("_s") else ColumnKind.TEXT


def _visit_rows(context: Context, days: Iterable[list[Visit]], language: str) -> Iterator[Sequence[Value]]:
    for day in days:
        with context.store.read() as connection:
            named = _Named(Known(context, connection), language)
            for visit in day:  # one by one: whoever writes them may rest between two
                yield _visit_row(context, visit, named, language)


def _visit_row(context: Context, visit: Visit, named: "_Named", language: str) -> Sequence[Value]:
    above = titles.YES.said(language) if visit.above_limit else ""
    return (
        visit.day,
        visit.number,
        _local(context, visit.came),
        named(RowsBy.FIELD, visit.field),
        named(RowsBy.PROCEDURE, visit.procedure),
        named(RowsBy.CLASS, visit.priority),
        named(RowsBy.CHANNEL, visit.channel),
        named(RowsBy.POINT, visit.point),
        named(RowsBy.COUNTER, None if visit.counter is None else str(visit.counter)),
        named(RowsBy.OFFICER, visit.officer),
        _local(context, visit.called_at),
        _local(context, visit.served_at),
        _local(context, visit.ended_at),
        _ENDS[visit.end].said(language),
        visit.wait_s,
        visit.way_s,
        visit.service_s,
        visit.stay_s,
        above,
        *(visit.dossiers[name] or None for name in OUTCOMES),
    )


_ENDS: Final = dict(titles.ENDS.values())


class _Named:
    """Names by what they are of and their key, each looked up once."""

    def __init__(self, known: Known, language: str) -> None:
        self._names, self._language = known, language
        self._said: dict[tuple[RowsBy, str], str] = {}

    def __call__(self, by: RowsBy, key: str | None) -> str:
        if key is None:
            return ""
        if (by, key) not in self._said:
            names: Names = self._names.labels(by, key)
            self._said[by, key] = one_line(names[self._language])
        return self._said[by, key]


def _local(context: Context, moment: int | None) -> datetime | None:
    return None if moment is None else context.centre.local(moment)
