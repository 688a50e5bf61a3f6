"""(p) A ward on the slowest machine: a quarter of one core, a disk that takes 20 ms to flush; each figure beside the same without.

Six screens, ten consoles and two kiosks are connected, as many as a ward has; numbers are given and called all the while, thirty times as
often as in a ward (400 visits in eight hours).
"""

import asyncio
import shutil
import time
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from bench import held, process
from bench.calls import Calls
from bench.centre import FIELDS, Prepared, manager_token, prepare
from bench.figures import Figure, median, percentile, spread
from bench.http_line import HttpLine, issue_requests, request_bytes
from bench.load import Screens
from bench.process import Running

_SHARE: Final = 0.25
_FLUSH_MS: Final = 20.0
_PATIENCE_S: Final = 60.0
_PAGES: Final = ("/kiosk", "/display", "/static/style.css", "/kiosk/static/kiosk.css")
_START_S: Final = 15.0
_TOUCH_MS: Final = 1000.0
_CALL_MS: Final = 1000.0
_REPORT_S: Final = 5.0
_SPEECH_MS: Final = 2000.0


@dataclass(frozen=True, slots=True)
class Size:
    """How many numbers are timed, how far apart, and how many calls."""

    numbers: int = 120
    pace_s: float = 0.4
    calls: int = 60
    screens: int = 6
    consoles: int = 10
    kiosks: int = 2
    reports: int = 5


TINY: Final = Size(numbers=2, pace_s=0.0, calls=2, screens=1, consoles=1, kiosks=1, reports=1)


@dataclass(slots=True)
class _Seen:
    """Seconds from start to ready, milliseconds of the rest, megabytes."""

    start_s: float
    numbers: list[float]
    calls: list[float]
    pages: list[float]
    reports: list[float]
    speech: list[float]
    memory_mb: float


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """All of it held back, and again as the machine is; without the right to hold it back, as it is alone."""
    quick = _lived(folder / "quick", size, None)
    if not held.possible():
        return [Figure("The slow machine", "not played: this user may not set a CPU quota here")]
    slow = _lived(folder / "slow", size, _SHARE)
    return [
        Figure(
            f"A quarter of a core, a flush of {_FLUSH_MS:.0f} ms: start to ready",
            f"{slow.start_s:.1f} s",
            f"{quick.start_s:.1f} s",
            f"≤ {_START_S:.0f} s",
            slow.start_s <= _START_S,
        ),
        _figure("… touch to number", slow.numbers, quick.numbers, _TOUCH_MS),
        _figure(f"… key to the last of {size.screens} screens", slow.calls, quick.calls, _CALL_MS),
        Figure(
            "… the kiosk's and a screen's page with their sheets", spread(slow.pages), spread(quick.pages)
        ),
        Figure(
            "… the figures of this month",
            f"median {median(slow.reports):.0f} ms",
            f"median {median(quick.reports):.0f} ms",
            f"≤ {_REPORT_S:.0f} s",
            median(slow.reports) <= _REPORT_S * 1000,
        ),
        *_spoken(slow.speech, quick.speech),
        Figure("… memory of all its processes", f"{slow.memory_mb:.0f} MB", f"{quick.memory_mb:.0f} MB"),
    ]


def _figure(what: str, slow: list[float], quick: list[float], most_ms: float) -> Figure:
    return Figure(
        what, spread(slow), spread(quick), f"p99 ≤ {most_ms:.0f} ms", percentile(slow, 0.99) <= most_ms
    )


def _lived(folder: Path, size: Size, share: float | None) -> _Seen:
    prepared = prepare(folder)
    manager = manager_token(folder)
    with (
        nullcontext() if share is None else held.group(share) as group,
        process.held(prepared, group, _FLUSH_MS if share else 0.0) as server,
    ):
        return asyncio.run(_day(server, prepared, manager, size))


async def _day(server: Running, prepared: Prepared, manager: str, size: Size) -> _Seen:
    officer, kiosk = await HttpLine.open(server.port), await HttpLine.open(server.port)
    requests = issue_requests(FIELDS[:1], prepared.kiosk)
    for _ in range(size.calls):
        await kiosk.send(next(requests), _PATIENCE_S)
    screens = Screens(server.port, token=prepared.display)
    others = {
        "/counter": (Screens(server.port, token=prepared.officer, namespace="/counter"), size.consoles),
        "/kiosk": (Screens(server.port, token=prepared.kiosk, namespace="/kiosk"), size.kiosks),
    }
    await screens.connect(size.screens)
    for connected, count in others.values():
        await connected.connect(count)
    calls = Calls(officer, screens, prepared.officer, rest_s=size.pace_s)
    shown, numbers = await asyncio.gather(calls.make(size.calls), _numbers(kiosk, prepared.kiosk, size))
    month = f"{datetime.now(UTC):%Y-%m}"
    report = request_bytes(
        f"/api/v1/reports/figures?from={month}-01&to={datetime.now(UTC):%Y-%m-%d}&by=day", {}, manager, "GET"
    )
    reports = [await _timed(officer, report) for _ in range(size.reports)]
    speech = [await _timed(kiosk, _said(n, prepared.kiosk)) for n in range(size.reports)] if _speaks() else []
    pages = [await _timed(officer, request_bytes(page, {}, "", "GET")) for page in _PAGES]
    seen = _Seen(server.start_s, numbers, shown.from_request, pages, reports, speech, server.memory_mb())
    for connected in (screens, *(screen for screen, _ in others.values())):
        await connected.close()
    return seen


async def _numbers(line: HttpLine, token: str, size: Size) -> list[float]:
    took = list[float]()
    requests = issue_requests(FIELDS[1:], token)
    for _ in range(size.numbers):
        took.append(await _timed(line, next(requests)))
        await asyncio.sleep(size.pace_s)
    return took


def _said(n: int, token: str) -> bytes:
    """A sentence as a call's, which nobody has asked for before."""
    text = quote(f"Mời công dân có số a, không, một, {n}, đến quầy số ba.")
    return request_bytes(f"/api/v1/speech?language=vi&text={text}", {}, token, "GET")


def _spoken(slow: list[float], quick: list[float]) -> list[Figure]:
    if not slow:
        return []
    return [
        Figure(
            "… a sentence spoken for the first time, made by espeak-ng",
            f"median {median(slow):.0f} ms",
            f"median {median(quick):.0f} ms",
            f"≤ {_SPEECH_MS:.0f} ms",
            median(slow) <= _SPEECH_MS,
        )
    ]


def _speaks() -> bool:
    """Whether this machine has the program that speaks."""
    return shutil.which("espeak-ng") is not None


async def _timed(line: HttpLine, request: bytes) -> float:
    began = time.perf_counter()
    status, body = await line.send(request, _PATIENCE_S)
    if status >= 400:
        raise RuntimeError(f"{status}: {body.decode()}")
    return (time.perf_counter() - began) * 1000
