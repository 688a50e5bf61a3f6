"""Counting stays in PostgreSQL: how often there is each mark and each length of time, in one pass over the days of a report."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from psycopg.sql import SQL, Composed

from server.city.database import Transaction
from server.city.reports.asked import CityReportQuery, RowsBy
from server.core.reports.days import PERIODS, day_from, day_text
from server.core.reports.figures import CountedMarks
from server.core.reports.lengths import Ordered, of_each
from server.core.reports.stays import LENGTHS

_AT_ONCE: Final = 100
"""So many rows are fetched at a time: those of ten years need not be in memory together."""
_AHEAD_S: Final = 7 * 3600
"""Vietnam has one time, and has had it since before anybody took a number."""
_COLUMNS: Final = {
    RowsBy.CENTRE: "centre",
    RowsBy.DISTRICT: "centre",
    RowsBy.FIELD: "field",
    RowsBy.PROCEDURE: "coalesce(procedure, '')",
    RowsBy.HOUR: f"lpad((({{came}} / 1000 + {_AHEAD_S}) / 3600 %% 24)::text, 2, '0')",
    RowsBy.CHANNEL: "channel",
    RowsBy.TOTAL: "'total'",
}
_DAY: Final = "to_char(day, 'YYYY-MM-DD')"
_STAYS: Final = """
    SELECT {key} AS key, string_agg(marks, ''), string_agg(times, '') FROM stay WHERE {where}
    GROUP BY 1, date_trunc('month', day)
"""
"""Month by month: no text becomes longer than PostgreSQL, or this process, can hold."""
_UNCALLED: Final = """
    SELECT {key} AS key, count(*) FROM ticket WHERE first_called_at IS NULL
        AND (state = 'waiting' OR state = 'parked' AND away_until IS NOT NULL) AND {where} GROUP BY 1
"""
_OTHERS: Final = """
    SELECT coalesce(procedure, ''), other->>0, other->>1, count(*)
    FROM stay CROSS JOIN LATERAL jsonb_array_elements(others) AS other
    WHERE jsonb_typeof(others) = 'array' AND {where} GROUP BY 1, 2, 3
"""


@dataclass(slots=True)
class Tally:
    """The counts of one group: marks, lengths of time, and numbers that were never called."""

    letters: Counter[str] = field(default_factory=Counter)
    lengths: list[Counter[str]] = field(default_factory=lambda: [Counter() for _ in LENGTHS])
    not_called: int = 0

    def take(self, marks: str, times: str) -> None:
        """Count some stays in, by their marks and times joined."""
        for letter in set(marks):
            self.letters[letter] += marks.count(letter)
        for counted, characters in zip(self.lengths, of_each(times), strict=True):
            counted.update(characters)

    def add(self, other: "Tally") -> None:
        """Count all of the other in."""
        self.letters.update(other.letters)
        for mine, others in zip(self.lengths, other.lengths, strict=True):
            mine.update(others)
        self.not_called += other.not_called

    def counted(self) -> CountedMarks:
        """What was counted."""
        return CountedMarks(self.letters, tuple(map(Ordered.counted, self.lengths)), self.not_called)


def tallied(transaction: Transaction, asked: CityReportQuery) -> dict[str, Tally]:
    """The stays of the query and the numbers that were never called, by the key of their group.

    For districts the key is the centre's: code that knows the centres' districts adds them up.
    """
    found = defaultdict[str, Tally](Tally)
    period = PERIODS.get(asked.by.value) if asked.by != RowsBy.TOTAL else None
    values = _values(asked)
    for key, marks, times in _rows(transaction, _STAYS, asked, "came", values):
        found[_group(period, key)].take(marks, times)
    for key, n in _rows(transaction, _UNCALLED, asked, "issued_at", values):
        found[_group(period, key)].not_called += n
    if asked.by == RowsBy.PROCEDURE:
        for procedure, other, letter, n in _rows(transaction, _OTHERS, asked, "came", values):
            found[procedure].letters[letter] -= n
            found[other].letters[letter] += n
    return dict(found)


def _rows(
    transaction: Transaction, query: str, asked: CityReportQuery, came: str, values: dict[str, Any]
) -> Iterator[tuple[Any, ...]]:
    column = _COLUMNS.get(asked.by, _DAY).format(came=came)
    with transaction.cursor(name="counting") as cursor:
        cursor.itersize = _AT_ONCE
        yield from cursor.execute(_filled(query, column, _where(asked)), values)


def _filled(query: str, key: str, where: str) -> Composed:
    return SQL(query).format(key=SQL(key), where=SQL(where))


def _where(asked: CityReportQuery) -> str:
    parts = ["day BETWEEN %(first)s AND %(last)s"]
    if asked.centres is not None:
        parts.append("centre = ANY(%(centres)s)")
    if asked.fields:
        parts.append("field = ANY(%(fields)s)")
    return " AND ".join(parts)


def _values(asked: CityReportQuery) -> dict[str, Any]:
    return {
        "first": day_text(asked.first),
        "last": day_text(asked.last),
        "centres": list(asked.centres or ()),
        "fields": list(asked.fields),
    }


def _group(period: Callable[[date], str] | None, key: str) -> str:
    return key if period is None else period(day_from(key))
