"""(m) From a manager's change of the settings to the last of 200 screens that shows it, beside a call in the same hall."""

import asyncio
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench import process
from bench.centre import COUNTER, FIELDS, Prepared, manager_token, prepare
from bench.figures import Figure, median, percentile, spread
from bench.http_line import HttpLine, issue_requests, request_bytes
from bench.load import Screens

_REST_S: Final = 0.06
_TARGET_MS: Final = 2000.0
_PATIENCE_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Size:
    """How many screens, how many changes and calls."""

    screens: int = 200
    changes: int = 40


TINY: Final = Size(screens=2, changes=2)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """Rename a field again and again, and make as many calls; each is waited for on every screen."""
    prepared = prepare(folder / "changes")
    manager = manager_token(prepared.folder)
    with process.goiso(prepared) as server:
        changed, called = asyncio.run(_measured(size, server.port, prepared, manager))
    beside = f"a call: {spread(called)}; {median(changed) / median(called):.1f} ×"
    met = percentile(changed, 0.99) <= _TARGET_MS
    what = f"A field's new name on the last of {size.screens} screens"
    return [Figure(what, spread(changed), beside, f"p99 ≤ {_TARGET_MS / 1000:.0f} s", met)]


async def _measured(
    size: Size, port: int, prepared: Prepared, manager: str
) -> tuple[list[float], list[float]]:
    line, screens = await HttpLine.open(port), Screens(port, token=prepared.display)
    requests = issue_requests(FIELDS[:1], prepared.kiosk)
    for _ in range(size.changes):
        await line.send(next(requests))
    await screens.connect(size.screens)
    field = await _field(line, manager)
    changed, called = list[float](), list[float]()
    for n in range(1, size.changes + 1):
        name = f"Field {n:06d}"
        rename = request_bytes(f"/api/v1/settings/fields/{FIELDS[0]}", field | {"vi": name}, manager, "PUT")
        changed.append(await _until_shown(screens, line, name.encode(), rename))
        call = request_bytes(f"/api/v1/counters/{COUNTER}/call", {}, prepared.officer)
        called.append(await _until_shown(screens, line, f'"calls":[{{"number":"A{n:03d}"'.encode(), call))
        for step in ("serve", "finish"):
            await line.send(request_bytes(f"/api/v1/counters/{COUNTER}/{step}", {}, prepared.officer))
        await asyncio.sleep(_REST_S)
    await screens.close()
    return changed, called


async def _field(line: HttpLine, manager: str) -> dict[str, Any]:
    """What is set of the field that is renamed."""
    status, body = await line.send(request_bytes("/api/v1/settings", {}, manager, "GET"))
    if status != 200:
        raise RuntimeError(f"{status}: {body.decode()}")
    found: dict[str, Any] = next(f for f in json.loads(body)["fields"] if f["code"] == FIELDS[0])
    return found


async def _until_shown(screens: Screens, line: HttpLine, mark: bytes, request: bytes) -> float:
    """Milliseconds from a request sent until every screen has been told something with this mark."""
    seen = screens.wait_for(mark)
    sent = time.perf_counter()
    status, body = await line.send(request)
    if status != 200:
        raise RuntimeError(f"{status}: {body.decode()}")
    async with asyncio.timeout(_PATIENCE_S):
        return (await seen - sent) * 1000
