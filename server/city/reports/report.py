"""The report of any days of the city: its rows in their order, all of them together, and what people said."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from server.city.database import Transaction
from server.city.reports import ratings
from server.city.reports.asked import RATED, CityReportQuery, RowsBy
from server.city.reports.counting import Tally, tallied
from server.city.reports.names import CityNames
from server.core.reports.days import PERIODS, Days
from server.core.reports.figures import Figures, together
from server.core.reports.period_names import Names

_PATIENCE: Final = "SET LOCAL statement_timeout = '120s'"
_NOTHING: Final = Figures()
Levels = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CityReportRow:
    """One row: its key, its name by language, its figures, and how many people chose each level."""

    key: str
    labels: Names
    figures: Figures
    levels: Levels


@dataclass(frozen=True, slots=True)
class CityReport:
    """The rows, and the figures and levels of all of them together; `rated` says whether levels are known by such rows."""

    rows: tuple[CityReportRow, ...]
    total: Figures
    levels: Levels
    rated: bool


def begin(transaction: Transaction) -> None:
    """Let a transaction see one moment, and take its time; to be called before anything is asked in it."""
    transaction.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    transaction.execute(_PATIENCE)


def report(transaction: Transaction, known: CityNames, asked: CityReportQuery) -> CityReport:
    """The figures that are asked for: every centre and every day of the range has a row, of the rest what has something to tell."""
    groups, levels = tallied(transaction, asked), _levels(transaction, asked)
    if asked.by == RowsBy.DISTRICT:
        groups = _by_district(known, groups)
        levels = _levels_by_district(known, levels)
    rated = Counter[str]()
    for said in levels.values():
        rated.update(said)
    counted = {key: each.counted() for key, each in groups.items()}
    told = {key: each.figures() for key, each in counted.items()}
    rows = tuple(
        CityReportRow(key, known.called(asked.by, key), told.get(key, _NOTHING), levels.get(key, {}))
        for key in _keys(known, asked, told, levels)
    )
    return CityReport(rows, together(counted.values()), rated, asked.by in RATED)


def _levels(transaction: Transaction, asked: CityReportQuery) -> dict[str, Counter[str]]:
    """None by what centres do not tell them by, nor of some fields alone."""
    return ratings.counted(transaction, asked) if asked.by in RATED and not asked.fields else {}


def _by_district(known: CityNames, groups: Mapping[str, Tally]) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    for centre, each in groups.items():
        found.setdefault(known.districts.get(centre, ""), Tally()).add(each)
    return found


def _levels_by_district(known: CityNames, levels: Mapping[str, Counter[str]]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for centre, each in levels.items():
        found.setdefault(known.districts.get(centre, ""), Counter()).update(each)
    return found


def _keys(
    known: CityNames, asked: CityReportQuery, told: Mapping[str, Figures], levels: Iterable[str]
) -> list[str]:
    """The keys of the rows, in their order."""
    by = asked.by
    if by in {RowsBy.WEEKDAY, RowsBy.DAY, RowsBy.WEEK, RowsBy.MONTH, RowsBy.TOTAL}:
        every = dict.fromkeys(map(PERIODS[by.value], Days(asked.first, asked.last)))
        return sorted(every) if by == RowsBy.WEEKDAY else list(every)
    if by == RowsBy.HOUR:
        hours = sorted(map(int, told))
        return [f"{hour:02d}" for hour in range(hours[0], hours[-1] + 1)] if hours else []
    there = {*told, *levels}
    if by == RowsBy.CENTRE:
        wanted = [code for code in known.centres if asked.centres is None or code in asked.centres]
        return [*wanted, *sorted(there - set(wanted))]
    if by == RowsBy.DISTRICT:
        centres = known.centres if asked.centres is None else asked.centres
        return sorted(
            {known.districts.get(code, "") for code in centres} | there, key=lambda key: (not key, key)
        )
    return sorted(there, key=lambda key: (not key, -told[key].visits, known.called(by, key)["vi"]))
