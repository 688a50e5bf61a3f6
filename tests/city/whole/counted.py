"""What a city holds of a centre, counted by plain SQL on both sides: nothing of it goes by the product's own comparison."""

from collections.abc import Iterator, Mapping
from typing import Any

from psycopg import Connection

from server.service.context import Context

QUEUE = frozenset(
    {
        "ticket_issued",
        "ticket_brought_in",
        "ticket_called",
        "ticket_recalled",
        "service_started",
        "ticket_finished",
        "ticket_missed",
        "ticket_returned",
        "ticket_parked",
        "ticket_resumed",
        "ticket_place_kept",
        "ticket_transferred",
        "ticket_restored",
        "ticket_cancelled",
        "ticket_lapsed",
        "counter_opened",
        "counter_closed",
        "counter_restored",
    }
)
"""Rows of these types must have come, whatever else a centre tells its city."""
_JOURNAL = "SELECT seq, at, day, type, ticket, counter FROM journal"
_LOG = "SELECT seq, at, day::text, type, ticket, counter FROM log_now WHERE centre = %s"
_OWN = "SELECT day, prefix, field, state, count(*), sum(n) FROM tickets GROUP BY 1, 2, 3, 4"
_CITYS = "SELECT day::text, prefix, field, state, count(*), sum(n)::bigint FROM ticket WHERE centre = %s GROUP BY 1, 2, 3, 4"
_PACKED = "SELECT json_extract(data, '$.day') FROM journal WHERE type = 'day_packed'"
_NUMBERS = (
    "SELECT data->>'prefix', max((data->>'n')::integer) FROM log"
    " WHERE centre = %s AND type = 'ticket_issued' AND data->>'day' = %s GROUP BY 1"
)
_GIVEN = (
    "SELECT json_extract(data, '$.prefix'), json_extract(data, '$.n') FROM journal"
    " WHERE type = 'ticket_issued' AND seq > ? AND json_extract(data, '$.day') = ?"
)


def unlike(city: Connection[Any], code: str, context: Context) -> Iterator[str]:
    """Every row and every count of the one that is not the other's."""
    with context.store.read() as connection:
        own = {seq: row for seq, *row in connection.execute(_JOURNAL)}
        packed = {day for (day,) in connection.execute(_PACKED)}
        there = _counts(connection.execute(_OWN), packed)
    log = {seq: row for seq, *row in city.execute(_LOG, (code,))}
    for seq in sorted(log):
        if seq in own and own[seq] != log[seq]:
            yield f"row {seq} is {own[seq]}, the city has {log[seq]}"
        elif seq > max(own):
            yield f"row {seq} is the city's alone: {log[seq]}"
    for seq, row in own.items():
        if row[2] in QUEUE and row[1] not in packed and seq not in log:
            yield f"row {seq} never came: {row}"
    here = _counts(city.execute(_CITYS, (code,)), packed)
    for key in sorted(there.keys() | here.keys()):
        if there.get(key) != here.get(key):
            yield f"{key}: the centre counts {there.get(key)}, the city {here.get(key)}"


def rows_ever(city: Connection[Any], code: str) -> int:
    """How many rows the city was ever sent of a centre, of all its histories."""
    (found,) = city.execute("SELECT count(*) FROM log WHERE centre = %s", (code,)).fetchone() or (0,)
    return int(found)


def numbers(city: Connection[Any], code: str, day: str) -> dict[str, int]:
    """How far each series of a day came in any history of the centre."""
    return dict(city.execute(_NUMBERS, (code, day)).fetchall())


def given_again(context: Context, after: int, day: str, known: Mapping[str, int]) -> list[str]:
    """Numbers of a day that were given after row `after`, and that people may have held before."""
    with context.store.read() as connection:
        return [f"{p}{n}" for p, n in connection.execute(_GIVEN, (after, day)) if n <= known.get(p, 0)]


def _counts(rows: Any, packed: set[str]) -> dict[tuple[str, ...], tuple[int, int]]:
    return {(day, *key): (count, total) for day, *key, count, total in rows if day not in packed}
