"""The board's live lines: who is let in, and what everybody is told."""

import threading
import time
from typing import Any, Final

import structlog
from flask import Flask, request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import SocketIO, join_room

from server.city.board.mirror import Mirror
from server.city.database import DatabaseGone
from server.city.people.access import may
from server.city.settings import CitySettings
from server.http.build import build
from server.http.lines.opening import open_lines
from server.http.lines.strangers import line_of
from server.http.lines.wire import frame_once

LINE: Final = "/city"
READS: Final = "board.read"
MOST: Final = 200
"""So many screens a process."""
_LARGEST: Final = 16 * 1024
_ALL: Final = "all"
_LOOK_S: Final = 10.0
_ASKS_S: Final = 0.5
_log = structlog.get_logger(__name__)


class Screens:
    """The screens of this process, at most `MOST`. `mirror` is what they are shown; who may not look any more is put out."""

    def __init__(self, app: Flask, settings: CitySettings) -> None:
        self._app = app
        self._socketio: SocketIO = open_lines(
            app,
            namespaces=[LINE],
            cap=MOST,
            largest=_LARGEST,
            public_url=settings.public_url,
            proxies=settings.trusted_proxies,
        )
        frame_once(self._socketio)
        self.mirror = Mirror(self._tell, time.monotonic)
        self._lock = threading.Lock()
        self._joined: dict[str, dict[str, Any]] = {}
        self._asked: dict[str, float] = {}
        self._closing = threading.Event()
        for event, heard in (("connect", self._come), ("disconnect", self._gone), ("ask", self._ask)):
            self._socketio.on_event(event, heard, namespace=LINE)
        self._thread = threading.Thread(target=self._watch, name="board-door", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Look at nobody any more."""
        self._closing.set()
        self._thread.join(timeout=2)

    def _tell(self, message: dict[str, Any]) -> None:
        self._socketio.emit("told", message, namespace=LINE, to=_ALL)

    def _come(self, *_: Any) -> None:
        sid: str = request.sid  # type: ignore[attr-defined]
        try:
            allowed = may(READS)
        except DatabaseGone:
            raise self._refused("later") from None
        if not allowed:
            raise self._refused("not_allowed")
        with self._lock:
            if len(self._joined) >= MOST:
                raise self._refused("too_many_screens")
            again = sid in self._joined
            self._joined[sid] = request.environ
        if again:  # who is in sends an event that is called "connect"
            self._cut_off(sid)
            return
        if (line := line_of(request.environ)) is not None:
            line.joined()
        self._socketio.emit("hello", {"version": build()}, namespace=LINE, to=sid)
        self.mirror.welcome(lambda snapshot: self._greet(sid, snapshot))

    def _greet(self, sid: str, snapshot: dict[str, Any] | None) -> None:
        join_room(_ALL)
        if snapshot is not None:
            self._socketio.emit("told", snapshot, namespace=LINE, to=sid)

    def _refused(self, code: str) -> Refused:
        if (line := line_of(request.environ)) is not None:
            line.refused()
        return Refused(code, {"code": code})

    def _ask(self, *_: Any) -> None:
        """A screen missed something; it is answered twice a second at most."""
        sid: str = request.sid  # type: ignore[attr-defined]
        now = time.monotonic()
        with self._lock:
            if sid not in self._joined or now - self._asked.get(sid, -_ASKS_S) < _ASKS_S:
                return
            self._asked[sid] = now
        self.mirror.welcome(lambda snapshot: self._greet(sid, snapshot))

    def _gone(self, *_: Any) -> None:
        sid: str = request.sid  # type: ignore[attr-defined]
        with self._lock:
            environ = self._joined.pop(sid, None)
            self._asked.pop(sid, None)
        if environ is not None and (line := line_of(environ)) is not None:
            line.left()
        self._cut_off(sid)  # somebody may only have sent an event that is called so

    def see_off(self) -> None:
        """Put out who may not look any more; where that cannot be read, nobody."""
        with self._lock:
            joined = list(self._joined.items())
        for sid, environ in joined:
            try:
                with self._app.request_context(environ):
                    stays = may(READS)
            except DatabaseGone:
                return
            if not stays:
                self._cut_off(sid)

    def _watch(self) -> None:
        while not self._closing.wait(_LOOK_S):
            try:
                self.see_off()
            except Exception:
                _log.exception("board_door_failed")

    def _cut_off(self, sid: str) -> None:
        self._socketio.server.disconnect(sid, namespace=LINE)
