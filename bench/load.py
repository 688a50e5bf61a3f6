"""The load: live screens and HTTP connections, as cheap as asyncio allows, for they share the server's cores.

Everything here runs in one event loop and ends by itself: each wait has a limit.
"""

import asyncio
import json
import time
import zlib
from collections.abc import Callable
from typing import Any, Final

from bench.centre import COUNTER
from bench.wire import CLOSE, Frames, frame, handshake_request

_PATIENCE_S: Final = 20.0
_AT_ONCE: Final = 25


class Screen(asyncio.Protocol):
    """One live client over Socket.IO: joins `namespace`, answers pings, hands every snapshot on as bytes."""

    def __init__(
        self, host: str, namespace: str, auth: dict[str, Any], heard: Callable[[bytes], None]
    ) -> None:
        self.joined: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._host = host
        self._join = f"40{namespace},{json.dumps(auth)}".encode()
        self._accepted = f"40{namespace},".encode()
        self._refused = f"44{namespace},".encode()
        self._event = f"42{namespace},".encode()
        self._heard = heard
        self._frames: Frames | None = None
        self._head = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(handshake_request(self._host, "/socket.io/?EIO=4&transport=websocket"))

    def data_received(self, data: bytes) -> None:
        if self._frames is None:
            data = self._upgraded(data)
        if self._frames is not None:
            for opcode, payload in self._frames.feed(data):
                self._told(opcode, payload)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.joined.done():
            self.joined.set_exception(exc or ConnectionError("the server closed the line"))

    def _upgraded(self, data: bytes) -> bytes:
        self._head += data
        head, end, rest = self._head.partition(b"\r\n\r\n")
        if not end:
            return b""
        if b" 101 " not in head.splitlines()[0]:
            self.joined.set_exception(ConnectionError(head.splitlines()[0].decode()))
            return b""
        deflated = b"permessage-deflate" in head.lower()
        self._frames = Frames(zlib.decompressobj(-15) if deflated else None)
        return rest

    def _told(self, opcode: int, payload: bytes) -> None:
        if payload.startswith(self._event):
            self._heard(payload)
        elif payload == b"2":
            self.transport.write(frame(b"3", masked=True))
        elif payload.startswith(b"0"):
            self.transport.write(frame(self._join, masked=True))
        elif payload.startswith(self._accepted):
            self.joined.set_result(None)
        elif payload.startswith(self._refused):
            self.joined.set_exception(ConnectionError(payload.decode()))
        elif opcode == CLOSE:
            self.transport.close()


class Screens:
    """Many screens. `snapshots` counts all that they got; `wait_for` tells when the last one saw something."""

    def __init__(self, port: int, *, token: str = "", namespace: str = "/board") -> None:
        self.snapshots = 0
        self.sample = b""
        self._port = port
        self._auth = {"token": token, "hall": "1", "counter": str(COUNTER)}
        self._namespace = namespace
        self._all: list[Screen] = []
        self._needle: bytes | None = None
        self._missing = 0
        self._seen: asyncio.Future[float] | None = None

    async def connect(self, count: int) -> None:
        """Connect this many, a few at a time, until each has joined. Raises `ConnectionError` for one refused."""
        async with asyncio.timeout(_PATIENCE_S):
            for begin in range(0, count, _AT_ONCE):
                await asyncio.gather(*(self._one() for _ in range(min(_AT_ONCE, count - begin))))

    async def _one(self) -> None:
        loop, host = asyncio.get_running_loop(), "127.0.0.1"
        seen: list[bytes | None] = [None]
        _, screen = await loop.create_connection(
            lambda: Screen(host, self._namespace, self._auth, lambda payload: self._heard(seen, payload)),
            host,
            self._port,
        )
        await screen.joined
        self._all.append(screen)

    def _heard(self, seen: list[bytes | None], payload: bytes) -> None:
        self.snapshots += 1
        self.sample = payload
        needle = self._needle
        if needle is None or seen[0] is needle or needle not in payload:
            return
        seen[0] = needle
        self._missing -= 1
        if self._missing == 0 and self._seen is not None:
            self._seen.set_result(time.perf_counter())

    def wait_for(self, needle: bytes) -> "asyncio.Future[float]":
        """The moment (`time.perf_counter`) when the last screen got a snapshot that holds `needle`."""
        self._needle, self._missing = needle, len(self._all)
        self._seen = asyncio.get_running_loop().create_future()
        return self._seen

    async def close(self) -> None:
        """Hang up and let the server notice."""
        for screen in self._all:
            screen.transport.close()
        self._all.clear()
        await asyncio.sleep(0.5)
