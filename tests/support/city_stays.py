"""What a centre's journal comes to at the city, put there by hand: its stays and its numbers, as its own tables have them."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from server.city.database import Transaction

STAYS = [
    "seq",
    "day",
    "ticket",
    "came",
    "field",
    "channel",
    "priority",
    "procedure",
    "counter",
    "previous",
    "since",
    "called_at",
    "last_called_at",
    "served_at",
    "ended_at",
    "again_at",
    "point",
    "others",
    "marks",
    "times",
]
TICKETS = [
    "id",
    "day",
    "field",
    "procedure",
    "channel",
    "issued_at",
    "state",
    "first_called_at",
    "away_until",
    "point",
]
_MADE = """
    CREATE TABLE IF NOT EXISTS stay (centre text, day date, seq bigint,
        ticket bigint, came bigint, field text, channel text, priority text, procedure text, counter integer, previous bigint,
        since bigint, called_at bigint, last_called_at bigint, served_at bigint, ended_at bigint, again_at bigint, point text,
        others jsonb, marks text, times text, PRIMARY KEY (centre, day, seq));
    CREATE TABLE IF NOT EXISTS ticket (centre text, id bigint, day date, prefix text, n integer, field text, procedure text,
        priority text, channel text, issued_at bigint, state text, counter integer, calls integer, called_at bigint,
        call_seq bigint, served_at bigint, ended_at bigint, outcome text, print text, for_counter integer, taken_seq bigint,
        first_called_at bigint, low_s integer, high_s integer, dossiers jsonb, slip_out boolean, arrived bigint, language text,
        dossiers_told integer, away_until bigint, point text, request text, PRIMARY KEY (centre, id));
    CREATE TABLE IF NOT EXISTS centre_now
        (centre text PRIMARY KEY, epoch integer, v bigint, seq bigint, day date, state jsonb)
"""


_NOT_READ = {"prefix": "A", "n": 1, "calls": 0, "dossiers": "[]", "slip_out": False, "arrived": 0}
"""What a ticket must have, and no report looks at."""


def make_tables(transaction: Transaction) -> None:
    """Those that followers keep, where the city has none yet."""
    for statement in _MADE.split(";"):
        transaction.execute(statement)


def bring(transaction: Transaction, centre: str, connection: sqlite3.Connection) -> None:
    """Everything that a centre's own tables have."""
    for row in _read(connection, "stays", STAYS):
        values = dict(zip(STAYS, row, strict=True))
        _insert(transaction, "stay", {"centre": centre, **values, "others": _json(values["others"])})
    for row in _read(connection, "tickets", TICKETS):
        _insert(
            transaction, "ticket", {"centre": centre, **dict(zip(TICKETS, row, strict=True)), **_NOT_READ}
        )


def _read(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    return connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()


def _json(others: str | None) -> str | None:
    return None if others is None else json.dumps(json.loads(others))


def _insert(transaction: Transaction, table: str, values: dict[str, Any]) -> None:
    names, places = ", ".join(values), ", ".join(f"%({name})s" for name in values)
    transaction.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", values)
