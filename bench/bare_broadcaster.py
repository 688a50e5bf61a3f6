"""Baseline process: asyncio alone. What is posted to it goes to every WebSocket as one ready-made frame."""

import asyncio
import sys

from bench.wire import frame, handshake_answer

_screens: set[asyncio.Transport] = set()


class _Line(asyncio.Protocol):
    """A connection: a WebSocket that only listens, or one that posts."""

    def __init__(self) -> None:
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        _screens.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        if self._transport in _screens:
            return
        self._buffer += data
        head, end, body = self._buffer.partition(b"\r\n\r\n")
        facts = {k.lower(): v.strip() for k, _, v in (line.partition(b":") for line in head.split(b"\r\n"))}
        if not end or len(body) < int(facts.get(b"content-length", 0)):
            return
        self._buffer = b""
        if (key := facts.get(b"sec-websocket-key")) is not None:
            self._welcome(key)
        else:
            self._pass_on(body)

    def _welcome(self, key: bytes) -> None:
        self._transport.write(handshake_answer(key) + frame(b"40/board,{}", masked=False))
        _screens.add(self._transport)

    def _pass_on(self, body: bytes) -> None:
        if body:
            ready = frame(body, masked=False)
            for screen in _screens:
                screen.write(ready)
        self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")


async def _serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(_Line, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
