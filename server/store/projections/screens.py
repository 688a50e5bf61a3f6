"""The table of screens' places."""

import sqlite3
from typing import Final

from server.core.events import ScreenPlaced
from server.core.screens.place import ScreenPlace
from server.store import screens
from server.store.projections.base import Happening, Projection, Rows


def _follow(connection: sqlite3.Connection, happening: Happening) -> None:
    assert isinstance(happening.entry.event, ScreenPlaced)
    screens.place(connection, happening.entry.event)


def _replay(rows: Rows, happening: Happening) -> None:
    event = happening.entry.event
    assert isinstance(event, ScreenPlaced)
    rows[event.device] = ScreenPlace(event.hall, event.layout, event.panel, event.sound)


SCREENS: Final = (Projection("screen", "screens", (ScreenPlaced,), _follow, _replay, screens.everything),)
