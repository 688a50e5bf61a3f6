"""The table of what is set of the centre."""

import sqlite3
from typing import Final

from server.core.events import SettingChanged, SettingsBegun
from server.core.settings import evolve
from server.store import settings
from server.store.projections.base import Happening, Projection, Rows


def _follow(connection: sqlite3.Connection, happening: Happening) -> None:
    before = settings.everything(connection)
    after = evolve(before, happening.entry.event)
    if before.keys() - after.keys():
        settings.clear(connection)
        before = {}
    for key, item in after.items():
        if before.get(key) != item:
            settings.save(connection, key, item)


def _replay(rows: Rows, happening: Happening) -> None:
    after = evolve(rows, happening.entry.event)
    rows.clear()
    rows.update(after)


SETTINGS: Final = (
    Projection("setting", "settings", (SettingsBegun, SettingChanged), _follow, _replay, settings.everything),
)
