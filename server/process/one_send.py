"""A socket that sends the head of an answer together with the beginning of its body.

gunicorn sends them one after the other. Each time the thread releases the interpreter's lock and waits for it again
behind all others: under load that took longer than the rest of the answer.
"""

import socket
from contextlib import suppress
from typing import Any, Final

_HEAD_BEGINS: Final = b"HTTP/1."
_HEAD_ENDS: Final = b"\r\n\r\n"
_TOGETHER: Final = 256 * 1024


class LineSocket(socket.socket):
    """A connection's socket. Between `hold` and `let_go`, the head is held back until the next send."""

    def __init__(self, taken: socket.socket) -> None:
        family, kind, protocol = taken.family, taken.type, taken.proto
        super().__init__(family, kind, protocol, fileno=taken.detach())
        self._holds = False
        self._head = b""

    def hold(self) -> None:
        """An answer begins."""
        self._holds = True

    def let_go(self) -> None:
        """The answer is complete: send a held head that had no body. Raises `OSError`."""
        self._holds = False
        self._send_head()

    def give_up(self) -> None:
        """The answer failed."""
        with suppress(OSError):
            self.let_go()

    def sendall(self, data: Any, flags: int = 0) -> None:
        """Send all the data, or hold back a head. Raises `OSError`."""
        if self._holds and not self._head and _is_head(data):
            self._head = bytes(data)
            return
        if self._head and len(data) <= _TOGETHER:
            data, self._head = b"%b%b" % (self._head, data), b""
        self._send_head()
        super().sendall(data, flags)

    def sendfile(self, file: Any, offset: int = 0, count: int | None = None) -> int:
        """Send a file after the held head. Raises `OSError`."""
        self._send_head()
        return super().sendfile(file, offset, count)

    def _send_head(self) -> None:
        if self._head:
            head, self._head = self._head, b""
            super().sendall(head)


def _is_head(data: bytes) -> bool:
    return data.startswith(_HEAD_BEGINS) and data.endswith(_HEAD_ENDS)
