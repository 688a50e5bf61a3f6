"""Live lines that nobody has vouched for yet: how many there may be, and for how long."""

import socket
import threading
import time
from contextlib import suppress
from typing import Any, Final

from server.http.addresses import home
from server.http.unfinished import Unfinished

JOINS_WITHIN_S: Final = 3.0
REFUSED_STAYS_S: Final = 1.0
SPARE: Final = 32
LINE: Final = "goiso.live_line"


class LiveLine:
    """One WebSocket: a stranger's until it has joined a namespace."""

    def __init__(self, strangers: "Strangers", address: str, peer: socket.socket | None) -> None:
        self.address = address
        self.namespaces = 0
        self._strangers, self._peer = strangers, peer

    def joined(self) -> None:
        """It has been let into a namespace."""
        self._strangers.joined(self)

    def left(self) -> None:
        """It has left a namespace, or was put out of it."""
        self._strangers.left(self)

    def refused(self) -> None:
        """It was told why it is not let in; it goes after a moment, in which it can read that."""
        self._strangers.refused(self)

    def end(self) -> None:
        """Cut it; what was sent before still arrives."""
        if self._peer is not None:
            with suppress(OSError):
                self._peer.shutdown(socket.SHUT_RDWR)


class Strangers:
    """The lines that have not joined. One thread ends those whose time is over."""

    def __init__(self, cap: int, *, joins_within_s: float = JOINS_WITHIN_S) -> None:
        self._within_s = joins_within_s
        self._changed = threading.Condition()
        self._unjoined: Unfinished[LiveLine] = Unfinished(cap + SPARE, cap // 2 + SPARE)
        self._thread: threading.Thread | None = None

    def opened(self, address: str, peer: socket.socket | None) -> LiveLine:
        """A new line; whoever has not joined for longest goes for it, if there are too many."""
        line = LiveLine(self, home(address), peer)
        self._expect(line, self._within_s)
        return line

    def closed(self, line: LiveLine) -> None:
        """The line is gone."""
        with self._changed:
            self._unjoined.remove(line)
            line.namespaces = -1

    def joined(self, line: LiveLine) -> None:
        """The line is somebody's."""
        with self._changed:
            line.namespaces += 1
            self._unjoined.remove(line)

    def left(self, line: LiveLine) -> None:
        """The line is nobody's any more once it is in no namespace: it has to join anew, or go."""
        with self._changed:
            line.namespaces -= 1
            nobodys = line.namespaces == 0
        if nobodys:
            self._expect(line, self._within_s)

    def refused(self, line: LiveLine) -> None:
        """Let it go soon."""
        self._expect(line, REFUSED_STAYS_S)

    def _expect(self, line: LiveLine, within_s: float) -> None:
        with self._changed:
            gone = self._unjoined.add(line, line.address, time.monotonic() + within_s)
            self._watch()
        for other in gone:
            other.end()

    def _watch(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._see_off, name="strangers", daemon=True)
            self._thread.start()
        self._changed.notify()

    def _see_off(self) -> None:
        while True:
            with self._changed:
                end = self._unjoined.next_end()
                self._changed.wait(None if end is None else max(0.0, end - time.monotonic()))
                gone = self._unjoined.overdue(time.monotonic())
            for line in gone:
                line.end()


def line_of(environ: dict[str, Any]) -> LiveLine | None:
    """The line that a Socket.IO event came by; none where there is no network, as in tests."""
    line = environ.get(LINE)
    return line if isinstance(line, LiveLine) else None
