"""Who is connected: the cap, the rooms, and the door that lets in only who may listen."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import structlog
from flask import request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import SocketIO, join_room

from server.auth import LISTENERS, Caller, caller_by_session, caller_by_token, permit
from server.core.events import DeviceRevoked, Entry, PersonChanged, PersonRemoved
from server.core.queue.halls import hall_named
from server.core.refusal import Refusal
from server.http.language import languages
from server.live.broadcaster import Broadcaster
from server.live.wire import frame_once
from server.service.context import Context
from server.service.machines.now import LinesNow
from server.service.screens.now import Hello
from server.service.screens.views import hello_view

_REFUSED_STAYS_S: Final = 1.0
_SPARE: Final = 32
Greeting = Callable[[int | None], Hello]
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody connected is, and as which device or person."""

    room: str
    device: int | None
    username: str | None = None


class Sockets:
    """The connected screens, counters and kiosks, at most `cap` of them.

    Whoever joins a room is welcomed by the broadcaster of the namespace.
    """

    def __init__(self, socketio: SocketIO, context: Context, cap: int) -> None:
        self.cap = cap
        self._socketio = socketio
        self._context = context
        self._broadcasters: Mapping[str, Broadcaster] = {}
        self._greetings: Mapping[str, Greeting] = {}
        self._clock_told: Callable[[str, object], None] = lambda _who, _ms: None
        self._lock = threading.Lock()
        self._joined: dict[tuple[str, str], _Place] = {}
        frame_once(socketio)
        for namespace in LISTENERS:
            socketio.on_event("connect", self._door(namespace), namespace=namespace)
            socketio.on_event("disconnect", self._left(namespace), namespace=namespace)

    def serve(self, broadcasters: Mapping[str, Broadcaster], greetings: Mapping[str, Greeting]) -> None:
        """Let people in; both by namespace. `greetings` make the `hello` that a device (or nobody's) is sent."""
        self._broadcasters = broadcasters
        self._greetings = greetings

    def hear_clocks(self, told: Callable[[str, object], None]) -> None:
        """Hand what the clock of each that connects says (`now` in what it sends) to `told`, with who it is."""
        self._clock_told = told

    def listen(self, namespace: str, event: str, heard: Callable[[int, Any], None]) -> None:
        """Hand what devices send as `event` to `heard`; the sender is told of a refusal as its answer."""

        def handle(payload: Any = None) -> dict[str, Any] | None:
            place = self.place(namespace, request.sid)  # type: ignore[attr-defined]
            if place is None or place.device is None:
                return {"code": "not_allowed"}
            try:
                heard(place.device, payload)
            except Refusal as refusal:
                return {"code": refusal.code, "text": refusal.texts(languages().all)}
            return None

        self._socketio.on_event(event, handle, namespace=namespace)

    def greet_again(self, namespace: str, device: int) -> None:
        """Something in the device's `hello` has changed: send it anew to each line that it has."""
        for known, sid in self._lines_of(device):
            if known == namespace:
                self._greet(namespace, sid, device)

    @property
    def live(self) -> int:
        """How many are connected."""
        return len(self._joined)

    def lines(self) -> LinesNow:
        """How many are connected, and how many may be."""
        return LinesNow(self.live, self.cap)

    def rooms(self, namespace: str) -> Iterator[str]:
        """The rooms of a namespace that somebody is in."""
        with self._lock:
            found = {place.room for (ns, _), place in self._joined.items() if ns == namespace}
        yield from found

    def devices(self) -> set[int]:
        """The devices that are connected now."""
        with self._lock:
            return {place.device for place in self._joined.values() if place.device is not None}

    def place(self, namespace: str, sid: str) -> _Place | None:
        """Where somebody connected is; none once they are gone."""
        with self._lock:
            return self._joined.get((namespace, sid))

    def heard(self, entries: list[Entry]) -> None:
        """Who may no longer listen loses the line at once: a listener for `server.background.publisher`.

        Whose role has changed comes back by themselves, to where they still may.
        """
        for entry in entries:
            event = entry.event
            if isinstance(event, DeviceRevoked):
                self._cut_off(self._lines_of(event.device))
            elif isinstance(event, PersonRemoved) or (
                isinstance(event, PersonChanged) and "role" in event.changed
            ):
                self._cut_off(self._lines_of_person(event.username))

    def _lines_of(self, device: int) -> list[tuple[str, str]]:
        with self._lock:
            return [line for line, place in self._joined.items() if place.device == device]

    def _lines_of_person(self, username: str) -> list[tuple[str, str]]:
        with self._lock:
            return [line for line, place in self._joined.items() if place.username == username]

    def _greet(self, namespace: str, sid: str, device: int | None) -> None:
        if (greeting := self._greetings.get(namespace)) is not None:
            self._socketio.emit("hello", hello_view(greeting(device)), namespace=namespace, to=sid)

    def _cut_off(self, lines: list[tuple[str, str]]) -> None:
        for namespace, sid in lines:
            self._socketio.server.disconnect(sid, namespace=namespace)

    def _door(self, namespace: str) -> Callable[[Any], None]:
        def connect(auth: Any = None) -> None:
            wanted = auth if isinstance(auth, dict) else {}
            sid: str = request.sid  # type: ignore[attr-defined]
            try:
                self._let_in(namespace, sid, wanted)
            except Exception as error:
                self._leave(namespace, sid)
                self._see_off(namespace, sid)
                refusal = _refusal_for(error)
                raise Refused(
                    refusal.code, {"code": refusal.code, "text": refusal.texts(languages().all)}
                ) from error

        return connect

    def _let_in(self, namespace: str, sid: str, wanted: Mapping[str, Any]) -> None:
        caller = permit(self._who(wanted), LISTENERS[namespace])
        place = _Place(self._room(namespace, wanted), caller.device, caller.username)
        self._take_place(namespace, sid, place)
        self._clock_told(f"{place.username or place.device}", wanted.get("now"))
        join_room(place.room)
        self._greet(namespace, sid, place.device)
        self._broadcasters[namespace].welcome(place.room, sid)

    def _room(self, namespace: str, wanted: Mapping[str, Any]) -> str:
        if namespace == "/board":
            return hall_named(self._context.centre.layout, str(wanted.get("hall") or "")[:20])
        return str(wanted.get("counter") or "0")[:20] if namespace == "/counter" else "all"

    def _who(self, wanted: Mapping[str, Any]) -> Caller | None:
        token = wanted.get("token")
        return caller_by_token(self._context, token) if isinstance(token, str) else caller_by_session()

    def _take_place(self, namespace: str, sid: str, place: _Place) -> None:
        with self._lock:
            if len(self._joined) >= self.cap:
                raise Refusal("too_many_screens", cap=self.cap)
            self._joined[namespace, sid] = place

    def _left(self, namespace: str) -> Callable[..., None]:
        def disconnect(*_: Any) -> None:
            self._leave(namespace, request.sid)  # type: ignore[attr-defined]

        return disconnect

    def _leave(self, namespace: str, sid: str) -> None:
        with self._lock:
            self._joined.pop((namespace, sid), None)

    def _see_off(self, namespace: str, sid: str) -> None:
        """Drop the line of somebody refused: an open line holds threads, whether it is used or not."""
        server = self._socketio.server
        line = server.manager.eio_sid_from_sid(sid, namespace)

        def drop() -> None:
            server.sleep(_REFUSED_STAYS_S)
            if line in server.eio.sockets:
                server.eio.disconnect(line)

        server.start_background_task(drop)


def _refusal_for(error: Exception) -> Refusal:
    """What somebody is told who could not be let in; what is not foreseen is logged and `internal`."""
    if isinstance(error, Refusal):
        return error
    _log.error("door_failed", exc_info=error)
    return Refusal("internal")


class LineLimit:
    """WSGI: refuse lines far above the cap before they hold a thread; `Sockets` tells the rest politely."""

    def __init__(self, app: Callable[..., Any], cap: int) -> None:
        self._app = app
        self._most = cap + _SPARE
        self._open = 0
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """One request."""
        if not environ.get("PATH_INFO", "").startswith("/socket.io"):
            return self._app(environ, start_response)
        with self._lock:
            if self._open >= self._most:
                start_response(
                    "503 Service Unavailable", [("Content-Type", "text/plain"), ("Retry-After", "5")]
                )
                return [b"too many screens"]
            self._open += 1
        environ.pop(
            "HTTP_SEC_WEBSOCKET_EXTENSIONS", None
        )  # what is compressed is compressed for each screen anew
        try:
            return self._app(environ, start_response)
        finally:
            with self._lock:
                self._open -= 1
