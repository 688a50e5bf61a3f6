"""Who is connected: the limit, the rooms, and the check that lets in only those who may listen."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import structlog
from flask import request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import SocketIO, join_room

from server.auth import Caller, permit, proof
from server.core.events import SETTINGS, DeviceChanged, Entry
from server.core.queue.halls import hall_named
from server.core.refusal import Refusal
from server.core.sessions import MAY_END_ACCESS
from server.http.access import LISTENERS
from server.http.build import build
from server.http.language import languages
from server.http.lines.strangers import line_of
from server.http.lines.wire import frame_once
from server.live.broadcaster import Broadcaster
from server.live.listener import Listener
from server.service.context import Context
from server.service.machines.now import LinesNow
from server.service.machines.points import point_of
from server.service.screens.now import Hello
from server.service.screens.views import hello_view

_OF: Final = " of "
_ALL: Final = "all"
_AT: Final = " at "
_OF_STAFF: Final = frozenset({"/counter", "/admin"})
_MOVES_MACHINES: Final = (*SETTINGS, DeviceChanged)
MOVES_LISTENERS: Final = (*MAY_END_ACCESS, *_MOVES_MACHINES)
"""After these events, somebody may have to leave or may belong to another point."""
Greeting = Callable[[int | None], Hello]
_log = structlog.get_logger(__name__)


def console_room(room: str) -> tuple[int, str | None]:
    """The counter and the person of a room of `/counter`: everybody sees their own figures. Counter 0 means none."""
    n, _, username = room.partition(_OF)
    return int(n) if n.isdecimal() else 0, username or None


def kiosk_room(point: str) -> str:
    """The room of the kiosks and tablets of a point."""
    return f"{_ALL}{_AT}{point}" if point else _ALL


def kiosk_point(room: str) -> str:
    """The point of a room of `/kiosk`."""
    return room.partition(_AT)[2]


class Sockets:
    """The connected screens, counters and kiosks, at most `cap` of them.

    The broadcaster of the namespace welcomes everybody who joins a room.
    """

    def __init__(self, socketio: SocketIO, context: Context, cap: int) -> None:
        self.cap = cap
        self._socketio = socketio
        self._context = context
        self._broadcasters: Mapping[str, Broadcaster] = {}
        self._greetings: Mapping[str, Greeting] = {}
        self._clock_told: Callable[[str, object], None] = lambda _who, _ms: None
        self._lock = threading.Lock()
        self._joined: dict[tuple[str, str], Listener] = {}
        self._checking = threading.Lock()
        self._to_check = self._points_moved = False
        frame_once(socketio)
        for namespace in LISTENERS:
            socketio.on_event("connect", self._door(namespace), namespace=namespace)
            socketio.on_event("disconnect", self._left(namespace), namespace=namespace)

    def serve(self, broadcasters: Mapping[str, Broadcaster], greetings: Mapping[str, Greeting]) -> None:
        """Let people in; both by namespace. `greetings` make the `hello` that a device (or nobody's) is sent; others are told the server's build."""
        self._broadcasters = broadcasters
        self._greetings = greetings

    def hear_clocks(self, told: Callable[[str, object], None]) -> None:
        """Hand what the clock of each that connects says (`now` in what it sends) to `told`, with who it is."""
        self._clock_told = told

    def listen(self, namespace: str, event: str, heard: Callable[[int, Any], None]) -> None:
        """Pass what devices send as `event` to `heard`; a refusal is the answer to the sender."""

        def handle(payload: Any = None, *_: Any) -> dict[str, Any] | None:
            listener = self.listener(namespace, request.sid)  # type: ignore[attr-defined]
            if listener is None or listener.device is None:
                return {"code": "not_allowed"}
            try:
                heard(listener.device, payload)
            except Refusal as refusal:
                return {"code": refusal.code, "text": refusal.texts(languages().all)}
            return None

        self._socketio.on_event(event, handle, namespace=namespace)

    def tell(self, namespace: str, event: str, payload: Any) -> None:
        """Send an event to all lines of a namespace."""
        for room in self.rooms(namespace):
            self._socketio.emit(event, payload, namespace=namespace, to=room)

    def greet_again(self, namespace: str, device: int) -> None:
        """Something in the device's `hello` has changed: send it again on each of its lines."""
        for known, sid in self._lines_of(device):
            if known == namespace:
                self._greet(namespace, sid, device)

    @property
    def live(self) -> int:
        """The number of connected lines."""
        return len(self._joined)

    def lines(self) -> LinesNow:
        """The number of connected lines and its limit."""
        return LinesNow(self.live, self.cap)

    def rooms(self, namespace: str) -> Iterator[str]:
        """The rooms of a namespace with listeners, after removing those who may no longer listen: call this before sending."""
        try:
            self.see_off()
        except Refusal:  # who may stay cannot be read now: nobody is told anything
            return
        with self._lock:
            found = {listener.room for (ns, _), listener in self._joined.items() if ns == namespace}
        yield from found

    def devices(self) -> set[int]:
        """The devices that are connected now."""
        with self._lock:
            return {listener.device for listener in self._joined.values() if listener.device is not None}

    def at_consoles(self) -> frozenset[str]:
        """The user names of those who have a console or the manager's page open now."""
        with self._lock:
            found = {listener.username for (ns, _), listener in self._joined.items() if ns in _OF_STAFF}
        return frozenset(name for name in found if name is not None)

    def listener(self, namespace: str, sid: str) -> Listener | None:
        """The listener of a connection; `None` once it is gone."""
        with self._lock:
            return self._joined.get((namespace, sid))

    def note(self, entries: list[Entry]) -> None:
        """A commit may end somebody's access: check everybody before anything more is sent."""
        if any(isinstance(entry.event, MAY_END_ACCESS) for entry in entries):
            self._to_check = True
        if any(isinstance(entry.event, _MOVES_MACHINES) for entry in entries):
            self._points_moved = True

    def heard(self, _: list[Entry]) -> None:
        """End at once the lines of those who may no longer listen."""
        self.see_off()

    def see_off(self) -> None:
        """End the lines of all who may no longer listen, and move those that now stand at another point."""
        with self._checking:
            self._follow_points()
            self._cut_off(self._may_not_stay())

    def _follow_points(self) -> None:
        if not self._points_moved:
            return
        self._points_moved = False
        with self._lock:
            there = [(sid, listener) for (ns, sid), listener in self._joined.items() if ns == "/kiosk"]
        try:
            rooms = [kiosk_room(point_of(self._context, listener.device)) for _, listener in there]
        except Refusal:
            self._points_moved = True  # it could not be read: next time
            raise
        for (sid, listener), room in zip(there, rooms, strict=True):
            if room != listener.room:
                self._socketio.server.leave_room(sid, listener.room, "/kiosk")
                self._socketio.server.enter_room(sid, room, "/kiosk")
                with self._lock:
                    if ("/kiosk", sid) in self._joined:
                        self._joined["/kiosk", sid] = replace(listener, room=room)

    def _may_not_stay(self) -> list[tuple[str, str]]:
        now = self._context.clock()
        everybody, self._to_check = self._to_check, False
        with self._lock:
            joined = list(self._joined.items())
        try:
            return [
                line
                for line, listener in joined
                if listener.over(now) or (everybody and not listener.holds())
            ]
        except Refusal:
            self._to_check = everybody  # it could not be read: next time
            raise

    def _lines_of(self, device: int) -> list[tuple[str, str]]:
        with self._lock:
            return [line for line, listener in self._joined.items() if listener.device == device]

    def _greet(self, namespace: str, sid: str, device: int | None) -> None:
        greeting = self._greetings.get(namespace)
        said = {"version": build()} if greeting is None else hello_view(greeting(device))
        self._socketio.emit("hello", said, namespace=namespace, to=sid)

    def _cut_off(self, lines: list[tuple[str, str]]) -> None:
        for namespace, sid in lines:
            self._socketio.server.disconnect(sid, namespace=namespace)

    def _door(self, namespace: str) -> Callable[[Any], None]:
        def connect(auth: Any = None, *_: Any) -> None:
            wanted = auth if isinstance(auth, dict) else {}
            sid: str = request.sid  # type: ignore[attr-defined]
            if self.listener(namespace, sid) is not None:  # who is in sends an event that is called "connect"
                self._cut_off([(namespace, sid)])
                return
            try:
                self._let_in(namespace, sid, wanted)
            except Exception as error:
                self._leave(namespace, sid)
                if (line := line_of(request.environ)) is not None:
                    line.refused()
                refusal = _refusal_for(error)
                raise Refused(
                    refusal.code, {"code": refusal.code, "text": refusal.texts(languages().all)}
                ) from error

        return connect

    def _let_in(self, namespace: str, sid: str, wanted: Mapping[str, Any]) -> None:
        token = wanted.get("token")
        who = proof(self._context, token if isinstance(token, str) else None)
        caller = permit(who(), LISTENERS[namespace])
        listener = self._listener_of(namespace, wanted, who, caller)
        self._admit(namespace, sid, listener)
        permit(who(), LISTENERS[namespace])  # what ended meanwhile found nobody to see off
        self._clock_told(f"{listener.username or listener.device}", wanted.get("now"))
        join_room(listener.room)
        self._greet(namespace, sid, listener.device)
        self._broadcasters[namespace].welcome(listener.room, sid)

    def _listener_of(
        self, namespace: str, wanted: Mapping[str, Any], who: Callable[[], Caller | None], caller: Caller
    ) -> Listener:
        room = self._room(namespace, wanted, caller)
        return Listener(room, LISTENERS[namespace], who, caller.device, caller.until, caller.username)

    def _room(self, namespace: str, wanted: Mapping[str, Any], caller: Caller) -> str:
        if namespace == "/board":
            return hall_named(self._context.centre.layout, str(wanted.get("hall") or "")[:20])
        if namespace == "/counter":
            return f"{str(wanted.get('counter') or '0')[:20]}{_OF}{caller.username or ''}"
        if namespace == "/rating":  # each tablet hears of its own counter, wherever it stands now
            return str(caller.device or 0)
        return kiosk_room(point_of(self._context, caller.device)) if namespace == "/kiosk" else _ALL

    def _admit(self, namespace: str, sid: str, listener: Listener) -> None:
        with self._lock:
            if len(self._joined) >= self.cap:
                raise Refusal("too_many_screens", cap=self.cap)
            self._joined[namespace, sid] = listener
        if (line := line_of(request.environ)) is not None:
            line.joined()

    def _left(self, namespace: str) -> Callable[..., None]:
        def disconnect(*_: Any) -> None:
            sid: str = request.sid  # type: ignore[attr-defined]
            self._leave(namespace, sid)
            self._cut_off([(namespace, sid)])  # somebody may only have sent an event that is called so

        return disconnect

    def _leave(self, namespace: str, sid: str) -> None:
        with self._lock:
            listener = self._joined.pop((namespace, sid), None)
        if listener is not None and (line := line_of(request.environ)) is not None:
            line.left()


def _refusal_for(error: Exception) -> Refusal:
    """The refusal for somebody who could not join; an unexpected error is logged and becomes `internal`."""
    if isinstance(error, Refusal):
        return error
    _log.error("door_failed", exc_info=error)
    return Refusal("internal")
