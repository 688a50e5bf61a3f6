"""The days of a scope that have any of the visits to be listed: a page of them passes over all others."""

import sqlite3
from typing import Final

from server.store.reports.counting import NEVER_CALLED
from server.store.reports.scope import RANGE, Scope

_STAYS: Final = f"SELECT day FROM stays WHERE {RANGE} AND instr(marks, ?3)"


def next_day(connection: sqlite3.Connection, scope: Scope, mark: str) -> str | None:
    """The first day with a stay that has this mark; `None` if there is none. Days are sorted, so no later one is read."""
    condition, (first, last, *values) = scope.condition(scope.columns())
    query = f"{_STAYS}{condition} ORDER BY day LIMIT 1"
    return _day(connection.execute(query, (first, last, mark, *values)).fetchone())


def next_uncalled_day(connection: sqlite3.Connection, scope: Scope) -> str | None:
    """The first day with a number that was never called; `None` if there is none."""
    rest = scope.uncalled()
    if rest is None:
        return None
    condition, values = rest.condition(rest.columns("issued_at"))
    return _day(connection.execute(f"SELECT min(day) {NEVER_CALLED}{condition}", values).fetchone())


def _day(row: tuple[str | None] | None) -> str | None:
    return None if row is None else row[0]
