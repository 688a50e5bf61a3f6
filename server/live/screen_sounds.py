"""A hall's screens as loudspeakers: what they must play, and whether each reports that it can be heard."""

from collections.abc import Callable
from typing import Any, Final

from flask import request
from flask_socketio import SocketIO

from server.core.screens.health import SOUNDS
from server.live.sockets import Sockets
from server.service.screens.voice_now import ScreenSound

_LONGEST: Final = 12


class ScreenSounds:
    """The connected screens with the last report of each; a screen reports again when its sound changes.

    `spoke(device, number)` hears of a number that a screen spoke aloud; the first one it tells again and again.
    """

    def __init__(self, socketio: SocketIO, sockets: Sockets, spoke: Callable[[int, str], None]) -> None:
        self._socketio = socketio
        self._sockets = sockets
        self._spoke = spoke
        self._said: dict[str, str] = {}
        socketio.on_event("sound", self._heard, namespace="/board")

    def everywhere(self) -> list[ScreenSound]:
        """Hall, device and sound of every connected screen that has reported."""
        found = []
        for sid, sound in sorted(self._said.copy().items()):  # others report meanwhile
            listener = self._sockets.listener("/board", sid)
            if listener is None:
                self._said.pop(sid, None)
            else:
                found.append(ScreenSound(listener.room, listener.device, sound))
        return found

    def tell(self, hall: str, event: str, payload: Any) -> None:
        """Send an event to a hall's screens; hall "" means every room of a centre without named halls."""
        rooms = self._rooms()
        for room in [hall] if hall else rooms:
            self._socketio.emit(event, payload, namespace="/board", to=room)

    def listening(self, hall: str) -> bool:
        """Whether a hall has connected screens; hall "" is that of a centre without named halls."""
        return hall in self._rooms() if hall else bool(self._rooms())

    def _rooms(self) -> list[str]:
        return list(self._sockets.rooms("/board"))

    def _heard(self, said: Any = None, *_: Any) -> None:
        sound = said.get("sound") if isinstance(said, dict) else None
        sid: str = request.sid  # type: ignore[attr-defined]
        listener = self._sockets.listener("/board", sid)
        if sound not in SOUNDS or listener is None:
            return
        self._said[sid] = sound
        self._forget_gone()
        number = said.get("spoke") if isinstance(said, dict) else None
        if listener.device is not None and isinstance(number, str) and len(number) <= _LONGEST:
            self._spoke(listener.device, number)

    def _forget_gone(self) -> None:
        for sid in list(self._said):  # others report meanwhile
            if self._sockets.listener("/board", sid) is None:
                self._said.pop(sid, None)
