"""The rows of lists go: by somebody's hand, when another list takes their place, and when their time is over."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from server.core.events import DossiersDeleted
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.last_day import last_sure_day
from server.store import Transaction
from server.store.dossiers import imports, table

_PART: Final = 2000
_ACTOR: Final = "system"


def delete(context: Context, actor: str) -> int:
    """Delete the list in use; returns how many rows it had. Raises `no_dossiers`."""

    def record(transaction: Transaction) -> int:
        now = imports.current(transaction.connection)
        if now is None:
            raise Refusal("no_dossiers")
        transaction.record(DossiersDeleted(now.batch, now.rows), actor)
        return now.rows

    rows = context.store.write(record)
    delete_rows(context, lambda batch, in_use: batch != in_use)
    return rows


def forget_dossiers(context: Context) -> None:
    """Delete the list when it is older than the setting allows, and rows of which nothing came.

    Its age is counted to the last day that surely was one, and not to the clock (as that of words is).
    """
    if context.store.write(lambda transaction: _is_over(context, transaction)):
        delete(context, _ACTOR)
    delete_rows(context, lambda batch, in_use: batch != in_use)


def _is_over(context: Context, transaction: Transaction) -> bool:
    return is_over(context, transaction.connection, transaction.day, context.centre.dossiers.keep_days)


def is_over(context: Context, connection: sqlite3.Connection, day: str, keep_days: int) -> bool:
    """Whether there is a list that is older than so many days."""
    now = imports.current(connection)
    if now is None:
        return False
    taken_in = context.centre.local(now.at).date()
    last = last_sure_day(context, connection, day)
    return last is not None and taken_in + timedelta(days=keep_days) < last


def delete_rows(context: Context, goes: Callable[[int, int | None], bool]) -> None:
    """Delete the rows of those batches, part by part; `goes` is asked of each batch, beside the one that is in use."""

    def some(transaction: Transaction) -> int:
        connection = transaction.connection
        now = imports.current(connection)
        in_use = None if now is None else now.batch
        for batch in table.batches(connection):
            if goes(batch, in_use):
                return table.delete_some(connection, batch, _PART)
        return 0

    while context.store.write(some):
        pass
