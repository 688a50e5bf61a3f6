"""Numbers given one after another at a steady pace."""

import asyncio
import time
from typing import Final

from bench.centre import FIELDS
from bench.http_line import HttpLine, issue_requests

_PACE_S: Final = 0.02


async def issued(port: int, kiosk: str, numbers: int) -> list[float]:
    """Milliseconds that each of so many numbers takes, fifty a second, asked by the kiosk with this token."""
    line = await HttpLine.open(port)
    requests, took = issue_requests(FIELDS, kiosk), list[float]()
    for _ in range(numbers):
        began = time.perf_counter()
        await line.send(next(requests))
        took.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(max(0.0, _PACE_S - (time.perf_counter() - began)))
    line.close()
    return took
