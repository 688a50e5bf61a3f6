"""Screens without a browser: live lines to a real server, many in one thread, that come back by themselves.

What they do when the line breaks is what server/static/js/live.js does: dial again after 300 ms, then
twice that, at most every 1.5 s, each by chance half as long or half again; 5 s after a refusal or after
the server hung up on purpose; at once when the line was silent for 10 s.
"""

import asyncio
import json
import random
import struct
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self, TypeVar

from tests.support.waiting import PATIENCE_S

FIRST_DELAY_S = 0.3
MOST_DELAY_S = 1.5
JITTER = 0.5
DIAL_TIMEOUT_S = 3.0
REFUSED_RETRY_S = 5.0
SILENCE_S = 10.0
_TEXT, _CLOSE = 0x81, 0x88
_LONGEST = 1 << 20
T = TypeVar("T")


class Refused(Exception):
    """The server said no; `args[0]` is what it said."""


class HungUp(Exception):
    """The server ended the line on purpose."""


@dataclass(frozen=True)
class Heard:
    """One event and when it came (`time.monotonic`)."""

    at: float
    event: str
    payload: dict[str, Any]


class Hall:
    """A thread with an event loop for any number of screens: `with Hall(port) as hall: hall.screen(…)`."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.run(_end_all()).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def screen(self, namespace: str = "/board", *, cookie: str | None = None, **auth: Any) -> "Screen":
        """One more screen, dialling at once; `auth` is what it connects with (token, hall, counter)."""
        return Screen(self, namespace, auth, cookie)

    def run(self, work: Coroutine[Any, Any, None]) -> Future[None]:
        """Run `work` in the loop's thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)


class Screen:
    """One live line and all that it heard. `connected` is true between the first snapshot and the end;
    `dials` are the moments (`time.monotonic`) when it began to dial."""

    def __init__(self, hall: Hall, namespace: str, auth: dict[str, Any], cookie: str | None) -> None:
        self.heard: list[Heard] = []
        self.refusals: list[Heard] = []
        self.dials: list[float] = []
        self.connected = False
        self.ended_at: float | None = None
        self._hall = hall
        self._namespace = namespace
        self._auth = auth
        self._cookie = cookie
        self._seq: int | None = None
        self._failures = 0
        self._news = threading.Condition()
        self._life = hall.run(self._live())

    @property
    def snapshots(self) -> list[dict[str, Any]]:
        """Every snapshot so far."""
        return [heard.payload for heard in list(self.heard) if heard.event == "snapshot"]

    def wait_for(
        self, wanted: Callable[[dict[str, Any]], Any], within_s: float = PATIENCE_S, since: float = 0
    ) -> Heard:
        """The first snapshot that came after `since` and is as wanted, waited for if need be."""
        found = self.wait(lambda: self._first(wanted, since), within_s)
        assert found is not None, f"not within {within_s} s; the latest is {self.snapshots[-1:]}"
        return found

    def wait_for_refusal(self, within_s: float = PATIENCE_S) -> dict[str, Any]:
        """What the server said when it refused this screen."""
        found = self.wait(lambda: self.refusals[-1] if self.refusals else None, within_s)
        assert found is not None, f"not refused within {within_s} s"
        return found.payload

    def wait_for_end(self, within_s: float = PATIENCE_S) -> float:
        """When the line was gone; it must have been open before."""
        found = self.wait(lambda: self.ended_at, within_s)
        assert found is not None, f"still open after {within_s} s"
        return found

    def leave(self) -> None:
        """Hang up and do not come back."""
        self._life.cancel()
        self.wait(lambda: not self.connected, 5)

    def _first(self, wanted: Callable[[dict[str, Any]], Any], since: float) -> Heard | None:
        snapshots = (heard for heard in self.heard if heard.event == "snapshot" and heard.at >= since)
        return next((heard for heard in snapshots if wanted(heard.payload)), None)

    def wait(self, found: Callable[[], T], within_s: float) -> T:
        """What `found` finds, as soon as it finds something; after `within_s` seconds whatever it finds then."""
        with self._news:
            self._news.wait_for(found, within_s)
            return found()

    async def _live(self) -> None:
        while True:
            pause = 0.0
            try:
                await self._one_line()
            except Refused as refused:
                self._note(self.refusals, Heard(time.monotonic(), "connect_error", refused.args[0]))
                pause = REFUSED_RETRY_S
            except HungUp:
                pause = REFUSED_RETRY_S
            except (OSError, EOFError):
                pause = _delay(self._failures)
                self._failures += 1
            await asyncio.sleep(pause)

    async def _one_line(self) -> None:
        self.dials.append(time.monotonic())
        async with asyncio.timeout(DIAL_TIMEOUT_S):
            reader, writer = await dial(self._hall.port, self._cookie)
        self._failures = 0
        try:
            writer.write(frame(f"40{self._namespace},{json.dumps({**self._auth, 'seq': self._seq})}"))
            await self._listen(reader, writer)
        finally:
            writer.transport.abort()
            self._end()

    async def _listen(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Until the line breaks, or brings no snapshot for so long that it must be dead."""
        with suppress(TimeoutError):
            async with asyncio.timeout(SILENCE_S) as silence:
                while True:
                    if self._take(await read_packet(reader), writer):
                        silence.reschedule(asyncio.get_running_loop().time() + SILENCE_S)

    def _take(self, packet: str, writer: asyncio.StreamWriter) -> bool:
        """Handle one packet; whether it was an event."""
        kind, _, rest = packet.partition(f"{self._namespace},")
        if packet == "2":
            writer.write(frame("3"))
        elif kind == "42":
            event, *arguments = json.loads(rest)
            self._hear(Heard(time.monotonic(), event, arguments[0]))
        elif kind == "44":
            raise Refused(json.loads(rest)["data"])
        elif kind == "41":
            raise HungUp
        elif packet == "1":
            raise EOFError
        return kind == "42"

    def _hear(self, heard: Heard) -> None:
        if heard.event == "snapshot":
            self._seq = heard.payload["seq"]
            self.connected = True
        self._note(self.heard, heard)

    def _note(self, into: list[Heard], heard: Heard) -> None:
        with self._news:
            into.append(heard)
            self._news.notify_all()

    def _end(self) -> None:
        with self._news:
            self.connected = False
            self.ended_at = time.monotonic()
            self._news.notify_all()


async def _end_all() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def _delay(failures: int) -> float:
    base = FIRST_DELAY_S * 2.0**failures
    return min(MOST_DELAY_S, base * random.uniform(1 - JITTER, 1 + JITTER))


async def dial(
    port: int, cookie: str | None = None, origin: str | None = None
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a line as far as Engine.IO goes. Raises `ConnectionRefusedError` with the head of the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=_LONGEST)
    try:
        writer.write(upgrade(port, cookie, origin))
        _check_welcome(await reader.readuntil(b"\r\n\r\n"))
        while not (await read_packet(reader)).startswith("0"):
            pass
    except BaseException:
        writer.transport.abort()
        raise
    return reader, writer


def _check_welcome(head: bytes) -> None:
    if b" 101 " not in head.split(b"\r\n")[0]:
        raise ConnectionRefusedError(head.decode(errors="replace"))


def upgrade(port: int, cookie: str | None = None, origin: str | None = None) -> bytes:
    """The request that opens a line."""
    lines = [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Origin: {origin or f'http://127.0.0.1:{port}'}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    ]
    lines += [f"Cookie: {cookie}"] if cookie else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def frame(text: str) -> bytes:
    """A masked text frame; the mask is all zeros, which leaves the text as it is."""
    payload = text.encode()
    size = len(payload)
    head = struct.pack("!BB", _TEXT, 0x80 | size) if size < 126 else struct.pack("!BBH", _TEXT, 0xFE, size)
    return head + bytes(4) + payload


async def read_packet(reader: asyncio.StreamReader) -> str:
    """The next packet. Raises `EOFError` when the line ends."""
    kind, size = await reader.readexactly(2)
    if size == 126:
        (size,) = struct.unpack("!H", await reader.readexactly(2))
    elif size == 127:
        (size,) = struct.unpack("!Q", await reader.readexactly(8))
    payload = await reader.readexactly(size)
    if kind == _CLOSE:
        raise EOFError
    return payload.decode()
