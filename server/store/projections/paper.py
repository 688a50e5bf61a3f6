"""The table of pads that were printed."""

import sqlite3
from typing import Final

from server.core.events import PadPrinted
from server.store import paper
from server.store.paper import Pad
from server.store.projections.base import Happening, Projection, Rows


def _follow(connection: sqlite3.Connection, happening: Happening) -> None:
    event = happening.entry.event
    assert isinstance(event, PadPrinted)
    paper.save(connection, _pad(happening, event, paper.find(connection, event.pad)))


def _replay(rows: Rows, happening: Happening) -> None:
    event = happening.entry.event
    assert isinstance(event, PadPrinted)
    rows[event.pad] = _pad(happening, event, rows.get(event.pad))


def _pad(happening: Happening, event: PadPrinted, before: Pad | None) -> Pad:
    entry = happening.entry
    first, times = (entry.seq, 0) if before is None else (before.seq, before.again + 1)
    return Pad(event.pad, event.prefix, event.count, first, entry.at, entry.actor, times)


PADS: Final = (Projection("pad", "pads", (PadPrinted,), _follow, _replay, paper.everything),)
"""One row for each pad of paper numbers."""
