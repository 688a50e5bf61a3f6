"""What stands besides the queue, in three tables with one life (`server.core.notices.evolve_standing`)."""

import sqlite3
from functools import partial
from typing import Final

from server.core.events import (
    EmergencyLifted,
    EmergencyRaised,
    NoticePlaced,
    NoticeRemoved,
    OutageDeclared,
    OutageEnded,
)
from server.core.notices import Standing, evolve_standing
from server.store.notices import tables
from server.store.projections.base import Happening, Projection, Rows


def _follow(connection: sqlite3.Connection, happening: Happening) -> None:
    tables.follow(connection, happening.entry)


def _replay(part: str, rows: Rows, happening: Happening) -> None:
    after = getattr(evolve_standing(Standing(**{part: rows}), happening.entry), part)
    rows.clear()
    rows.update(after)


NOTICES: Final = (
    Projection(
        "notice",
        "notices",
        (NoticePlaced, NoticeRemoved),
        _follow,
        partial(_replay, "notices"),
        tables.notices,
    ),
    Projection(
        "outage",
        "outages",
        (OutageDeclared, OutageEnded),
        _follow,
        partial(_replay, "outages"),
        tables.outages,
    ),
    Projection(
        "emergency message",
        "emergencies",
        (EmergencyRaised, EmergencyLifted),
        _follow,
        partial(_replay, "emergencies"),
        tables.emergencies,
    ),
)
