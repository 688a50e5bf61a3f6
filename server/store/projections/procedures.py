"""The table of what the centre changed of the catalogue."""

import sqlite3
from typing import Final

from server.core.events import ElsewhereChanged, ProcedureChanged
from server.core.procedures.edits import evolve, key_of
from server.store.procedures import edits
from server.store.projections.base import Happening, Projection, Rows


def _follow(connection: sqlite3.Connection, happening: Happening) -> None:
    event = happening.entry.event
    assert isinstance(event, ProcedureChanged | ElsewhereChanged)
    key = key_of(event)
    edits.save(connection, key, evolve(edits.find(connection, key), event, happening.entry.seq))


def _replay(rows: Rows, happening: Happening) -> None:
    event = happening.entry.event
    assert isinstance(event, ProcedureChanged | ElsewhereChanged)
    key = key_of(event)
    rows[key] = evolve(rows.get(key), event, happening.entry.seq)


PROCEDURES: Final = (
    Projection(
        "edit of the catalogue",
        "catalogue_edits",
        (ProcedureChanged, ElsewhereChanged),
        _follow,
        _replay,
        edits.everything,
    ),
)
