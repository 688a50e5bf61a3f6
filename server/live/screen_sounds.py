"""Whether a hall's screens can be heard: each says so on its line, again when it changes."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import request
from flask_socketio import SocketIO

from server.core.screens.health import SOUNDS
from server.live.sockets import Sockets


class ScreenSounds:
    """The newest word of each connected screen."""

    def __init__(self, socketio: SocketIO, sockets: Sockets) -> None:
        self._sockets = sockets
        self._said: dict[str, str] = {}
        socketio.on_event("sound", self._heard, namespace="/board")

    def everywhere(self) -> list[dict[str, Any]]:
        """Hall, device and sound of every screen that is connected and has said something."""
        found = []
        for sid, sound in sorted(self._said.items()):
            place = self._sockets.place("/board", sid)
            if place is None:
                self._said.pop(sid, None)
            else:
                found.append({"hall": place.room, "device": place.device, "sound": sound})
        return found

    def _heard(self, said: Any = None) -> None:
        sound = said.get("sound") if isinstance(said, dict) else None
        sid: str = request.sid  # type: ignore[attr-defined]
        if sound in SOUNDS and self._sockets.place("/board", sid) is not None:
            self._said[sid] = sound
            self._forget_gone()

    def _forget_gone(self) -> None:
        for sid in [sid for sid in self._said if self._sockets.place("/board", sid) is None]:
            self._said.pop(sid, None)


def tell_screens(socketio: SocketIO, rooms: Callable[[], Iterable[str]]) -> Callable[[str, str, Any], None]:
    """A way to send an event to a hall's screens; hall "" is every room of a centre that names no halls."""

    def tell(hall: str, event: str, payload: Any) -> None:
        for room in [hall] if hall else list(rooms()):
            socketio.emit(event, payload, namespace="/board", to=room)

    return tell
