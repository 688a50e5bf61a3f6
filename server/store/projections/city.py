"""The table of cities that the centre has belonged to, whose lives are in `server.core.link.ties`."""

import sqlite3
from typing import Final

from server.core.events import CityJoined, CityLeft
from server.core.link.ties import evolve_tie
from server.store import city_ties
from server.store.projections.base import Happening, Projection, Rows


def _follow(connection: sqlite3.Connection, happening: Happening) -> None:
    city_ties.save(connection, evolve_tie(city_ties.newest(connection), happening.entry))


def _replay(rows: Rows, happening: Happening) -> None:
    newest = rows[max(rows)] if rows else None
    after = evolve_tie(newest, happening.entry)
    rows[after.seq] = after


CITY: Final = (
    Projection("city", "city_ties", (CityJoined, CityLeft), _follow, _replay, city_ties.everything),
)
