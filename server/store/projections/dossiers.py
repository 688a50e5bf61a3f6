"""The table of the dossier system's list that is in use; its rows are beside the journal."""

import sqlite3
from typing import Final

from server.core.events import DossiersDeleted, DossiersImported, Entry
from server.store.dossiers import imports
from server.store.dossiers.imports import Import
from server.store.projections.base import Happening, Projection, Rows


def _follow(connection: sqlite3.Connection, happening: Happening) -> None:
    event = happening.entry.event
    if isinstance(event, DossiersDeleted):
        imports.remove(connection, event.batch)
    elif isinstance(event, DossiersImported):
        imports.put(connection, _import(happening.entry, event))


def _replay(rows: Rows, happening: Happening) -> None:
    event = happening.entry.event
    if isinstance(event, DossiersDeleted):
        rows.pop(event.batch, None)
    elif isinstance(event, DossiersImported):
        rows.clear()
        rows[event.batch] = _import(happening.entry, event)


def _import(entry: Entry, event: DossiersImported) -> Import:
    where = (event.batch, entry.seq, entry.at, entry.actor)
    return Import(
        *where, event.source, event.digest, event.first, event.last, tuple(event.columns), event.rows
    )


DOSSIERS: Final = (
    Projection(
        "list of dossiers",
        "dossier_imports",
        (DossiersImported, DossiersDeleted),
        _follow,
        _replay,
        imports.everything,
    ),
)
