"""The charts of a report: a few figures over its rows, and when people come."""

from dataclasses import dataclass
from typing import Final

from server.core.reports.charts import Chart, Datum, bars, columns, level
from server.core.reports.figures import Figures
from server.core.reports.tables import ColumnKind
from server.core.reports.titles import FIGURES
from server.core.reports.value_words import said
from server.core.texts import BothTexts
from server.service.reports.asked import RowsBy
from server.service.reports.figures import FiguresReport
from server.service.reports.heatmap import Heatmap

_SHOWN: Final = {
    "visits": ColumnKind.COUNT,
    "wait_median_s": ColumnKind.LENGTH,
    "above_limit_share": ColumnKind.SHARE,
    "dossiers_received": ColumnKind.COUNT,
}
_IN_TIME: Final = frozenset({RowsBy.DAY, RowsBy.WEEKDAY, RowsBy.WEEK, RowsBy.MONTH, RowsBy.HOUR})
_HEAT: Final = {"visits": ColumnKind.COUNT, "wait_median_s": ColumnKind.LENGTH}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One chart with its title; `upright` ones are columns."""

    title: BothTexts
    chart: Chart
    upright: bool


@dataclass(frozen=True, slots=True)
class HeatmapCell:
    """One cell of a heatmap."""

    said: str
    level: int


@dataclass(frozen=True, slots=True)
class Heat:
    """One heatmap: `rows` are a weekday's name and its cells, one for each of the hours."""

    title: BothTexts
    hours: tuple[str, ...]
    rows: tuple[tuple[str, tuple[HeatmapCell, ...]], ...]


def charts(report: FiguresReport, by: RowsBy, language: str) -> list[Drawn]:
    """Small charts of some figures over the rows; no chart for a single row or for unknown figures."""
    if len(report.rows) <= 1:
        return []
    return [_drawn(report, by, name, language) for name in _SHOWN if getattr(report.total, name)]


def _drawn(report: FiguresReport, by: RowsBy, name: str, language: str) -> Drawn:
    upright = by in _IN_TIME
    data = [_datum(row.labels[language], row.figures, name, language) for row in report.rows]
    return Drawn(FIGURES[name], (columns if upright else bars)(data), upright)


def _datum(label: str, figures: Figures, name: str, language: str) -> Datum:
    value = getattr(figures, name)
    return Datum(label, value, said(value, _SHOWN[name], language))


def heats(found: Heatmap, language: str) -> list[Heat]:
    """Visits and usual waits by weekday and hour."""
    return [_heat(found, name, kind, language) for name, kind in _HEAT.items()] if found.cells else []


def _heat(found: Heatmap, name: str, kind: ColumnKind, language: str) -> Heat:
    values = {(cell.weekday, cell.hour): getattr(cell.figures, name) for cell in found.cells}
    most = max((value or 0 for value in values.values()), default=0)
    shown = [day for day in found.weekdays if any(weekday == day for weekday, _ in values)]
    hours = _hours(found)
    rows = tuple(
        (
            found.weekdays[day][language],
            tuple(_cell(values.get((day, hour)), kind, most, language) for hour in hours),
        )
        for day in shown
    )
    named = (found.hours.get(hour, {"vi": f"{int(hour)} giờ", "en": f"{int(hour)}:00"}) for hour in hours)
    return Heat(FIGURES[name], tuple(names[language] for names in named), rows)


def _hours(found: Heatmap) -> list[str]:
    """Every hour from the first to the last that has anything to tell."""
    told = sorted(map(int, found.hours))
    return [f"{hour:02d}" for hour in range(told[0], told[-1] + 1)]


def _cell(value: float | None, kind: ColumnKind, most: float, language: str) -> HeatmapCell:
    return HeatmapCell(said(value, kind, language) if value else "", level(value, most))
