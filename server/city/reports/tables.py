"""A report of the city as tables: those of a page, and the one of a file."""

from dataclasses import dataclass
from typing import Final

from server.city.reports.asked import CityReportQuery
from server.city.reports.names import TITLES
from server.city.reports.ratings import LEVELS
from server.city.reports.report import CityReport, CityReportRow
from server.core.reports.figures import NAMES, Figures
from server.core.reports.tables import Column, ColumnKind, Table, Value, kind_of, one_line
from server.core.reports.titles import FIGURES, PARTS
from server.core.reports.value_words import said
from server.core.texts import BothTexts

MOST_ROWS: Final = 400
"""The most rows on a page: ten years by day are read in a file."""
_TITLE: Final = BothTexts("Số liệu thành phố", "City figures")
_KEY: Final = BothTexts("Mã", "Key")
_TOTAL: Final = BothTexts("Tổng", "Total")
_RATINGS: Final = BothTexts("Mức hài lòng", "Satisfaction")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its key, its name, its values as they are said."""

    key: str
    label: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TablePart:
    """Some of the figures of every row."""

    title: BothTexts
    titles: tuple[BothTexts, ...]
    lines: tuple[TableRow, ...]
    total: tuple[str, ...]


def parts(report: CityReport, language: str) -> list[TablePart]:
    """All figures of all rows, at most `MOST_ROWS` of these; satisfaction last, where it is known."""
    found = [_part(title, names, report, language) for title, names in PARTS]
    return [*found, _ratings(report, language)] if report.rated else found


def file(report: CityReport, asked: CityReportQuery, language: str) -> Table:
    """Every row with all of it; names are said in `language` (vi, en)."""
    levels = tuple(LEVELS) if report.rated else ()
    columns = (
        Column("key", _KEY, ColumnKind.TEXT),
        Column("name", TITLES[asked.by], ColumnKind.TEXT),
        *(Column(name, FIGURES[name], kind_of(name)) for name in NAMES),
        *(Column(level, LEVELS[level], ColumnKind.COUNT) for level in levels),
    )
    rows = [_row(row, levels, language) for row in report.rows]
    total = (
        "",
        _TOTAL.said(language),
        *_values(report.total),
        *(report.levels.get(level, 0) for level in levels),
    )
    return Table(_TITLE, columns, rows, total)


def _row(row: CityReportRow, levels: tuple[str, ...], language: str) -> tuple[Value, ...]:
    names = (one_line(row.key), one_line(row.labels[language]))
    return (*names, *_values(row.figures), *(row.levels.get(level, 0) for level in levels))


def _values(figures: Figures) -> tuple[Value, ...]:
    return tuple(getattr(figures, name) for name in NAMES)


def _part(title: BothTexts, names: tuple[str, ...], report: CityReport, language: str) -> TablePart:
    lines = tuple(
        TableRow(row.key, row.labels[language], _said(row.figures, names, language))
        for row in report.rows[:MOST_ROWS]
    )
    return TablePart(
        title, tuple(FIGURES[name] for name in names), lines, _said(report.total, names, language)
    )


def _said(figures: Figures, names: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(said(getattr(figures, name), kind_of(name), language) for name in names)


def _ratings(report: CityReport, language: str) -> TablePart:
    lines = tuple(
        TableRow(
            row.key,
            row.labels[language],
            tuple(said(row.levels.get(level, 0), ColumnKind.COUNT, language) for level in LEVELS),
        )
        for row in report.rows[:MOST_ROWS]
    )
    total = tuple(said(report.levels.get(level, 0), ColumnKind.COUNT, language) for level in LEVELS)
    return TablePart(_RATINGS, tuple(LEVELS.values()), lines, total)
