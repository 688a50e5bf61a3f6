"""Sends snapshots to everybody in one namespace: changes together, calls at once, and a regular pulse when nothing happens."""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, Protocol

import structlog

from server.core.events import URGENT, Entry

_REST_FACTOR: Final = 4
_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A change is sent after `coalesce_s` seconds; if nothing changes for `pulse_s` seconds, everything is sent again."""

    coalesce_s: float = 0.05
    pulse_s: float = 4.0


class Emits(Protocol):
    """The part of Flask-SocketIO that a broadcaster uses."""

    def emit(self, event: str, *args: Any, **kwargs: Any) -> None:
        """Send an event to a room of a namespace."""


class Broadcaster:
    """Sends `snapshot(room)` to every room of `namespace` that `rooms()` names, in its own thread.

    A change is sent after at most 50 ms, together with any other that came meanwhile; a call or an
    emergency message is sent at once. When sending itself takes long (many screens, a slow machine) the pause
    grows with it, so that screens never take more than a fifth of the server's time.
    """

    def __init__(
        self,
        sockets: Emits,
        namespace: str,
        rooms: Callable[[], Iterable[str]],
        snapshot: Callable[[str], dict[str, Any]],
        rhythm: Rhythm = Rhythm(),
    ) -> None:
        self._sockets = sockets
        self._namespace = namespace
        self._rooms = rooms
        self.snapshot = snapshot
        self._sending = threading.Lock()
        self._wake = threading.Condition()
        self._changed = False
        self._urgent = False
        self._closing = False
        self._rhythm = rhythm
        self._rest_s = rhythm.coalesce_s
        self._thread = threading.Thread(target=self._run, name=f"live{namespace}", daemon=True)
        self._thread.start()

    def heard(self, entries: list[Entry]) -> None:
        """Something happened."""
        self.changed(urgent=any(isinstance(entry.event, URGENT) for entry in entries))

    def changed(self, *, urgent: bool = False) -> None:
        """Something shown here changed. While changes are being collected, one more does not wake the thread."""
        with self._wake:
            known = self._changed and self._urgent >= urgent
            self._changed = True
            self._urgent = self._urgent or urgent
            if not known:
                self._wake.notify()

    def welcome(self, room: str, sid: str) -> None:
        """The first snapshot for somebody who has just joined `room`. Raises what the snapshot raises.

        It is sent under the sending lock, so that it never arrives after a newer one.
        """
        with self._sending:
            self._sockets.emit("snapshot", self.snapshot(room), namespace=self._namespace, to=sid)

    def close(self) -> None:
        """Stop sending."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join(timeout=2)

    def _run(self) -> None:
        while True:
            self._wait_for_change()
            if self._closing:
                return
            began = time.monotonic()
            try:
                self._send_to_all()
            except Exception:
                _log.exception("rooms_failed", namespace=self._namespace)
            self._rest_s = max(self._rhythm.coalesce_s, _REST_FACTOR * (time.monotonic() - began))

    def _wait_for_change(self) -> None:
        with self._wake:
            self._wake.wait_for(lambda: self._changed or self._closing, self._rhythm.pulse_s)
            if self._changed:
                self._wake.wait_for(lambda: self._urgent or self._closing, self._rest_s)
            self._changed = self._urgent = False

    def _send_to_all(self) -> None:
        for room in list(self._rooms()):
            try:
                with self._sending:
                    self._sockets.emit("snapshot", self.snapshot(room), namespace=self._namespace, to=room)
            except Exception:
                _log.exception("snapshot_failed", namespace=self._namespace, room=room)
