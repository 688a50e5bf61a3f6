"""Writes for many centres at once: the changed rows, one statement for each table, and the new states."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from server.city.database import Transaction
from server.city.fold.reading import Works
from server.city.fold.rows import (
    COUNTER,
    SETTING,
    STAY,
    TICKET,
    as_json,
    counter_row,
    setting_row,
    stay_row,
    ticket_row,
)
from server.city.fold.tables import FIRST_ROW
from server.city.fold.work import Halt, Work

CHANNEL: Final = "city_changed"
"""The channel on which the codes of centres with a changed state are sent."""
_TABLES: Final = ("ticket", "counter", "stay", "setting")


def _upsert(table: str, key: str, columns: Sequence[str]) -> str:
    others = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in key.split(", "))
    return (
        f"INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, %s::json)"
        f" ON CONFLICT (centre, {key}) DO UPDATE SET {others}"
    )


_SAVE_TICKETS: Final = _upsert("ticket", "id", TICKET)
_SAVE_COUNTERS: Final = _upsert("counter", "n", COUNTER)
_SAVE_STAYS: Final = _upsert("stay", "day, seq", STAY)
_SAVE_SETTINGS: Final = _upsert("setting", "part, key", SETTING)
_PACK: Final = (
    "UPDATE ticket SET language = NULL FROM unnest(%s::text[], %s::date[]) AS w (centre, day)"
    f" WHERE ticket.centre = w.centre AND ticket.day = w.day AND language IS NOT NULL AND id <> {FIRST_ROW}"
)
_NO_STAYS: Final = (
    "DELETE FROM stay USING unnest(%s::text[], %s::date[], %s::bigint[]) AS w (centre, day, seq)"
    " WHERE stay.centre = w.centre AND stay.day = w.day AND stay.seq = w.seq"
)
_COME: Final = (
    "WITH w AS (SELECT * FROM json_to_recordset(%s::json) AS w (code text, epoch integer, settings bigint, folded bigint,"
    " v bigint, memo json, halted jsonb)), kept AS (UPDATE folding SET epoch = w.epoch, folded = w.folded, v = w.v,"
    " settings = w.settings, memo = w.memo, turned_at = clock_timestamp() FROM w WHERE centre = w.code)"
    " UPDATE centre SET folded = w.folded, v = w.v, halted = w.halted FROM w WHERE centre.code = w.code"
)
_TELL: Final = (
    "WITH w AS (SELECT * FROM json_to_recordset(%s::json) AS w (code text, epoch integer, v bigint, seq bigint, day date,"
    " state jsonb)), told AS (INSERT INTO centre_now (centre, epoch, v, seq, day, state)"
    " SELECT code, epoch, v, seq, day, state FROM w ON CONFLICT (centre) DO UPDATE SET epoch = excluded.epoch,"
    " v = excluded.v, seq = excluded.seq, day = excluded.day, state = excluded.state)"
    f" SELECT pg_notify('{CHANNEL}', code) FROM w"
)


def clear(connection: Transaction, centres: Sequence[str]) -> None:
    """Delete the tables of these centres; their screens keep the old state until a new one is known."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table} WHERE centre = ANY(%s)", (list(centres),))


def save(connection: Transaction, works: Works) -> None:
    """Write what changed in the tables of each."""
    _save(connection, _PACK, [(work.centre, day) for work in works.values() for day in work.tables.packed])
    _save(connection, _NO_STAYS, [key for work in works.values() for key in _gone(work)])
    for statement, rows in (
        (_SAVE_TICKETS, _tickets),
        (_SAVE_COUNTERS, _counters),
        (_SAVE_STAYS, _stays),
    ):
        if found := [row for work in works.values() for row in rows(work)]:
            connection.execute(statement, (as_json(found),))
    for work in works.values():
        if work.set_anew:
            _set_anew(connection, work)


def _save(connection: Transaction, statement: str, keys: Sequence[tuple[Any, ...]]) -> None:
    if keys:
        connection.execute(statement, [list(column) for column in zip(*keys, strict=True)])


def _tickets(work: Work) -> Iterable[Mapping[str, Any]]:
    return [ticket_row(work.centre, now) for _, now in work.moved]


def _counters(work: Work) -> Iterable[Mapping[str, Any]]:
    return [counter_row(work.centre, counter) for counter in work.turned]


def _stays(work: Work) -> Iterable[Mapping[str, Any]]:
    return [stay_row(work.centre, now) for _, now in work.stayed if now is not None]


def _gone(work: Work) -> Iterable[tuple[str, str, int]]:
    return [
        (work.centre, was.day, was.seq)
        for was, now in work.stayed
        if was is not None and (now is None or now.day != was.day)
    ]


def _set_anew(connection: Transaction, work: Work) -> None:
    connection.execute("DELETE FROM setting WHERE centre = %s", (work.centre,))
    rows = [setting_row(work.centre, key, item) for key, item in (work.tables.settings or {}).items()]
    connection.execute(_SAVE_SETTINGS, (as_json(rows),))


def come(connection: Transaction, works: Works) -> None:
    """Each has come as far as its `upto`, or stands still there; its `v` is this."""
    rows = [
        {
            "code": work.centre,
            "epoch": work.epoch,
            "settings": work.settings,
            "folded": work.upto,
            "v": work.v,
            "memo": None if work.day is None else work.day.as_facts(),
            "halted": None if work.halt is None else work.halt._asdict(),
        }
        for work in works.values()
    ]
    connection.execute(_COME, (as_json(rows),))


def tell(connection: Transaction, states: Sequence[tuple[Work, Mapping[str, Any]]]) -> None:
    """Store each centre's state; listeners are notified once the transaction is committed."""
    rows = [
        {
            "code": work.centre,
            "epoch": work.epoch,
            "v": work.v,
            "seq": state["seq"],
            "day": state["day"],
            "state": state,
        }
        for work, state in states
    ]
    if rows:
        connection.execute(_TELL, (as_json(rows),))


def halt(connection: Transaction, centre: str, why: Halt) -> None:
    """Stop a centre's tables before this row, and notify the listeners."""
    told = json.dumps(why._asdict(), ensure_ascii=False)
    connection.execute("UPDATE centre SET halted = %s::jsonb WHERE code = %s", (told, centre))
    notify(connection, [centre])


def notify(connection: Transaction, centres: Sequence[str]) -> None:
    """Notify listeners that something about these centres has changed."""
    connection.execute(
        f"SELECT pg_notify('{CHANNEL}', code) FROM unnest(%s::text[]) AS code", (list(centres),)
    )
