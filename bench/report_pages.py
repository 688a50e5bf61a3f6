"""The other pages with figures: the requests for them, and the ballots and dossiers that they show."""

import random
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bench.centre import FIELDS
from server.core.dossiers.rows import COLUMNS, Dossier, DossierChannel
from server.core.dossiers.states import DossierState
from server.core.reports.stays import Stay
from server.store.dossiers import imports
from server.store.dossiers import table as dossiers
from server.store.ratings import table as ratings

_BATCH: Final = 1
_SEED: Final = 6
_RATED: Final = 3
"""Of so many visits one is rated."""
_TARGET_MS: Final = 300.0
_TODAY_MS: Final = 50.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A page, and within how many milliseconds it is to be there."""

    name: str
    path: str
    target_ms: float = _TARGET_MS


def asked(first: str, year: str, last: str) -> tuple[Asked, ...]:
    """Over all days from `first`, over the year from `year`, and of today; `last` is yesterday."""
    days = f"from={first}&to={last}"
    return (
        Asked("The page of the visits behind it", f"/admin/reports/visits?{days}"),
        Asked("… of one field's, in order", f"/admin/reports/visits?{days}&field={FIELDS[0]}"),
        Asked(
            "The page of a year, with heatmaps and small charts",
            f"/admin/reports?from={year}&to={last}&by=field",
        ),
        Asked("The page of Form 06", f"/admin/reports/form06?{days}"),
        Asked("The page of ratings", f"/admin/ratings?{days}"),
        Asked("Today's page of the manager", "/admin", _TODAY_MS),
        Asked("… the report of 15:00", "/admin/reports/today", _TODAY_MS),
        Asked("… the page of today by field", "/admin/reports?preset=today&by=field", _TODAY_MS),
    )


def rate(connection: sqlite3.Connection, of_day: Sequence[Stay]) -> None:
    """Some of a day's visits were rated."""
    for n, stay in enumerate(of_day[::_RATED]):
        level = (3, 3, 2, 3, 1)[n % 5]
        reason = "wait" if level == 1 else None
        ratings.add(
            connection,
            ratings.Rating(stay.ticket, stay.seq, stay.day, stay.counter or 1, stay.officer, level, reason),
        )


def list_dossiers(connection: sqlite3.Connection, first: date, last: date, rows: int) -> None:
    """A list of so many dossiers of these days is in use."""
    connection.execute("BEGIN")
    dossiers.add(connection, _BATCH, [*_dossiers(first, last, rows)])
    now = round(time.time() * 1000)
    days = (first.isoformat(), last.isoformat())
    imports.put(connection, imports.Import(_BATCH, 1, now, "bench", "list.csv", "", *days, COLUMNS, rows))
    connection.execute("COMMIT")


def _dossiers(first: date, last: date, rows: int) -> Iterator[Dossier]:
    dice = random.Random(_SEED)
    for n in range(rows):
        received = first + timedelta(days=dice.randrange((last - first).days + 1))
        due, finished = (received + timedelta(days=dice.randrange(1, 20)) for _ in range(2))
        ended = finished <= last
        yield Dossier(
            f"H26.14-{n:06d}",
            dice.choice(FIELDS),
            None,
            DossierState.RETURNED if ended else DossierState.PROCESSING,
            received.isoformat(),
            due.isoformat(),
            finished.isoformat() if ended else None,
            dice.choice(tuple(DossierChannel)),
        )
