"""Where the board's news come from: the database says what changed, one process reads it for all, and each for itself when it must."""

import threading
import time
from collections.abc import Collection
from dataclasses import asdict
from typing import Any, Final

import psycopg
import structlog

from server.city.board.mirror import Mirror, News
from server.city.board.reading import standings
from server.city.board.relay import Relay
from server.city.board.view import tile
from server.city.database import Transaction

_CHANNEL: Final = "city_changed"
_LOCK: Final = 7_305_420_002
_PULSE_S: Final = 1.0
_WHOLE_S: Final = 2.0
_RELAYED_WHOLE_S: Final = 10.0
_AGAIN_S: Final = 1.0
_REST_FACTOR: Final = 4
_MOST_REST_S: Final = 0.05
_TIMEOUT: Final = "3s"
_log = structlog.get_logger(__name__)


class Source:
    """Keeps `mirror` equal to the database. With a Redis address, the process that holds the database's lock reads for all.

    A process that hears nothing from it for three seconds reads by itself meanwhile. Everything is read again every two seconds, because
    a silent centre sends no notice, and a notice of the database may be lost.
    """

    def __init__(self, conninfo: str, mirror: Mirror, redis_url: str | None) -> None:
        self._conninfo, self._mirror = conninfo, mirror
        self._closing = threading.Event()
        self._relay = None if redis_url is None else Relay(redis_url, self._relayed, self._catch_up)
        self._leads = False
        self._whole_at = self._relayed_at = self._asked_at = -_RELAYED_WHOLE_S
        self._thread = threading.Thread(target=self._run, name="board-source", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop reading."""
        self._closing.set()
        if self._relay is not None:
            self._relay.close()
        self._thread.join(timeout=2 * _PULSE_S)

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                with self._connected() as connection:
                    connection.execute(f"LISTEN {_CHANNEL}")
                    self._follow(connection)
            except (psycopg.Error, OSError) as error:
                _log.warning("database_not_heard", error=str(error))
            except Exception:
                _log.exception("board_source_failed")
            self._leads = False
            self._closing.wait(_AGAIN_S)

    def _connected(self) -> Transaction:
        return psycopg.connect(
            self._conninfo,
            autocommit=True,
            connect_timeout=2,
            options=f"-c statement_timeout={_TIMEOUT}",
            application_name="goiso-board",
        )

    def _follow(self, connection: Transaction) -> None:
        self._read_all(connection)
        while not self._closing.is_set():
            changed = {said.payload for said in connection.notifies(timeout=_PULSE_S, stop_after=1)}
            began = time.monotonic()
            if not self._reads(connection):
                continue
            if began - self._whole_at >= _WHOLE_S:
                self._read_all(connection)
            else:
                self._take(_news(connection, changed))
            self._closing.wait(min(_MOST_REST_S, _REST_FACTOR * (time.monotonic() - began)))

    def _reads(self, connection: Transaction) -> bool:
        """Whether this process reads: for all, or because it hears nobody who does."""
        if self._relay is None:
            return True
        if not self._leads and time.monotonic() - self._asked_at >= _PULSE_S:
            self._asked_at = time.monotonic()
            row = connection.execute("SELECT pg_try_advisory_lock(%s)", (_LOCK,)).fetchone()
            self._leads = row == (True,)
        return self._leads or self._relay.silent

    def _read_all(self, connection: Transaction) -> None:
        self._whole_at = time.monotonic()
        self._take(_news(connection, None), self._whole_at)

    def _take(self, news: News, began: float | None = None) -> None:
        told = self._mirror.take(news, None if began is None else time.monotonic() - began)
        if self._relay is None or not self._leads:
            return
        whole = news.whole and time.monotonic() - self._relayed_at >= _RELAYED_WHOLE_S
        if whole:
            self._relayed_at = time.monotonic()
        self._relay.send(asdict(news if whole else told))

    def _relayed(self, news: dict[str, Any]) -> None:
        if self._leads:
            return
        came = News(**news)
        if self._mirror.is_behind(came):
            self._catch_up()
        self._mirror.take(came)

    def _catch_up(self) -> None:
        """Something was lost on the way: read it from the database."""
        try:
            with self._connected() as connection:
                began = time.monotonic()
                self._mirror.take(_news(connection, None), time.monotonic() - began)
        except psycopg.Error as error:
            _log.warning("board_not_caught_up", error=str(error))


def _news(connection: Transaction, codes: Collection[str] | None) -> News:
    """What the database knows of these centres, or of all."""
    row = connection.execute("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint").fetchone()
    read_at = 0 if row is None else int(row[0])
    found = [] if codes is not None and not codes else standings(connection, codes)
    there = {each.code for each in found}
    gone = [] if codes is None else [code for code in codes if code not in there]
    return News(read_at, [tile(each) for each in found], gone, whole=codes is None)
