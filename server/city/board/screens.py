"""The board's live lines: who may connect, and what each one receives: only the centres that its user may see."""

import threading
import time
from dataclasses import dataclass
from typing import Any, Final

import structlog
from flask import Flask, request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import SocketIO, join_room

from server.city.board.mirror import Mirror
from server.city.board.sight import Sight
from server.city.database import DatabaseGone
from server.city.people.access import may, person
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
_LOOK_S: Final = 10.0
_ASKS_S: Final = 0.5
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Seat:
    """A screen that is in: the request that it came with, and what it sees for as long as it stays."""

    environ: dict[str, Any]
    sight: Sight


def seen_here() -> Sight:
    """The centres that the caller may see. Raises `not_signed_in`, `DatabaseGone`."""
    sees = person().sees
    return Sight(None if sees is None else frozenset(sees))


def _sight() -> Sight | None:
    """The same; `None` if they may not look. Raises `DatabaseGone`."""
    return seen_here() if may(READS) else None


class Screens:
    """The screens of this process, at most `MOST`. They show `mirror`.

    Users who may no longer look, or whose centres have changed, are disconnected; the latter connect again with their new centres.
    """

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
        self._joined: dict[str, Seat] = {}
        self._asked: dict[str, float] = {}
        self._closing = threading.Event()
        for event, heard in (("connect", self._come), ("disconnect", self._gone), ("ask", self._ask)):
            self._socketio.on_event(event, heard, namespace=LINE)
        self._thread = threading.Thread(target=self._watch, name="board-door", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop checking users."""
        self._closing.set()
        self._thread.join(timeout=2)

    def _tell(self, message: dict[str, Any]) -> None:
        with self._lock:
            sights = {seat.sight for seat in self._joined.values()}
        for sight in sights:
            self._socketio.emit("told", sight.of(message), namespace=LINE, to=sight.room)

    def _come(self, *_: Any) -> None:
        sid: str = request.sid  # type: ignore[attr-defined]
        try:
            sight = _sight()
        except DatabaseGone:
            raise self._refused("later") from None
        if sight is None:
            raise self._refused("not_allowed")
        with self._lock:
            if len(self._joined) >= MOST:
                raise self._refused("too_many_screens")
            again = sid in self._joined
            self._joined[sid] = Seat(request.environ, sight)
        if again:  # who is in sends an event that is called "connect"
            self._cut_off(sid)
            return
        if (line := line_of(request.environ)) is not None:
            line.joined()
        self._socketio.emit("hello", {"version": build()}, namespace=LINE, to=sid)
        self.mirror.welcome(lambda snapshot: self._greet(sid, sight, snapshot))

    def _greet(self, sid: str, sight: Sight, snapshot: dict[str, Any] | None) -> None:
        join_room(sight.room)
        if snapshot is not None:
            self._socketio.emit("told", sight.of(snapshot), namespace=LINE, to=sid)

    def _refused(self, code: str) -> Refused:
        if (line := line_of(request.environ)) is not None:
            line.refused()
        return Refused(code, {"code": code})

    def _ask(self, *_: Any) -> None:
        """A screen missed something; it is answered twice a second at most."""
        sid: str = request.sid  # type: ignore[attr-defined]
        now = time.monotonic()
        with self._lock:
            seat = self._joined.get(sid)
            if seat is None or now - self._asked.get(sid, -_ASKS_S) < _ASKS_S:
                return
            self._asked[sid] = now
        self.mirror.welcome(lambda snapshot: self._greet(sid, seat.sight, snapshot))

    def _gone(self, *_: Any) -> None:
        sid: str = request.sid  # type: ignore[attr-defined]
        with self._lock:
            seat = self._joined.pop(sid, None)
            self._asked.pop(sid, None)
        if seat is not None and (line := line_of(seat.environ)) is not None:
            line.left()
        self._cut_off(sid)  # somebody may only have sent an event that is called so

    def see_off(self) -> None:
        """Disconnect users who may no longer look, or whose centres have changed; nobody if that cannot be read."""
        with self._lock:
            joined = list(self._joined.items())
        for sid, seat in joined:
            try:
                with self._app.request_context(seat.environ):
                    sight = _sight()
            except DatabaseGone:
                return
            if sight != seat.sight:
                self._cut_off(sid)

    def _watch(self) -> None:
        while not self._closing.wait(_LOOK_S):
            try:
                self.see_off()
            except Exception:
                _log.exception("board_door_failed")

    def _cut_off(self, sid: str) -> None:
        self._socketio.server.disconnect(sid, namespace=LINE)
