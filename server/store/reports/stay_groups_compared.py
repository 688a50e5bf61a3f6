"""What was put together of stays, compared with them by the doctor."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from server.core.differences import NO_SENSE
from server.core.reports.clocks import offsets_from
from server.core.reports.days import DAY, MONTH, YEAR
from server.store.reports import stay_groups
from server.store.reports.scope import Scope
from server.store.reports.stay_groups import OTHERS, WHOLE, Group

_STORED: Final = (
    f"SELECT name, key, marks, times FROM stay_groups WHERE period = ? AND name IN ('{WHOLE}', {OTHERS})"
)
_PERIODS: Final = "SELECT DISTINCT period FROM stay_groups"
_LONGER: Final = (YEAR, MONTH)


def differences(connection: sqlite3.Connection, spared: Collection[str]) -> Iterator[str]:
    """The periods put together that are not what their stays are, as sentences; without those that are `spared`."""
    try:
        there, days = stay_groups.made(connection), stay_groups.days(connection)
        for period, clock in there.items():
            if period not in spared:
                yield from _unlike(connection, period, clock)
        yield from _of_other_days(connection, there, days)
    except (sqlite3.Error, *NO_SENSE) as wrong:
        yield f"stay group: {wrong}"


def _unlike(connection: sqlite3.Connection, period: str, clock: str) -> Iterator[str]:
    found, wanted = (
        _by_key(connection.execute(_STORED, (period,))),
        _by_key(_wanted(connection, period, clock)),
    )
    for name, key in sorted(found.keys() | wanted.keys()):
        if found.get((name, key)) != wanted.get((name, key)):
            yield f"stay group {period} {name} {key}: not what its stays are"


def _wanted(connection: sqlite3.Connection, period: str, clock: str) -> Iterable[Group]:
    if len(period) == DAY:
        return stay_groups.of_day(connection, Scope(period, period, offsets=offsets_from(clock)))
    return stay_groups.merged(connection, period).groups


def _by_key(groups: Iterable[Sequence[str]]) -> dict[tuple[str, str], list[str]]:
    return {(name, key): texts for name, key, *texts in groups}


def _of_other_days(
    connection: sqlite3.Connection, there: Mapping[str, str], days: Sequence[str]
) -> Iterator[str]:
    """Periods that hold a day which was not put together, or by another clock; that have no day with stays; or not their own row."""
    odd = {day[:size] for day in days for size in _LONGER if there.get(day) != there.get(day[:size])}
    with_days = {day[:size] for day in days for size in (*_LONGER, DAY)}
    for (period,) in connection.execute(_PERIODS):
        if period not in there or period not in with_days or period in odd:
            yield f"stay group {period}: of other days than those that have stays and were put together"
