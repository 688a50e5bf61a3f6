"""(k) Touches and an officer's keys while crowds of strangers connect: slow connections, floods of WebSockets.

A kiosk, a kiosk's box and an officer are at work.
Beside the same crowds at a bare listener on the same machine, in turns: what they cost the machine is not the server's.
"""

import asyncio
import itertools
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bench import process
from bench.centre import COUNTER, FIELDS, Prepared, prepare
from bench.figures import Figure, percentile, spread
from bench.http_line import HttpLine, issue_requests, request_bytes
from bench.load import Screens
from bench.strangers import Crowd

_TIMES: Final = 3.0
_CROWD: Final = Crowd()
_OFFICERS: Final = FIELDS[:1]
"""The officer's field: more numbers come in it than one officer calls."""


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


@dataclass(frozen=True, slots=True)
class _Places:
    """Who is at work, at the server and at the box before it; and the bare listener, where nobody is."""

    prepared: Prepared
    server: process.Running
    box: process.Running
    bare: process.Running
    officer: Iterator[bytes]


Took = dict[str, list[float]]
"""Milliseconds from dialling to the answer, each on a line of its own, by who asked."""


@dataclass(slots=True)
class _Touches:
    """What took how long in peace and with the crowd elsewhere and here; and the server's memory afterwards, MB."""

    calm: Took = field(default_factory=lambda: defaultdict(list))
    elsewhere: Took = field(default_factory=lambda: defaultdict(list))
    here: Took = field(default_factory=lambda: defaultdict(list))
    memory_mb: list[float] = field(default_factory=list)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """Touches and calls in peace, with the crowd at the bare listener, with the crowd here, in turns."""
    prepared = prepare(folder / "door")
    with (
        process.goiso(prepared) as server,
        process.box(server, folder / "box") as box,
        process.bare_listener() as bare,
    ):
        before = server.memory_mb()
        touches = asyncio.run(_rounds(size, _Places(prepared, server, box, bare, _visits(prepared.officer))))
    crowd = size.crowd
    lines = f"{crowd.patient} + {crowd.dripping} slow lines, {crowd.pouring} pouring WebSockets"
    return [
        *(_beside(who, lines, size, touches) for who in touches.here),
        *(Figure(f"… {who}, with nobody at the door", spread(took)) for who, took in touches.calm.items()),
        Figure(
            "… memory of the server while they come",
            f"{max(touches.memory_mb):.0f} MB",
            f"at the start: {before:.0f} MB",
        ),
    ]


def _beside(who: str, lines: str, size: Size, touches: _Touches) -> Figure:
    here, elsewhere = touches.here[who], touches.elsewhere[who]
    ratio = percentile(here, 0.99) / percentile(elsewhere, 0.99)
    return Figure(
        f"{who.capitalize()}, {lines}, {size.screens} live screens",
        f"{spread(here)} ({ratio:.1f} × the baseline's p99; {len(here)} of them)",
        f"the same crowd at a bare listener: {spread(elsewhere)}",
        f"p99 ≤ {_TIMES:.0f} ×",
        ratio <= _TIMES,
    )


async def _rounds(size: Size, places: _Places) -> _Touches:
    found, server = _Touches(), places.server
    screens = Screens(server.port, token=places.prepared.display)
    await screens.connect(size.screens)
    first = await HttpLine.open(server.port)
    await first.send(next(issue_requests(_OFFICERS, places.prepared.kiosk)))
    first.close()
    await _work_for(places, size, size.gathering_s, defaultdict(list))
    for _ in range(size.rounds):
        await _work_for(places, size, size.counted_s / 4, found.calm)
        for port, into in ((places.bare.port, found.elsewhere), (server.port, found.here)):
            with _at_the_door(port, size.crowd):
                await asyncio.sleep(size.gathering_s)
                await _work_for(places, size, size.counted_s, into)
        found.memory_mb.append(server.memory_mb())
    await screens.close()
    return found


async def _work_for(places: _Places, size: Size, seconds: float, into: Took) -> None:
    """People touch a kiosk's page and one on a box, and an officer calls them, side by side."""
    server, prepared, until = places.server, places.prepared, time.perf_counter() + seconds
    at_kiosk, at_box = (issue_requests(_OFFICERS, token) for token in (prepared.kiosk, prepared.box))
    await asyncio.gather(
        _ask_until(until, size, server.port, at_kiosk, into["a touch"]),
        _ask_until(until, size, places.box.port, at_box, into["a touch at a box"]),
        _ask_until(until, size, server.port, places.officer, into["an officer's key"]),
    )


def _visits(token: str) -> Iterator[bytes]:
    """An officer's requests: visit after visit, without end."""
    for act in itertools.cycle(("call", "serve", "finish")):
        yield request_bytes(f"/api/v1/counters/{COUNTER}/{act}", {}, token)


async def _ask_until(
    until: float, size: Size, port: int, requests: Iterator[bytes], took: list[float]
) -> None:
    """One after another. Raises when one is not answered with what it asked for."""
    while time.perf_counter() < until:
        began = time.perf_counter()
        line = await HttpLine.open(port)
        status, said = await line.send(next(requests))
        took.append((time.perf_counter() - began) * 1000)
        line.close()
        if status >= 300:
            raise RuntimeError(f"{status}: {said.decode()}")
        await asyncio.sleep(size.pause_s)


@contextmanager
def _at_the_door(port: int, crowd: Crowd) -> Iterator[None]:
    numbers = map(str, (port, crowd.patient, crowd.dripping, crowd.pouring))
    coming = subprocess.Popen([sys.executable, "-m", "bench.strangers", *numbers])
    try:
        yield
    finally:
        coming.terminate()
        coming.wait(20)
