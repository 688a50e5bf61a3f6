"""(e) Memory of the server's processes, idle and with 200 screens, and the time from its start until it is ready."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench import process
from bench.centre import FIELDS, prepare
from bench.figures import Figure, median
from bench.http_line import HttpLine, issue_requests
from bench.load import Screens
from bench.process import Running

_IDLE_MB: Final = 80.0
_CROWD_MB: Final = 170.0
_START_TIMES: Final = 1.3
_CONNECTIONS: Final = 8


@dataclass(frozen=True, slots=True)
class Size:
    """How many screens, numbers and starts."""

    screens: int = 200
    numbers: int = 2_000
    starts: int = 3


TINY: Final = Size(screens=2, numbers=16, starts=1)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """The real server and a bare Flask and Socket.IO app, weighed in the same way."""
    prepared = prepare(folder / "memory")
    ours = _weighed(size, lambda: process.goiso(prepared), prepared.display, prepared.kiosk)
    bare = _weighed(size, process.bare_flask, "", "")
    name = "bare Flask and Socket.IO"
    return [
        Figure(
            f"Memory idle ({_PSS})",
            f"{ours[0]:.0f} MB",
            f"{name}: {bare[0]:.0f} MB",
            *_at_most(ours[0], _IDLE_MB),
        ),
        Figure(
            f"Memory with {size.screens} screens, after {size.numbers:,} numbers",
            f"{ours[1]:.0f} MB",
            f"{name}: {bare[1]:.0f} MB",
            *_at_most(ours[1], _CROWD_MB),
        ),
        Figure(
            f"Start to ready (median of {size.starts})",
            f"{ours[2]:.2f} s, {ours[2] / bare[2]:.1f} ×",
            f"{name}: {bare[2]:.2f} s",
            f"≤ {_START_TIMES} ×",
            ours[2] <= _START_TIMES * bare[2],
        ),
    ]


_PSS: Final = "PSS of all processes"


def _at_most(value: float, limit: float) -> tuple[str, bool]:
    return f"≤ {limit:.0f} MB", value <= limit


def _weighed(
    size: Size, start: Callable[[], AbstractContextManager[Running]], display: str, kiosk: str
) -> tuple[float, float, float]:
    """(MB idle, MB with the screens, seconds to ready)."""
    starts, idle, crowd = [], 0.0, 0.0
    for last in (False,) * (size.starts - 1) + (True,):
        with start() as server:
            starts.append(server.start_s)
            if last:
                idle = server.memory_mb()
                crowd = asyncio.run(_with_screens(size, server, display, kiosk))
    return idle, crowd, median(starts)


async def _with_screens(size: Size, server: Running, display: str, kiosk: str) -> float:
    screens = Screens(server.port, token=display)
    await screens.connect(size.screens)
    requests = issue_requests(FIELDS, kiosk)
    lines = [await HttpLine.open(server.port) for _ in range(_CONNECTIONS)]
    for _ in range(size.numbers // _CONNECTIONS):
        await asyncio.gather(*(line.send(next(requests)) for line in lines))
    await asyncio.sleep(1)
    crowd = server.memory_mb()
    await screens.close()
    return crowd
