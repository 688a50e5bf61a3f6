"""(c) From an officer's key to the last of 200 screens, beside a bare asyncio broadcaster of the same bytes."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench import process
from bench.centre import COUNTER, FIELDS, Prepared, prepare
from bench.figures import Figure, percentile, spread
from bench.http_line import HttpLine, issue_requests, request_bytes
from bench.load import Screens

_REST_S: Final = 0.06
_RUSH_EVERY_S: Final = 0.02
_TARGET_MS: Final = 40.0
_TIMES: Final = 3.0
_PATIENCE_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Size:
    """How many screens, and how many calls: to warm up, in calm, in a rush."""

    screens: int = 200
    warm_up: int = 20
    calls: int = 220
    rush: int = 100


TINY: Final = Size(screens=2, warm_up=1, calls=2, rush=2)


@dataclass(slots=True)
class _Latencies:
    """Milliseconds to the last screen, from the request sent and from its answer received."""

    from_request: list[float] = field(default_factory=list)
    from_answer: list[float] = field(default_factory=list)

    def add(self, sent: float, answered: float, shown: float) -> None:
        self.from_request.append((shown - sent) * 1000)
        self.from_answer.append((shown - answered) * 1000)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """Call, wait for every screen, serve, finish; then the same calls while numbers are given."""
    prepared = prepare(folder / "calls")
    with process.goiso(prepared) as server:
        calm, rush, sample = asyncio.run(_at_the_server(size, server.port, prepared))
    with process.bare_broadcaster() as bare:
        alone = asyncio.run(_at_the_broadcaster(size, bare.port, sample))
    beside = f"bare asyncio broadcaster: {spread(alone.from_request)}"
    slowest = percentile(calm.from_request, 0.99)
    times = slowest / percentile(alone.from_request, 0.99)
    return [
        Figure(
            f"Key to the last of {size.screens} screens",
            f"{spread(calm.from_request)}, {times:.1f} ×",
            beside,
            f"p99 ≤ {_TARGET_MS:.0f} ms and ≤ {_TIMES:.0f} ×",
            slowest <= _TARGET_MS and times <= _TIMES,
        ),
        Figure("… from the officer's answer on", spread(calm.from_answer), spread(alone.from_answer)),
        Figure(f"… while {1 / _RUSH_EVERY_S:.0f} numbers a second are given", spread(rush.from_request)),
    ]


async def _at_the_server(size: Size, port: int, prepared: Prepared) -> tuple[_Latencies, _Latencies, bytes]:
    officer, kiosk = await HttpLine.open(port), await HttpLine.open(port)
    requests = issue_requests(FIELDS[:1], prepared.kiosk)
    for _ in range(size.warm_up + size.calls + size.rush):
        await kiosk.send(next(requests))
    screens = Screens(port, token=prepared.display)
    await screens.connect(size.screens)
    calls = Calls(officer, screens, prepared.officer)
    await calls.make(size.warm_up)
    calm = await calls.make(size.calls)
    rushing = asyncio.create_task(_rush(await HttpLine.open(port), prepared.kiosk))
    rush = await calls.make(size.rush)
    rushing.cancel()
    with suppress(asyncio.CancelledError):
        await rushing
    await screens.close()
    return calm, rush, screens.sample


class Calls:
    """An officer at work: numbers are called in the order they were given, so the next one is known."""

    def __init__(self, line: HttpLine, screens: Screens, token: str, rest_s: float = _REST_S) -> None:
        self._line, self._screens, self._token, self._rest_s = line, screens, token, rest_s
        self._n = 0

    async def make(self, count: int) -> _Latencies:
        """Call so many; returns how long each call took to reach the last screen."""
        found = _Latencies()
        for _ in range(count):
            self._n += 1
            seen = self._screens.wait_for(f'"calls":[{{"number":"A{self._n:03d}"'.encode())
            sent = time.perf_counter()
            status, body = await self._act("call")
            answered = time.perf_counter()
            if status != 200:
                raise RuntimeError(f"{status}: {body.decode()}")
            async with asyncio.timeout(_PATIENCE_S):
                found.add(sent, answered, await seen)
            await self._act("serve")
            await self._act("finish")
            await asyncio.sleep(self._rest_s)
        return found

    async def _act(self, what: str) -> tuple[int, bytes]:
        return await self._line.send(request_bytes(f"/api/v1/counters/{COUNTER}/{what}", {}, self._token))


async def _rush(line: HttpLine, token: str) -> None:
    for request in issue_requests(FIELDS[1:], token):
        await line.send(request)
        await asyncio.sleep(_RUSH_EVERY_S)


async def _at_the_broadcaster(size: Size, port: int, sample: bytes) -> _Latencies:
    line, screens, found = await HttpLine.open(port), Screens(port), _Latencies()
    await screens.connect(size.screens)
    for n in range(size.warm_up + size.calls):
        mark = f'"mark":{n:06d}'.encode()
        seen = screens.wait_for(mark)
        request = _post(sample + mark)
        sent = time.perf_counter()
        await line.send(request)
        answered = time.perf_counter()
        async with asyncio.timeout(_PATIENCE_S):
            shown = await seen
        if n >= size.warm_up:
            found.add(sent, answered, shown)
        await asyncio.sleep(_REST_S)
    await screens.close()
    return found


def _post(body: bytes) -> bytes:
    return f"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
