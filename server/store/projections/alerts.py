"""The table of alerts that stand."""

import sqlite3
from typing import Final

from server.core.alerts import evolve
from server.core.events import AlertAcknowledged, AlertEnded, AlertRaised
from server.store import alerts
from server.store.projections.base import Happening, Projection, Rows


def _follow(connection: sqlite3.Connection, happening: Happening) -> None:
    alerts.follow(connection, happening.entry)


def _replay(rows: Rows, happening: Happening) -> None:
    after = evolve(rows, happening.entry)
    rows.clear()
    rows.update(after)


ALERTS: Final = (
    Projection(
        "alert",
        "alerts",
        (AlertRaised, AlertAcknowledged, AlertEnded),
        _follow,
        _replay,
        alerts.everything,
    ),
)
