"""Baseline process: asyncio alone. It accepts everybody, reads what they send, and discards it."""

import asyncio
import sys

from bench.wire import handshake_answer


class _Line(asyncio.Protocol):
    """A connection: only its first words are looked at."""

    def __init__(self) -> None:
        self._head: bytes | None = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if self._head is None:
            return
        self._head += data
        head, end, _ = self._head.partition(b"\r\n\r\n")
        if not end:
            return
        self._head = None
        facts = {k.lower(): v.strip() for k, _, v in (line.partition(b":") for line in head.split(b"\r\n"))}
        if (key := facts.get(b"sec-websocket-key")) is not None:
            self._transport.write(handshake_answer(key))
        elif head.startswith(b"GET"):
            self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            self._transport.close()


async def _serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(_Line, "127.0.0.1", port, backlog=2048)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
