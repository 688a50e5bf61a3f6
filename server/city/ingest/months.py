"""The months of the log: each has its own partition, made before its rows come; rows of unlikely months are in log_other."""

from collections.abc import Iterable
from datetime import date, timedelta
from threading import Lock
from typing import Final

from structlog import get_logger

from server.city.database import Database

FIRST_YEAR: Final = 2020
AHEAD_DAYS: Final = 62
_log = get_logger(__name__)


class Months:
    """Those that this process knows to be there; safe to use from many threads."""

    def __init__(self) -> None:
        self._known: set[date] = set()
        self._ahead: date | None = None
        self._lock = Lock()

    def ready(self, database: Database, days: Iterable[date], today: date) -> None:
        """Make the months of these days, and once a day those to come. Raises `DatabaseGone`."""
        wanted = {day.replace(day=1) for day in days if _likely(day, today)}
        ahead = self._ahead != today
        if ahead:
            wanted |= {_month(today, n) for n in range(3)}
        if wanted <= self._known and not ahead:
            return
        if not self._lock.acquire(blocking=False):
            return  # another thread is at it: rows of a month that is not there yet find room in log_other
        try:
            for month in sorted(wanted - self._known):
                _make(database, month)
                self._known.add(month)
            self._ahead = today
        finally:
            self._lock.release()


def _make(database: Database, month: date) -> None:
    with database.transaction() as transaction:
        row = transaction.execute("SELECT log_month(%s)", (month,)).fetchone()
    if row is not None and row[0]:
        _log.info("log_month_made", month=month.isoformat())


def _likely(day: date, today: date) -> bool:
    return day.year >= FIRST_YEAR and day <= today + timedelta(days=AHEAD_DAYS)


def _month(today: date, n: int) -> date:
    months = today.year * 12 + today.month - 1 + n
    return date(months // 12, months % 12 + 1, 1)
