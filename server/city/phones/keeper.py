"""Keeps the files up to date with the database: it is notified of each change, and uses the clock for changes without a notice."""

import fcntl
import math
import socket
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg
import structlog

from server.city.database import Database, DatabaseGone
from server.city.phones import trouble
from server.city.phones.centre_feed import centre_feed
from server.city.phones.city_feed import city_feed
from server.city.phones.rows import known, silences
from server.city.phones.writer import AT_LEAST_EVERY_S, FeedWriter

CITY: Final = "city"
"""The file of all of them."""
CHANNEL: Final = "city_changed"
_TICK_S: Final = 0.5
_LOOK_S: Final = 5
_SOONEST_S: Final = 1
_CITY_EVERY_S: Final = 2
_AGAIN_S: Final = 2.0
_log = structlog.get_logger(__name__)


class FeedKeeper:
    """A thread that writes `folder` until it is closed. Where the database is gone the files stay as they are and show their age.

    `clock` gives UTC milliseconds for what the files say, `steady` seconds that only go on, for when they are written.
    """

    def __init__(
        self,
        folder: Path,
        conninfo: str,
        clock: Callable[[], int],
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder, self._conninfo, self._steady = folder, conninfo, steady
        self._writer = FeedWriter(folder, clock, steady)
        self._database = Database(conninfo, most=1)
        self._feeds: dict[str, dict[str, Any]] = {}
        self._pending: set[str] = set()
        self._city_pending = True
        self._looked = -math.inf
        self._trouble: str | None = ""
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="feeds", daemon=True)

    def start(self) -> None:
        """Write all of them, then what changes."""
        self._thread.start()

    def close(self) -> None:
        """Stop writing."""
        self._closing.set()
        self._thread.join(timeout=5)
        self._database.close()

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                with _alone(self._folder), psycopg.connect(self._conninfo, autocommit=True) as listening:
                    listening.execute(f"LISTEN {CHANNEL}")
                    self._begin()
                    self._follow(listening)
            except BlockingIOError:
                pass  # another program of this machine writes them; this one follows when it ends
            except (psycopg.OperationalError, DatabaseGone) as error:
                _log.warning("feeds_without_database", why=str(error))
            except Exception:
                _log.exception("feeds_failed")
            self._closing.wait(_AGAIN_S)

    def _begin(self) -> None:
        self._read(None)
        self._pending = set(self._feeds)
        self._writer.keep_only({CITY, *self._feeds})

    def _follow(self, listening: psycopg.Connection) -> None:
        while not self._closing.is_set():
            self._write()
            told = {note.payload for note in listening.notifies(timeout=_TICK_S, stop_after=1)}
            if self._steady() - self._looked >= _LOOK_S:
                told |= self._unheard()
            if told:
                self._read(told)

    def _unheard(self) -> set[str]:
        """Find centres that fell silent, were retired or added, because there is no notice of that; old files must be written again."""
        self._looked = self._steady()
        with self._database.transaction() as transaction:
            now = silences(transaction)
        if gone := self._feeds.keys() - now.keys():
            self._feeds = {code: feed for code, feed in self._feeds.items() if code not in gone}
            self._writer.keep_only({CITY, *self._feeds})
            self._city_pending = True
        self._pending |= {code for code in self._feeds if self._writer.since(code) >= AT_LEAST_EVERY_S}
        return {
            code
            for code, silent in now.items()
            if code not in self._feeds or self._feeds[code]["silent"] != silent
        }

    def _read(self, codes: Collection[str] | None) -> None:
        with self._database.transaction() as transaction:
            found = {each.code: centre_feed(each) for each in known(transaction, codes)}
        if codes is None:
            self._feeds = {}
        self._feeds |= found
        self._pending |= found.keys()
        self._city_pending = True

    def _write(self) -> None:
        """Write what is pending and due; what cannot be written stays pending."""
        due = {code for code in self._pending if self._writer.since(code) >= _SOONEST_S}
        why = None
        for code in sorted(due & self._feeds.keys()):
            why = self._written(code, self._feeds[code]) or why
        self._pending -= due if why is None else due - self._feeds.keys()
        age = self._writer.since(CITY)
        if (self._city_pending and age >= _CITY_EVERY_S) or age >= AT_LEAST_EVERY_S:
            failed = self._written(CITY, city_feed(self._feeds.values()))
            self._city_pending, why = failed is not None, failed or why
        self._tell(why)

    def _written(self, name: str, content: dict[str, Any]) -> str | None:
        try:
            self._writer.write(name, content)
        except OSError as error:
            return error.strerror or type(error).__name__
        return None

    def _tell(self, why: str | None) -> None:
        if why == self._trouble:
            return
        host, folder = socket.gethostname(), str(self._folder.absolute())
        with self._database.transaction() as transaction:
            if why is None:
                trouble.over(transaction, host, folder)
            else:
                _log.error("feeds_not_written", why=why)
                trouble.tell(transaction, host, folder, why)
        self._trouble = why


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Lock the folder against other writers until the block ends. Raises `BlockingIOError` if it is locked."""
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
