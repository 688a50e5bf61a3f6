"""One keep-alive HTTP connection in asyncio, and many of them posting as fast as they are answered."""

import asyncio
import itertools
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

_PATIENCE_S: Final = 20.0
_numbers = itertools.count()


class HttpLine(asyncio.Protocol):
    """A connection to 127.0.0.1; one request at a time."""

    def __init__(self) -> None:
        self._buffer = b""
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None

    @classmethod
    async def open(cls, port: int) -> "HttpLine":
        """Connect."""
        _, line = await asyncio.get_running_loop().create_connection(cls, "127.0.0.1", port)
        return line

    async def post(self, path: str, body: dict[str, Any], token: str = "", **headers: str) -> tuple[int, Any]:
        """Status and JSON of the answer. Underscores in names of `headers` stand for hyphens."""
        status, answer = await self.send(request_bytes(path, body, token, **headers))
        return status, json.loads(answer)

    async def send(self, request: bytes, patience_s: float = _PATIENCE_S) -> tuple[int, bytes]:
        """Status and body of the answer to a request that is ready as bytes. Raises `TimeoutError`."""
        if self.transport.is_closing():
            raise ConnectionError("the server closed the line")
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        async with asyncio.timeout(patience_s):
            return await self._answer

    def close(self) -> None:
        """Hang up."""
        self.transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, end, body = self._buffer.partition(b"\r\n\r\n")
        if not end or len(body) < _length(head):
            return
        self._buffer = b""
        if self._answer is not None and not self._answer.done():
            self._answer.set_result((int(head[9:12]), body))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionError("the server closed the line"))


def request_bytes(
    path: str, body: dict[str, Any], token: str = "", method: str = "POST", **headers: str
) -> bytes:
    """A request, ready to be sent; a GET has no body."""
    content = b"" if method == "GET" else json.dumps(body).encode()
    if token:
        headers["Authorization"] = f"Bearer {token}"
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{lines}"
    return f"{head}Content-Length: {len(content)}\r\n\r\n".encode() + content


def _length(head: bytes) -> int:
    start = head.lower().find(b"\r\ncontent-length:")
    return int(head[start + 17 :].split(b"\r\n", 1)[0]) if start >= 0 else 0


@dataclass(slots=True)
class Load:
    """What came of a load: seconds it took, milliseconds of each answer."""

    seconds: float = 0.0
    answers_ms: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.answers_ms) / self.seconds


def issue_requests(fields: tuple[str, ...], token: str) -> Iterator[bytes]:
    """Requests for numbers without end, each with a key of its own, over the fields in turn."""
    for field_ in itertools.cycle(fields):
        key = f"bench-{time.time_ns()}-{next(_numbers)}"
        yield request_bytes("/api/v1/tickets", {"field": field_}, token, Idempotency_Key=key)


async def post_for(port: int, requests: Iterator[bytes], connections: int, seconds: float) -> Load:
    """Post on this many connections for this long. Raises `RuntimeError` at an answer that is no success."""
    lines = [await HttpLine.open(port) for _ in range(connections)]
    load, began = Load(), time.perf_counter()
    try:
        await asyncio.gather(*(_post(line, requests, began + seconds, load) for line in lines))
    finally:
        for line in lines:
            line.close()
    load.seconds = time.perf_counter() - began
    return load


async def _post(line: HttpLine, requests: Iterator[bytes], until: float, load: Load) -> None:
    while (sent := time.perf_counter()) < until:
        status, body = await line.send(next(requests))
        if status >= 300:
            raise RuntimeError(f"{status}: {body.decode()}")
        load.answers_ms.append((time.perf_counter() - sent) * 1000)
