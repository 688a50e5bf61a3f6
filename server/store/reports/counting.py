"""Counting stays by SQL, grouped as a report asks: past days, months and years as they were put together, the others stay by stay."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from server.core.reports.figures import Gathered
from server.store.reports import stay_groups
from server.store.reports.scope import OF_THE_STAY, RANGE, Keys, Scope, grouped, selected

_STAYS: Final = f"FROM stays WHERE {RANGE}"
_UNCALLED: Final = "SELECT * FROM tickets WHERE first_called_at IS NULL AND state ="
NEVER_CALLED: Final = (
    f"FROM ({_UNCALLED} 'waiting' AND {RANGE}"
    f" UNION ALL {_UNCALLED} 'parked' AND away_until IS NOT NULL AND request IS NULL AND +{RANGE}) WHERE true"
)
"""Numbers of the days ?1 to ?2 that nobody has called; conditions may follow.

Each half has an index of few rows (`tickets_waiting`, `tickets_away`); asked for together, every ticket of the days is read.
Nobody is parked before the first call but who went for a while, or has not come yet: the latter is no visit.
"""


def gathered(connection: sqlite3.Connection, scope: Scope, by: Keys) -> dict[Keys, Gathered]:
    """The stays of a scope, and the numbers that nobody has called, grouped by these names."""
    found = defaultdict[Keys, Gathered](Gathered)
    together = stay_groups.of(connection, scope, by)
    for *group, marks, times in together.rows:
        found[_keys(by, group)].in_order.append((marks, times))
    for *group, marks, times in _stays(connection, together.others, by):
        each = found[_keys(by, group)]
        each.marks.append(marks)
        each.times.append(times)
    for keys, n in _never_called(connection, scope, by):
        found[keys].not_called += n
    if "procedure" in (*by, *scope.where):
        _move_dossiers(connection, scope, by, found)
    return dict(found)


def _stays(connection: sqlite3.Connection, scopes: Iterable[Scope], by: Keys) -> Iterator[Sequence[str]]:
    for scope in scopes:
        columns = scope.columns()
        condition, values = scope.condition(columns)
        query = selected(by, columns, stay_groups.TOGETHER) + _STAYS + condition + grouped(by)
        yield from (row for row in connection.execute(query, values) if row[-1] is not None)


def _never_called(connection: sqlite3.Connection, scope: Scope, by: Keys) -> Iterator[tuple[Keys, int]]:
    rest = scope.uncalled()
    if rest is None:
        return
    columns, names = rest.columns("issued_at"), tuple(name for name in by if name not in OF_THE_STAY)
    condition, values = rest.condition(columns)
    counted = selected(names, columns, "count(*)") + NEVER_CALLED
    for *group, n in connection.execute(counted + condition + grouped(names), values):
        known = iter(group)
        if n:
            yield _keys(by, ["" if name in OF_THE_STAY else next(known) for name in by]), n


def _move_dossiers(
    connection: sqlite3.Connection, scope: Scope, by: Keys, found: Mapping[Keys, Gathered]
) -> None:
    """Count each dossier where its own procedure is, though its visit stands with that of its first one."""
    wanted = scope.where.get("procedure")
    columns = scope.columns()
    condition, values = scope.without("procedure").condition(columns)
    query = selected(by, columns, "ifnull(procedure, ''), others") + _STAYS + " AND others IS NOT NULL"
    for *group, procedure, others in connection.execute(query + condition, values):
        for other, letter in json.loads(others):
            if wanted is None or procedure in wanted:
                found[_keys(by, group)].moved[letter] -= 1
            if wanted is None or other in wanted:
                there = (other if name == "procedure" else key for name, key in zip(by, group, strict=True))
                found[_keys(by, list(there))].moved[letter] += 1


def _keys(by: Keys, group: Sequence[object]) -> Keys:
    return tuple(f"{key:02d}" if name == "hour" else str(key) for name, key in zip(by, group, strict=True))
