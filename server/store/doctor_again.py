"""A repeated examination: what an earlier one found right and what has not changed since is not replayed again.

The same answer for less work (docs/decisions/024-the-doctor-once-more.md). If anything has changed, the whole journal is replayed.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from server.core.reports.days import DAY
from server.store import journal
from server.store.day_digests import day_digests, group_digests
from server.store.doctor import examine
from server.store.examined import Examined, keep
from server.store.known_days import KnownDays
from server.store.program import program

_SINCE: Final = (
    "SELECT tickets.day FROM journal CROSS JOIN tickets ON tickets.id = journal.ticket WHERE journal.seq > ?"
)
_PACKED: Final = "SELECT json_extract(data, '$.day') FROM journal WHERE type = 'day_packed' AND seq > ?"
_UNDOABLE: Final = (
    "SELECT tickets.day FROM steps CROSS JOIN journal ON journal.seq BETWEEN steps.first AND steps.last"
    " CROSS JOIN tickets ON tickets.id = journal.ticket"
)
_IN_HAND: Final = (
    "SELECT day FROM tickets WHERE state IN ('called', 'serving') OR id IN (SELECT ticket FROM counters)"
)
_REDATED: Final = (
    "SELECT tickets.day FROM journal CROSS JOIN tickets ON tickets.id = journal.ticket"
    " WHERE journal.type = 'ticket_redated'"
)
"""What follows from the steps of such a ticket is on two days."""


def examine_and_keep(connection: sqlite3.Connection, folder: Path, version: str, now: int) -> list[str]:
    """All that `examine` finds in this data folder's database; where that is nothing, the next backup need not find it out again.

    `version` is this program's number, as `0.2.0`. What was kept there before is not asked.
    """
    findings, found = examine_again(connection, None, program(version), now)
    if found is not None:
        keep(folder, found)
    return findings


@dataclass(frozen=True, slots=True)
class _Digests:
    """`day_digests` and `group_digests`."""

    days: Mapping[str, str]
    groups: Mapping[str, str]

    @classmethod
    def of(cls, connection: sqlite3.Connection) -> "_Digests":
        return cls(day_digests(connection), group_digests(connection))


def examine_again(
    connection: sqlite3.Connection, before: Examined | None, version: str, now: int
) -> tuple[list[str], Examined | None]:
    """All that `examine` finds in a database that stands still, and, when that is nothing, what to give the next time as `before`.

    `version` is this program's (`program.py`), `now` is in UTC milliseconds.
    """
    if before is not None and before.counts(version, now):
        with suppress(sqlite3.Error):
            if (examined := _once_more(connection, before, now)) is not None:
                return [], examined
    findings = list(examine(connection))
    if findings:
        return findings, None
    return [], _examined(connection, version, now, _Digests.of(connection), {})


def _once_more(connection: sqlite3.Connection, before: Examined, now: int) -> Examined | None:
    """What is known afterwards; `None` where anything is to be said, or may be."""
    digests = _Digests.of(connection)
    days = before.spared(now) - _days(connection, _SINCE, before.seq)
    days -= _days(connection, _PACKED, before.seq) | _days(connection, _UNDOABLE)
    if any(digests.days.get(day) != before.days[day][0] for day in days):
        return None
    packed = days & _days(connection, _PACKED, 0)
    same = {period for period, made in before.groups.items() if digests.groups.get(period) == made}
    others = digests.days.keys() - (days & same)
    groups = {p for p in same if p in days or not any(day.startswith(p) for day in others)}
    known = KnownDays(
        before.seq,
        bytes.fromhex(before.digest),
        frozenset(days - packed),
        frozenset(packed),
        frozenset(groups),
    )
    if any(True for _ in examine(connection, known)):
        return None
    replayed = {day: before.days[day][1] for day in days}
    return _examined(connection, before.version, now, digests, replayed)


def _examined(
    connection: sqlite3.Connection, version: str, now: int, digests: "_Digests", spared: dict[str, int]
) -> Examined:
    """What is known of a database in which all is right: of the days before its last one that are over.

    Those that were `spared` were replayed at their own moments, all others now.
    """
    seq, last = journal.last(connection)
    rest = _days(connection, _IN_HAND) | _days(connection, _REDATED)
    days = {
        day: (made, spared.get(day, now))
        for day, made in digests.days.items()
        if day < (last or "") and day not in rest
    }
    groups = {p: made for p, made in digests.groups.items() if p in days or len(p) < DAY}
    return Examined(version, now, seq, journal.last_digest(connection).hex(), days, groups)


def _days(connection: sqlite3.Connection, query: str, *values: int) -> set[str]:
    return {day for (day,) in connection.execute(query, values)}
