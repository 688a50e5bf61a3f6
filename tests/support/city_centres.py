"""Centres of a city by SQL alone: what a follower and the ingest would have written of them."""

import json
import time
from typing import Any

import psycopg

DAY = "2026-11-29"
_TABLES = """
CREATE TABLE IF NOT EXISTS centre_now (
    centre text PRIMARY KEY, epoch integer, v bigint, seq bigint, day date, state jsonb NOT NULL
);
CREATE TABLE IF NOT EXISTS ticket (
    centre text, id bigint, day date, prefix text, n integer, field text, channel text, issued_at bigint, state text,
    calls integer, dossiers jsonb, slip_out boolean, arrived bigint, point text
);
"""
_CENTRE = """
INSERT INTO centre (code, name, district, heard_at, shown, quiet)
VALUES (%(code)s, %(name)s, %(district)s, now() + %(heard)s, %(shown)s, %(quiet)s)
ON CONFLICT (code) DO UPDATE SET heard_at = excluded.heard_at, shown = excluded.shown, quiet = excluded.quiet
"""
_NOW = """
INSERT INTO centre_now (centre, epoch, v, seq, day, state) VALUES (%(code)s, 1, %(v)s, %(v)s, %(day)s, %(state)s)
ON CONFLICT (centre) DO UPDATE SET v = excluded.v, state = excluded.state
"""
_TICKET = """
INSERT INTO ticket (centre, id, day, prefix, n, field, channel, issued_at, state, calls, dossiers, slip_out, arrived, point)
VALUES (%s, %s, %s, %s, %s, 'CT', 'kiosk', 0, 'waiting', 0, '[]', true, 0, '')
"""


def names(vi: str, en: str) -> dict[str, str]:
    """A text in both languages."""
    return {"vi": vi, "en": en}


FIELDS = {
    "CT": {"names": names("Chứng thực", "Certification"), "prefix": "A"},
    "HT": {"names": names("Hộ tịch", "Civil status"), "prefix": "B"},
}


def state(
    *, lines: dict[str, list[str]], counters: Any = None, calls: Any = None, day: str = DAY, **more: Any
) -> dict[str, Any]:
    """What the journal of a centre came to, with these people in line."""
    fields = {code: field | {"waiting": len(lines.get(code, []))} for code, field in FIELDS.items()}
    found = {"v": 1, "day": day, "fields": fields, "counters": counters or {}, "calls": calls or []}
    return found | more


def shown(
    *, lines: dict[str, list[str]], waits: Any = None, opened: bool | None = True, **more: Any
) -> dict[str, Any]:
    """What a centre said of its hall."""
    found = {
        "lines": lines,
        "open": opened,
        "waits": {"CT": [600, 1200], "HT": None} if waits is None else waits,
    }
    return found | more


def at_counter(number: str, n: str = "3", name: str | None = None) -> dict[str, Any]:
    """A counter that has this number."""
    return {
        n: {
            "name": name,
            "state": "open",
            "fields": ["CT"],
            "number": number,
            "called_at": int(time.time() * 1000),
        }
    }


def call(number: str, n: int = 3, name: str | None = None) -> dict[str, Any]:
    """A call, just now."""
    return {"number": number, "counter": n, "counter_name": name, "at": int(time.time() * 1000)}


class Centres:
    """The city's database, as others fill it."""

    def __init__(self, conninfo: str) -> None:
        self._connection = psycopg.connect(conninfo, autocommit=True)
        self._connection.execute(_TABLES)
        self.v = 0

    def put(
        self,
        code: str = "W0001",
        *,
        name: str = "Phường Hoàn Kiếm",
        district: str = "Trung tâm",
        heard_s: float | None = 3600,
        lines: dict[str, list[str]] | None = None,
        said: dict[str, Any] | None = None,
        came_to: dict[str, Any] | None = None,
        quiet: dict[str, Any] | None = None,
        day: str = DAY,
    ) -> None:
        """A centre as it is now; heard `heard_s` seconds from now, so that no slow test makes it silent, `None` for never."""
        self.v += 1
        queues = {"CT": ["A012", "A013", "A014"]} if lines is None else lines
        values = {
            "code": code,
            "name": name,
            "district": district,
            "heard": None if heard_s is None else f"{heard_s} s",
            "shown": json.dumps(shown(lines=queues) if said is None else said),
            "quiet": json.dumps(quiet or {}),
            "v": self.v,
            "day": day,
            "state": json.dumps(state(lines=queues, day=day) if came_to is None else came_to),
        }
        with self._connection.transaction():
            self._connection.execute(_CENTRE.replace("%(heard)s", "%(heard)s::interval"), values)
            self._connection.execute(_NOW, values)
            self._connection.execute("SELECT pg_notify('city_changed', %s)", (code,))

    def give(self, code: str, row: int, prefix: str, n: int, day: str = DAY) -> None:
        """A number, given in this row of a centre's journal."""
        self._connection.execute(_TICKET, (code, row, day, prefix, n))

    def execute(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        cursor = self._connection.execute(statement, values)
        return [] if cursor.description is None else cursor.fetchall()

    def close(self) -> None:
        self._connection.close()
