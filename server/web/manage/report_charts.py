"""The charts of a report: a few figures over its rows, and when people come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server.core.reports.charts import Chart, Datum, bars, columns, level
from server.core.reports.figures import Figures
from server.core.texts import BothTexts
from server.service.reports.asked import By
from server.service.reports.figures import FiguresReport
from server.service.reports.heatmap import Heatmap
from server.service.reports.tables import Kind
from server.service.reports.titles import FIGURES
from server.web.manage.report_words import said

_SHOWN: Final = {
    "visits": Kind.COUNT,
    "wait_median_s": Kind.LENGTH,
    "above_limit_share": Kind.SHARE,
    "dossiers_received": Kind.COUNT,
}
_IN_TIME: Final = frozenset({By.DAY, By.WEEKDAY, By.WEEK, By.MONTH, By.HOUR})
_HEAT: Final = {"visits": Kind.COUNT, "wait_median_s": Kind.LENGTH}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One chart with its title; `upright` ones are columns."""

    title: BothTexts
    chart: Chart
    upright: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a heatmap."""

    said: str
    level: int


@dataclass(frozen=True, slots=True)
class Heat:
    """One heatmap: `rows` are a weekday's name and its cells, one for each of the hours."""

    title: BothTexts
    hours: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def charts(report: FiguresReport, by: By, language: str) -> list[Drawn]:
    """Small charts of some figures over the rows; none of a single row, nor of figures that nothing is known of."""
    if len(report.rows) <= 1:
        return []
    return [_drawn(report, by, name, language) for name in _SHOWN if getattr(report.total, name)]


def _drawn(report: FiguresReport, by: By, name: str, language: str) -> Drawn:
    upright = by in _IN_TIME
    data = [_datum(row.labels[language], row.figures, name, language) for row in report.rows]
    return Drawn(FIGURES[name], (columns if upright else bars)(data), upright)


def _datum(label: str, figures: Figures, name: str, language: str) -> Datum:
    value = getattr(figures, name)
    return Datum(label, value, said(value, _SHOWN[name], language))


def heats(found: Heatmap, language: str) -> list[Heat]:
    """Visits and usual waits by weekday and hour."""
    return [_heat(found, name, kind, language) for name, kind in _HEAT.items()] if found.cells else []


def _heat(found: Heatmap, name: str, kind: Kind, language: str) -> Heat:
    most = max((getattr(each, name) or 0 for each in found.cells.values()), default=0)
    hours = [hour for hour, _ in found.hours]
    rows = tuple(
        (names[language], tuple(_cells(found, day, hours, name, kind, most, language)))
        for day, names in found.weekdays
    )
    return Heat(FIGURES[name], tuple(names[language] for _, names in found.hours), rows)


def _cells(  # noqa: PLR0913, PLR0917 - a row of a heatmap, and how its values are said
    found: Heatmap, day: str, hours: Sequence[str], name: str, kind: Kind, most: float, language: str
) -> list[Cell]:
    values = [getattr(found.cells.get((day, hour)), name, None) for hour in hours]
    return [Cell(said(value, kind, language) if value else "", level(value, most)) for value in values]
