"""A centre's own tables, read from its data folder or a copy of its database, without changing anything."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.command.reading import reading, reading_file


@dataclass(frozen=True, slots=True)
class CentreTables:
    """A centre's `server.city.fold.tables.Tables` after row `last`; `gone` are visits whose rows have left its journal."""

    tables: Any
    last: int
    gone: frozenset[int]


@contextmanager
def opened(data: Path | None, export: Path | None) -> Iterator[sqlite3.Connection]:
    """The database of a data folder, or the file that `goiso export --copy` wrote."""
    with reading(data) if data is not None else reading_file(export or Path()) as connection:
        yield connection


def tables_of(connection: sqlite3.Connection) -> CentreTables:
    """All tables of which the city may know a part."""
    from server.city.fold.tables import Tables
    from server.store import settings
    from server.store.queue import counters, tickets
    from server.store.reports import stays
    from server.store.retention import runs

    own = Tables(
        tickets.everything(connection),
        counters.everything(connection),
        stays.everything(connection),
        settings.everything(connection),
    )
    (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
    gone = frozenset(id_ for id_ in own.tickets if runs.holds(connection, id_))
    return CentreTables(own, last, gone)
