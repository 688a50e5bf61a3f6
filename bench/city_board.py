"""From an event committed in the city's database to the last of 20 screens of two board processes, beside screens that ask."""

import asyncio
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.figures import Figure, median, spread
from bench.http_line import HttpLine
from bench.load import Screens
from server.city.local.redis import PrivateRedis
from tests.support.board import BoardProcess
from tests.support.city_rows import City, state_of
from tests.support.ports import free_port
from tests.support.postgres import fresh_city, postgres

_ASK: Final = b"GET /board.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
_TARGET_MS: Final = 50.0
_ASKS_EVERY_S: Final = 1.0
_PATIENCE_S: Final = 30.0


@dataclass(frozen=True, slots=True)
class Size:
    """How many centres, screens, events, events among others at `busy` a second, and events before screens that ask."""

    centres: int = 126
    screens: int = 20
    events: int = 200
    among: int = 200
    busy: int = 60
    asked: int = 20


TINY: Final = Size(centres=3, screens=4, events=2, among=2, busy=5, asked=1)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """In calm, among other events, and with screens that ask once a second."""
    with _city(folder / "city_board", size) as (cities, ports):
        calm, among, asked = asyncio.run(_measured(cities, ports, size))
    what = f"Event committed to the last of {size.screens} screens of two processes"
    beside = f"screens that ask every {_ASKS_EVERY_S:.0f} s: {spread(asked)}"
    return [
        Figure(what, spread(calm), beside, f"median ≤ {_TARGET_MS:.0f} ms", median(calm) <= _TARGET_MS),
        Figure(f"… among {size.busy} other events a second", spread(among)),
    ]


@contextmanager
def _city(folder: Path, size: Size) -> Iterator[tuple[tuple[City, City], list[int]]]:
    folder.mkdir(parents=True)
    redis = PrivateRedis(folder / "redis", free_port())
    with (
        postgres() as server,
        fresh_city(server) as conninfo,
        City(conninfo) as city,
        City(conninfo) as other,
    ):
        city.fill(size.centres)
        redis.start()
        boards = [BoardProcess(folder, free_port(), conninfo, redis.url) for _ in range(2)]
        try:
            for board in boards:
                board.start()
            yield (city, other), [board.port for board in boards]
        finally:
            for board in boards:
                board.kill()
            redis.stop()


async def _measured(
    cities: tuple[City, City], ports: list[int], size: Size
) -> tuple[list[float], list[float], list[float]]:
    halls = [Screens(port, namespace="/city") for port in ports]
    for hall in halls:
        await hall.connect(size.screens // len(halls))
    events = _Events(*cities)
    calm = [await events.told(halls) for _ in range(size.events)]
    others = asyncio.create_task(events.others(size.centres, size.busy))
    among = [await events.told(halls) for _ in range(size.among)]
    others.cancel()
    for hall in halls:
        await hall.close()
    askers = [_Asker(ports[n % 2], n / size.screens) for n in range(size.screens)]
    asked = [await events.asked(askers) for _ in range(size.asked)]
    return calm, among, asked


class _Events:
    """Calls at the first centre, each with a number of its own; and others elsewhere."""

    def __init__(self, city: City, other: City) -> None:
        self._city, self._other = city, other
        self._v = 1

    def _call(self) -> tuple[bytes, float]:
        self._v += 1
        number = f"N{self._v:06d}"
        call = {"number": number, "counter": 1, "counter_name": None, "at": 1}
        self._city.change(0, self._v, calls=[call])
        return json.dumps(number).encode(), time.perf_counter()

    async def told(self, halls: list[Screens]) -> float:
        """Milliseconds until the last screen was told."""
        needle = json.dumps(f"N{self._v + 1:06d}").encode()
        seen = [hall.wait_for(needle) for hall in halls]
        _, committed = self._call()
        async with asyncio.timeout(_PATIENCE_S):
            last = max(await asyncio.gather(*seen))
        await asyncio.sleep(0.02)
        return (last - committed) * 1000

    async def asked(self, askers: "list[_Asker]") -> float:
        """Milliseconds until the last of those who ask has got it."""
        needle, committed = self._call()
        async with asyncio.timeout(_PATIENCE_S):
            last = max(await asyncio.gather(*(asker.until(needle) for asker in askers)))
        return (last - committed) * 1000

    async def others(self, centres: int, rate: int) -> None:
        """Events at the other centres, evenly."""
        v = 1
        while True:
            v += 1
            await asyncio.sleep(1 / rate)
            n = 1 + v % (centres - 1)
            await asyncio.to_thread(self._other.change, n, v, visits=state_of(n)["visits"] + v)


class _Asker:
    """A screen without a live line: it asks every second, at its own moment of it."""

    def __init__(self, port: int, share: float) -> None:
        self._port, self._share = port, share
        self._line: HttpLine | None = None

    async def until(self, needle: bytes) -> float:
        """When an answer held this."""
        self._line = self._line or await HttpLine.open(self._port)
        while True:
            now = time.perf_counter() / _ASKS_EVERY_S
            await asyncio.sleep(((self._share - now) % 1.0) * _ASKS_EVERY_S)
            _, body = await self._line.send(_ASK)
            if needle in body:
                return time.perf_counter()
