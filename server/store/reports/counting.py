"""Counting stays by SQL: one pass over the days of a report, grouped as it asks."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from server.core.reports.figures import Gathered

Keys = tuple[str, ...]
"""What a group has in common, by the names that it was grouped by."""
Offsets = Sequence[tuple[int, int]]
"""(until when in UTC milliseconds, seconds ahead of UTC) of the centre's zone, in order; the last one has no end."""

_COLUMNS: Final[Mapping[str, str]] = {
    "day": "day",
    "field": "field",
    "counter": "ifnull(counter, '')",
    "officer": "ifnull(officer, '')",
    "procedure": "ifnull(procedure, '')",
    "channel": "channel",
    "point": "point",
    "class": "ifnull(priority, '')",
    "weekday": "(strftime('%w', day) + 6) % 7 + 1",
}
_OF_THE_STAY: Final = ("counter", "officer")
_RANGE: Final = "day BETWEEN ?1 AND ?2"
_STAYS: Final = f"FROM stays WHERE {_RANGE}"
_UNCALLED: Final = "SELECT * FROM tickets WHERE first_called_at IS NULL AND state ="
NEVER_CALLED: Final = (
    f"FROM ({_UNCALLED} 'waiting' AND {_RANGE}"
    f" UNION ALL {_UNCALLED} 'parked' AND away_until IS NOT NULL AND request IS NULL AND +{_RANGE}) WHERE true"
)
"""Numbers of the days ?1 to ?2 that nobody has called; conditions may follow.

Each half has an index of few rows (`tickets_waiting`, `tickets_away`); asked for together, every ticket of the days is read.
Nobody is parked before the first call but who went for a while, or has not come yet: the latter is no visit.
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which stays: of the days `first` to `last` (ISO dates), and `where` each of these names has one of the values.

    Names are those of `_COLUMNS`, and `hour` of the arrival; an empty value is for what is not there.
    """

    first: str
    last: str
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    offsets: Offsets = ((0, 0),)

    def without(self, name: str) -> "Scope":
        """The same whatever the value of this name."""
        kept = {key: values for key, values in self.where.items() if key != name}
        return Scope(self.first, self.last, kept, self.offsets)

    def expression(self, name: str, came: str) -> str:
        """The SQL of a name; `came` is the column of the arrival."""
        return self._hour(came) if name == "hour" else _COLUMNS[name]

    def condition(self, came: str) -> tuple[str, list[str]]:
        """What follows `WHERE day BETWEEN ?1 AND ?2`, and the values of all its places."""
        parts, values = list[str](), [self.first, self.last]
        for name, wanted in self.where.items():
            parts.append(
                f" AND CAST({self.expression(name, came)} AS TEXT) IN ({', '.join('?' * len(wanted))})"
            )
            values += (str(int(hour)) for hour in wanted) if name == "hour" else wanted
        return "".join(parts), values

    def _hour(self, came: str) -> str:
        *earlier, (_, ahead) = self.offsets
        cases = "".join(f" WHEN {came} < {until} THEN {seconds}" for until, seconds in earlier)
        offset = f"(CASE{cases} ELSE {ahead} END)" if cases else str(ahead)
        return f"({came} / 1000 + {offset}) / 3600 % 24"


def gathered(connection: sqlite3.Connection, scope: Scope, by: Keys) -> dict[Keys, Gathered]:
    """The stays of a scope, and the numbers that nobody has called, grouped by these names."""
    found = defaultdict[Keys, Gathered](Gathered)
    for keys, marks, times in _stays(connection, scope, by):
        found[keys].marks.append(marks)
        found[keys].times.append(times)
    for keys, n in _never_called(connection, scope, by):
        found[keys].not_called += n
    if "procedure" in (*by, *scope.where):
        _move_dossiers(connection, scope, by, found)
    return dict(found)


def _stays(connection: sqlite3.Connection, scope: Scope, by: Keys) -> Iterator[tuple[Keys, str, str]]:
    condition, values = scope.condition("came")
    counted = _select(scope, by, "came", "group_concat(marks, ''), group_concat(times, '')")
    for *group, marks, times in connection.execute(counted + _STAYS + condition + _grouped(by), values):
        if marks is not None:
            yield _keys(by, group), marks, times


def _never_called(connection: sqlite3.Connection, scope: Scope, by: Keys) -> Iterator[tuple[Keys, int]]:
    """Whoever was not called was at no counter."""
    if any("" not in scope.where.get(name, ("",)) for name in _OF_THE_STAY):
        return
    rest = scope
    for name in _OF_THE_STAY:
        rest = rest.without(name)
    condition, values = rest.condition("issued_at")
    counted = _select(rest, tuple(name for name in by if name not in _OF_THE_STAY), "issued_at", "count(*)")
    grouped = _grouped(by[: len(by) - sum(name in _OF_THE_STAY for name in by)])
    for *group, n in connection.execute(counted + NEVER_CALLED + condition + grouped, values):
        known = iter(group)
        if n:
            yield _keys(by, ["" if name in _OF_THE_STAY else next(known) for name in by]), n


def _move_dossiers(
    connection: sqlite3.Connection, scope: Scope, by: Keys, found: Mapping[Keys, Gathered]
) -> None:
    """Count each dossier where its own procedure is, though its visit stands with that of its first one."""
    wanted = scope.where.get("procedure")
    condition, values = scope.without("procedure").condition("came")
    query = _select(scope, by, "came", "ifnull(procedure, ''), others") + _STAYS + " AND others IS NOT NULL"
    for *group, procedure, others in connection.execute(query + condition, values):
        for other, letter in json.loads(others):
            if wanted is None or procedure in wanted:
                found[_keys(by, group)].moved[letter] -= 1
            if wanted is None or other in wanted:
                there = (other if name == "procedure" else key for name, key in zip(by, group, strict=True))
                found[_keys(by, list(there))].moved[letter] += 1


def _keys(by: Keys, group: Sequence[object]) -> Keys:
    return tuple(f"{key:02d}" if name == "hour" else str(key) for name, key in zip(by, group, strict=True))


def _select(scope: Scope, by: Keys, came: str, counted: str) -> str:
    return f"SELECT {', '.join((*(scope.expression(name, came) for name in by), counted))} "


def _grouped(by: Keys) -> str:
    return f" GROUP BY {', '.join(str(place + 1) for place in range(len(by)))}" if by else ""
