"""(k) A touch while strangers stand at the door in crowds: slow lines, silent ones, WebSockets that pour.

Beside the same crowds at a bare listener on the same machine, in turns: what they cost the machine is not the server's.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from . import process
from .centre import FIELDS, Prepared, prepare
from .figures import Figure, percentile, spread
from .http_line import HttpLine, issue_requests
from .load import Screens
from .strangers import Crowd

_TIMES: Final = 3.0
_CROWD: Final = Crowd()


@dataclass(frozen=True, slots=True)
class Size:
    """Who is there, how many rounds, how long the crowd comes before touches are counted, and how long they are."""

    crowd: Crowd = _CROWD
    screens: int = 200
    rounds: int = 3
    gathering_s: float = 4.0
    counted_s: float = 12.0
    pause_s: float = 0.05


TINY: Final = Size(Crowd(2, 2, 2), screens=2, rounds=1, gathering_s=0.3, counted_s=0.3)


@dataclass(slots=True)
class _Touches:
    """Milliseconds from dialling to the answer, each on a line of its own; and the server's memory afterwards, MB."""

    calm_ms: list[float] = field(default_factory=list)
    elsewhere_ms: list[float] = field(default_factory=list)
    here_ms: list[float] = field(default_factory=list)
    memory_mb: list[float] = field(default_factory=list)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """Touches in peace, with the crowd at the bare listener, with the crowd here, in turns."""
    prepared = prepare(folder / "door")
    with process.goiso(prepared) as server, process.bare_listener() as bare:
        before = server.memory_mb()
        touches = asyncio.run(_rounds(size, prepared, server, bare))
    ratio = percentile(touches.here_ms, 0.99) / percentile(touches.elsewhere_ms, 0.99)
    crowd = size.crowd
    lines = f"{crowd.patient} + {crowd.dripping} slow lines, {crowd.pouring} pouring WebSockets"
    return [
        Figure(
            f"A touch, {lines}, {size.screens} live screens",
            f"{spread(touches.here_ms)} ({ratio:.1f} × the baseline's p99; {len(touches.here_ms)} of them)",
            f"the same crowd at a bare listener: {spread(touches.elsewhere_ms)}",
            f"p99 ≤ {_TIMES:.0f} ×",
            ratio <= _TIMES,
        ),
        Figure("… with nobody at the door", spread(touches.calm_ms)),
        Figure(
            "… memory of the server while they come",
            f"{max(touches.memory_mb):.0f} MB",
            f"at the start: {before:.0f} MB",
        ),
    ]


async def _rounds(size: Size, prepared: Prepared, server: process.Running, bare: process.Running) -> _Touches:
    found, requests = _Touches(), issue_requests(FIELDS, prepared.kiosk)
    screens = Screens(server.port, token=prepared.display)
    await screens.connect(size.screens)
    await _touch_for(server.port, requests, size, size.gathering_s)
    for _ in range(size.rounds):
        found.calm_ms += await _touch_for(server.port, requests, size, size.counted_s / 4)
        for port, into in ((bare.port, found.elsewhere_ms), (server.port, found.here_ms)):
            with _at_the_door(port, size.crowd):
                await asyncio.sleep(size.gathering_s)
                into.extend(await _touch_for(server.port, requests, size, size.counted_s))
        found.memory_mb.append(server.memory_mb())
    await screens.close()
    return found


async def _touch_for(port: int, requests: Iterator[bytes], size: Size, seconds: float) -> list[float]:
    """One after another. Raises when one is not answered with a number."""
    took, until = list[float](), time.perf_counter() + seconds
    while time.perf_counter() < until:
        began = time.perf_counter()
        line = await HttpLine.open(port)
        status, said = await line.send(next(requests))
        took.append((time.perf_counter() - began) * 1000)
        line.close()
        if status >= 300:
            raise RuntimeError(f"{status}: {said.decode()}")
        await asyncio.sleep(size.pause_s)
    return took


@contextmanager
def _at_the_door(port: int, crowd: Crowd) -> Iterator[None]:
    numbers = map(str, (port, crowd.patient, crowd.dripping, crowd.pouring))
    coming = subprocess.Popen([sys.executable, "-m", "bench.strangers", *numbers])
    try:
        yield
    finally:
        coming.terminate()
        coming.wait(20)
