"""Small charts of a report, one for each of its rows: visits by hour and waits by day, on one scale."""

from dataclasses import dataclass
from typing import Final

from server.core.reports.charts import MOST_COLUMNS, Chart, Datum, small_columns
from server.core.reports.tables import ColumnKind
from server.core.reports.value_words import said
from server.core.texts import BothTexts
from server.ports import ports
from server.service.reports.asked import FiguresAsked, RowsBy
from server.service.reports.figures import FiguresReport, FiguresRow
from server.service.reports.multiples import Multiples, multiples

COMPARED: Final = frozenset(
    {RowsBy.FIELD, RowsBy.COUNTER, RowsBy.OFFICER, RowsBy.CHANNEL, RowsBy.HALL, RowsBy.POINT, RowsBy.CLASS},
)
"""Reports whose rows are compared so."""
MOST_ROWS: Final = 24
_VISITS: Final = BothTexts("Lượt công dân theo giờ đến", "Visits by hour of arrival")
_WAITS: Final = {
    RowsBy.HOUR: BothTexts("Một nửa chờ không quá, theo giờ đến", "Median wait by hour of arrival"),
    RowsBy.DAY: BothTexts("Một nửa chờ không quá, theo ngày", "Median wait by day"),
    RowsBy.WEEK: BothTexts("Một nửa chờ không quá, theo tuần", "Median wait by week"),
    RowsBy.MONTH: BothTexts("Một nửa chờ không quá, theo tháng", "Median wait by month"),
}


@dataclass(frozen=True, slots=True)
class Small:
    """One chart, and what its row of the report is called."""

    label: str
    chart: Chart


@dataclass(frozen=True, slots=True)
class SmallCharts:
    """Charts on one scale, whose highest column is `most`; `times` are the names of their columns."""

    title: BothTexts
    most: str
    times: tuple[str, ...]
    charts: tuple[Small, ...]


def small_charts(asked: FiguresAsked, report: FiguresReport, language: str) -> list[SmallCharts]:
    """None of a single row, nor where time is compared already. Raises what `figures` raises."""
    rows = [row for row in report.rows if row.figures.visits][:MOST_ROWS]
    if asked.by not in COMPARED or len(rows) <= 1:
        return []
    context = ports().context
    by_hour, time = multiples(context, asked, RowsBy.HOUR), _time(asked)
    by_time = by_hour if time == RowsBy.HOUR else multiples(context, asked, time)
    both = (
        _small(_VISITS, by_hour, rows, "visits", language),
        _small(_WAITS[time], by_time, rows, "wait_median_s", language),
    )
    return [drawn for drawn in both if drawn.most]


def _time(asked: FiguresAsked) -> RowsBy:
    """The shortest unit of time whose columns are few enough to be readable."""
    days = (asked.last - asked.first).days + 1
    if days == 1:
        return RowsBy.HOUR
    if days <= MOST_COLUMNS:
        return RowsBy.DAY
    return RowsBy.WEEK if days <= (MOST_COLUMNS - 1) * 7 else RowsBy.MONTH


def _small(
    title: BothTexts, found: Multiples, rows: list[FiguresRow], name: str, language: str
) -> SmallCharts:
    kind = ColumnKind.LENGTH if name.endswith("_s") else ColumnKind.COUNT
    times = {at: labels[language] for at, labels in found.times.items()}

    def datum(key: str, at: str, label: str) -> Datum:
        figures = found.figures.get((key, at))
        value = None if figures is None else getattr(figures, name)
        return Datum(label, value, said(value, kind, language))

    charts = small_columns([datum(row.key, at, label) for at, label in times.items()] for row in rows)
    highest = max((c.highest for c in charts if c.highest), key=lambda each: each.value or 0, default=None)
    most = highest.said if highest is not None and highest.value else ""
    drawn = (Small(row.labels[language], chart) for row, chart in zip(rows, charts, strict=True))
    return SmallCharts(title, most, tuple(times.values()), tuple(drawn))
