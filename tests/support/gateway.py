"""A gateway for messages: a real socket on this machine that keeps every byte and gives the prepared answers."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final, Self

_LENGTH: Final = b"content-length:"
Answer = tuple[int, str] | None
"""A status and a body; `None`: nothing is answered, and the line stays open."""


class Gateway:
    """Give it `answers`; `heard` holds the requests, byte for byte."""

    def __init__(self, answers: Callable[[bytes], Answer] = lambda _: (200, "{}")) -> None:
        self.answers = answers
        self.heard: list[bytes] = []
        self._let_go = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.host = f"127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def bodies(self) -> list[bytes]:
        """What was sent, without heads."""
        return [request.partition(b"\r\n\r\n")[2] for request in self.heard]

    def close(self) -> None:
        """Listen no more."""
        self._let_go.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self._socket.accept()
                threading.Thread(target=self._one, args=(line,), daemon=True).start()

    def _one(self, line: socket.socket) -> None:
        with line, suppress(OSError):
            request = _whole(line)
            self.heard.append(request)
            if (answer := self.answers(request)) is None:
                self._let_go.wait(60)
                return
            status, body = answer
            sent = body.encode()
            line.sendall(f"HTTP/1.1 {status} Said\r\nContent-Length: {len(sent)}\r\n\r\n".encode() + sent)


def _whole(line: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got and (part := line.recv(65536)):
        got += part
    head, _, body = got.partition(b"\r\n\r\n")
    lengths = [row[len(_LENGTH) :] for row in head.split(b"\r\n") if row.lower().startswith(_LENGTH)]
    while len(body) < int(lengths[0] if lengths else 0) and (part := line.recv(65536)):
        got, body = got + part, body + part
    return got
