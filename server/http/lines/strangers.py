"""Live lines that have not identified themselves yet: how many there may be, and for how long."""

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
    """One WebSocket; it is a stranger until it has joined a namespace."""

    def __init__(self, strangers: "Strangers", address: str, peer: socket.socket | None) -> None:
        self.address = address
        self.namespaces = 0
        self._strangers, self._peer = strangers, peer

    def joined(self) -> None:
        """The line has joined a namespace."""
        self._strangers.joined(self)

    def left(self) -> None:
        """The line has left a namespace or was removed from it."""
        self._strangers.left(self)

    def refused(self) -> None:
        """The line was told why it is refused; it ends a moment later, when it has read that."""
        self._strangers.refused(self)

    def end(self) -> None:
        """Cut it; what was sent before still arrives."""
        if self._peer is not None:
            with suppress(OSError):
                self._peer.shutdown(socket.SHUT_RDWR)


class Strangers:
    """The lines that have not joined yet. One thread ends those whose time is over."""

    def __init__(self, cap: int, *, joins_within_s: float = JOINS_WITHIN_S) -> None:
        self._within_s = joins_within_s
        self._changed = threading.Condition()
        self._unjoined: Unfinished[LiveLine] = Unfinished(cap + SPARE, cap // 2 + SPARE)
        self._thread: threading.Thread | None = None

    def opened(self, address: str, peer: socket.socket | None) -> LiveLine:
        """A new line; if there are too many, the one that has waited longest without joining is ended."""
        line = LiveLine(self, home(address), peer)
        self._expect(line, self._within_s)
        return line

    def closed(self, line: LiveLine) -> None:
        """The line is gone."""
        with self._changed:
            self._unjoined.remove(line)
            line.namespaces = -1

    def joined(self, line: LiveLine) -> None:
        """The line has joined."""
        with self._changed:
            line.namespaces += 1
            self._unjoined.remove(line)

    def left(self, line: LiveLine) -> None:
        """A line that is in no namespace is a stranger again: it must join again or end."""
        with self._changed:
            line.namespaces -= 1
            nobodys = line.namespaces == 0
        if nobodys:
            self._expect(line, self._within_s)

    def refused(self, line: LiveLine) -> None:
        """End the line soon."""
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
    """The line that a Socket.IO event came by; `None` without a network, as in tests."""
    line = environ.get(LINE)
    return line if isinstance(line, LiveLine) else None
