"""The table that figures are counted from."""

import sqlite3
from functools import cache
from typing import Any, Final

from server.core.reports.following import FOLLOWED, TicketStep, changes
from server.core.reports.stays import Stay
from server.store.projections.base import Happening, Projection, Rows
from server.store.reports import stays


def _follow(connection: sqlite3.Connection, happening: Happening) -> None:
    before = happening.ticket_before
    assert before is not None

    @cache
    def find(seq: int) -> Stay:
        return stays.find(connection, before.day, seq)

    def limit_s(field: str) -> int | None:
        return stays.limit_s(connection, field)

    for old, new in changes(_step(happening, find, limit_s)):
        stays.change(connection, old, new)


def _replay(rows: Rows, happening: Happening) -> None:
    def limit_s(field: str) -> int | None:
        item = happening.tables.get("setting", {}).get(("fields", field))
        return None if item is None else _limit_s(item.value)

    for old, new in changes(_step(happening, rows.__getitem__, limit_s)):
        if old is not None:
            del rows[old.seq]
        if new is not None:
            rows[new.seq] = new


def _limit_s(value: Any) -> int | None:
    minutes = value.get("real_wait_limit_minutes")
    return None if minutes is None else minutes * 60


def _step(happening: Happening, find: Any, limit_s: Any) -> TicketStep:
    before, after, counter = happening.ticket_before, happening.ticket, happening.counter_before
    assert before is not None
    assert after is not None
    holder = None if counter is None else counter.officer
    return TicketStep(happening.entry, before, after, holder, find, limit_s)


REPORTS: Final = (Projection("stay", "stays", FOLLOWED, _follow, _replay, stays.everything),)
