"""One connection: what it has sent, and the part that a thread answers."""

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from gunicorn.http import RequestParser
from gunicorn.workers.gthread import TConn

from server.process.framing import Framing, RequestPart

GO: Final = b"HTTP/1.1 100 Continue\r\n\r\n"
LEAST_RATE: Final = 16 * 1024
"""The lowest rate of a long body, in bytes a second."""
GRACE_S: Final = 10.0
"""The time in seconds before the rate of a body is checked."""
_CHUNK: Final = 64 * 1024


class Connection(TConn):  # type: ignore[misc]
    """gunicorn's connection, whose parser sees only the bytes of one request.

    `last` is true once no more request is allowed on it, `parting` once its last answer was sent.
    """

    def __init__(self, cfg: Any, sock: socket.socket, client: Any, server: Any, address: str) -> None:
        super().__init__(cfg, sock, client, server)
        self.initialized = self.data_ready = True  # gunicorn need not wait for it: it is read already
        self.address = address
        self.framing = Framing()
        self.part = RequestPart.BEGUN
        self.last = self.parting = self.registered = self.used_up = self.told_to_go = False

    def received(self, data: bytes = b"", *, last: bool = False) -> bool:
        """Whether there is a request to answer now; with `last` no more bytes will come."""
        self.part = self.framing.feed(data)
        if last and self.part is RequestPart.BEGUN and self.framing.data:
            self.part = RequestPart.ODD
        return self.part is not RequestPart.BEGUN

    def begin(self) -> None:
        """Give the request to gunicorn's parser."""
        waits = self.framing.waits_for_go and not self.told_to_go
        self.last = self.part is not RequestPart.WHOLE or self.framing.upgrades
        said = self.framing.take(self.part)
        self.told_to_go = False
        source = streamed(self.sock, said, waits=waits) if self.part is RequestPart.LONG else iter([said])
        self.parser = RequestParser(self.cfg, source, self.client)

    def let_go_on(self) -> None:
        """Tell a waiting peer once to send the body."""
        if self.framing.waits_for_go and not self.told_to_go:
            self.told_to_go = True
            with suppress(OSError):
                self.sock.send(GO)


def streamed(
    line: socket.socket, first: bytes, *, waits: bool, grace_s: float = GRACE_S, rate: int = LEAST_RATE
) -> Iterator[bytes]:
    """The bytes of a long body that have arrived, and then, only as they are read, the bytes that follow.

    It ends with the connection, or if fewer than `rate` bytes a second arrive after `grace_s`.
    """
    yield first
    if waits:
        line.sendall(GO)
    began, received = time.monotonic(), 0
    while (left := began + grace_s + received / rate - time.monotonic()) > 0:
        line.settimeout(left)
        try:
            data = line.recv(_CHUNK)
        except OSError:
            return
        finally:
            line.settimeout(None)
        if not data:
            return
        received += len(data)
        yield data
