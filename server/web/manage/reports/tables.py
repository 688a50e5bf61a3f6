"""The tables of a report's page: the figures of the API, cell by cell, in three parts that fit a screen and a sheet."""

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from server.core.reports.days import PERIODS
from server.core.reports.figures import Figures
from server.core.reports.tables import Value, kind_of
from server.core.reports.titles import FIGURES, PARTS
from server.core.reports.value_words import said
from server.core.texts import BothTexts
from server.service.reports.asked import FiguresAsked, RowsBy
from server.service.reports.figures import FiguresReport
from server.web.manage.reports.query import behind

AT_FIRST: Final = 100
"""The most rows on a page unless all are asked for: few people read on, and each row takes time."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """A value as the API has it, and as people read it."""

    name: str
    value: Value
    said: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its name, its cells, and the address of the visits behind it."""

    key: str
    label: str
    cells: tuple[TableCell, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class TablePart:
    """Some of the figures of every row."""

    title: BothTexts
    titles: tuple[BothTexts, ...]
    lines: tuple[TableRow, ...]
    total: tuple[TableCell, ...]


def shown(report: FiguresReport, by: RowsBy) -> FiguresReport:
    """The report with at most `AT_FIRST` of its rows: of times the latest, of all else the first. Its total stays that of all."""
    rows = report.rows[-AT_FIRST:] if by in PERIODS else report.rows[:AT_FIRST]
    return replace(report, rows=rows)


def parts(report: FiguresReport, asked: FiguresAsked, language: str) -> list[TablePart]:
    """All figures of all rows."""
    return [_part(title, names, report, asked, language) for title, names in PARTS]


def _part(
    title: BothTexts, names: tuple[str, ...], report: FiguresReport, asked: FiguresAsked, language: str
) -> TablePart:
    lines = tuple(
        TableRow(
            row.key,
            row.labels[language],
            _cells(row.figures, names, language),
            f"/admin/reports/visits?{urlencode(behind(asked, row.key))}",
        )
        for row in report.rows
    )
    total = _cells(report.total, names, language)
    return TablePart(title, tuple(FIGURES[name] for name in names), lines, total)


def _cells(figures: Figures, names: tuple[str, ...], language: str) -> tuple[TableCell, ...]:
    return tuple(
        TableCell(name, value := getattr(figures, name), said(value, kind_of(name), language))
        for name in names
    )
