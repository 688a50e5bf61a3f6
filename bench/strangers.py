"""Strangers at the door: lines that send so little, or so much, that a server may have no thread or memory left.

`python -m bench.strangers PORT PATIENT DRIPPING POURING` does it until it is ended.
"""

import asyncio
import signal
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from bench.wire import handshake_request

_AGAIN_S: Final = 0.5
_HEAD: Final = b"POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\nX-Slow: "
_BODY: Final = b"POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n"
_SIZE: Final = 32 * 1024
_LENGTH: Final = bytes((0x80 | 126,)) + _SIZE.to_bytes(2, "big") + bytes(4)
_FIRST: Final = b"\x01" + _LENGTH + b"x" * _SIZE
_NEXT: Final = b"\x00" + _LENGTH + b"x" * _SIZE
Reader: TypeAlias = asyncio.StreamReader
Writer: TypeAlias = asyncio.StreamWriter
Deed: TypeAlias = Callable[[Reader, Writer], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many lines of each kind: a byte every 20 s; a byte every 4 s, in heads and bodies; WebSockets that pour."""

    patient: int = 570
    dripping: int = 700
    pouring: int = 282


@dataclass(slots=True)
class Strangers:
    """They come again whenever their line has ended; `opened` and `ended` count the lines by kind."""

    port: int
    crowd: Crowd = Crowd()
    opened: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)

    async def run(self) -> None:
        """Until cancelled."""
        lines = [self._line("patient", _drip(_HEAD, 20.0)) for _ in range(self.crowd.patient)]
        lines += [
            self._line("dripping", _drip(_BODY if n % 2 else _HEAD, 4.0)) for n in range(self.crowd.dripping)
        ]
        lines += [self._line("pouring", _pour) for _ in range(self.crowd.pouring)]
        await asyncio.gather(*lines)

    async def _line(self, kind: str, deed: Deed) -> None:
        while True:
            with suppress(OSError, EOFError):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                self.opened[kind] += 1
                try:
                    await deed(reader, writer)
                finally:
                    writer.transport.abort()
            self.ended[kind] += 1
            await asyncio.sleep(_AGAIN_S)


def _drip(begin: bytes, every_s: float) -> Deed:
    async def drip(reader: Reader, writer: Writer) -> None:
        writer.write(begin)
        gone = asyncio.ensure_future(reader.read(1))
        while not (await asyncio.wait([gone], timeout=every_s))[0]:
            writer.write(b"x")
            await writer.drain()
        gone.result()

    return drip


async def _pour(reader: Reader, writer: Writer) -> None:
    writer.write(handshake_request("x", "/socket.io/?EIO=4&transport=websocket"))
    await reader.readuntil(b"\r\n\r\n")
    writer.write(_FIRST)
    while True:
        await writer.drain()
        writer.write(_NEXT)


async def _main(port: int, *numbers: int) -> None:
    alone = asyncio.current_task()
    assert alone is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, alone.cancel)
    strangers = Strangers(port, Crowd(*numbers))
    with suppress(asyncio.CancelledError):
        await strangers.run()
    print(f"opened {dict(strangers.opened)}, ended {dict(strangers.ended)}", file=sys.stderr)


if __name__ == "__main__":
    asyncio.run(_main(*map(int, sys.argv[1:])))
