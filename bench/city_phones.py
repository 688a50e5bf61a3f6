"""`python -m bench.city_phones`: a flood of phones beside a centre that sends, and what a file costs beside a page.

Real nginx with the product's own file, real processes of the city, PostgreSQL. The flood asks for a page that nothing may keep, so
that each question reaches the public process; wrk asks where it is installed, else a process of ours. What a request costs is CPU
of the processes that answer, not time: both cores are everybody's.
"""

import asyncio
import hashlib
import itertools
import os
import secrets
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.figures import Figure, median, spread, table
from bench.http_line import HttpLine, Load, request_bytes
from bench.process import Running
from tests.support import proxy
from tests.support.city_phones import PhonesCity
from tests.support.postgres import fresh_city, postgres
from tests.support.program import Program

FLOOD: Final = "/?field=CT&lang=en"
"""The page sets a cookie, so nginx never caches it."""
_PAGE: Final = "/c/W0001"
_FILE: Final = "/w/W0001.json"
_MOST_SLOWER: Final = 6
_LEAST_CHEAPER: Final = 30


@dataclass(frozen=True, slots=True)
class Size:
    """Seconds of each part, rounds of calm and flood, phones of the flood, requests to weigh."""

    seconds: float = 5.0
    rounds: int = 3
    phones: int = 64
    weighed: int = 4000


TINY: Final = Size(0.3, 1, 4, 50)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """Calm and flood in turns, then the file and the page."""
    with _city(folder) as (city, ingest, token):
        nginx = Running(int((city.folder / "nginx" / "nginx.pid").read_text("ascii")), city.nginx.port, 0)
        public = Running(city.public.pid, city.ports["public"], 0)
        calm, flooded, spent_s = Load(), Load(), 0.0
        for _ in range(size.rounds):
            asyncio.run(_send(city, token, size.seconds, calm))
            before_s = public.cpu_s()
            with _flood(city.nginx.port, size):
                asyncio.run(_send(city, token, size.seconds, flooded))
            spent_s += public.cpu_s() - before_s
        file_us = asyncio.run(_weighed(nginx, _FILE, size.weighed))
        page_us = asyncio.run(_weighed(public, _PAGE, max(size.weighed // 20, 20)))
        assert ingest.runs
    slower = median(flooded.answers_ms) / median(calm.answers_ms)
    return [
        Figure(
            f"A centre's answer while {size.phones} phones flood a page",
            f"{spread(flooded.answers_ms)}: ×{slower:.1f} (the flood took {spent_s / flooded.seconds:.0%} of a core)",
            f"calm: {spread(calm.answers_ms)}",
            f"≤ ×{_MOST_SLOWER} (median)",
            slower <= _MOST_SLOWER,
        ),
        Figure(
            "A centre's file, requests a second and core",
            f"{1e6 / file_us:,.0f} ({file_us:.0f} µs): ×{page_us / file_us:.0f}",
            f"a page of gunicorn: {1e6 / page_us:,.0f} ({page_us:.0f} µs)",
            f"≥ ×{_LEAST_CHEAPER}",
            page_us / file_us >= _LEAST_CHEAPER,
        ),
    ]


@contextmanager
def _city(folder: Path) -> Iterator[tuple[PhonesCity, Program, str]]:
    """A city with one centre, its ingest, and the centre's token."""
    token = secrets.token_hex(32)
    with postgres() as server, fresh_city(server) as conninfo, PhonesCity(folder, conninfo) as city:
        city.keep()
        city.put("W0001", lines={"CT": [f"A{n:03d}" for n in range(1, 30)]})
        city.centres.execute(
            "INSERT INTO centre_token (hash, centre) VALUES (%s, 'W0001')",
            hashlib.sha256(token.encode()).digest(),
        )
        ingest = Program(
            ["server.command.main", "city", "serve", "--role", "ingest"],
            city.ports["ingest"],
            folder / "ingest.log",
            ready="/healthz",
            environment=os.environ | city.environment(),
        )
        ingest.start()
        try:
            yield city, ingest, token
        finally:
            ingest.kill()


async def _send(city: PhonesCity, token: str, seconds: float, load: Load) -> None:
    """A centre's beats through nginx, one after the other."""
    loop = asyncio.get_running_loop()
    line, until = await HttpLine.open(city.nginx.port), loop.time() + seconds
    beat = _beats(city, token)
    while (sent := loop.time()) < until:
        status, body = await line.send(next(beat))
        assert status == 200, f"{status}: {body.decode()}"
        load.answers_ms.append((loop.time() - sent) * 1000)
    load.seconds += seconds
    line.close()


def _beats(city: PhonesCity, token: str) -> Iterator[bytes]:
    """Batches of one row each, from the row on that the city has."""
    journal, instance = _ours()
    stored = city.centres.execute("SELECT stored, encode(digest, 'hex') FROM centre WHERE code = 'W0001'")[0]
    before, digest = int(stored[0]), stored[1]
    for seq in itertools.count(before + 1):
        last = hashlib.sha256(f"{seq}".encode()).hexdigest()
        row = [seq, 1_795_910_400_000 + seq, "2026-11-29", "ticket_called", 1, 3, {}]
        body = {
            "protocol": 1,
            "journal": journal,
            "instance": instance,
            "now": 1_795_910_400_000 + seq,
            "version": "0",
            "after": seq - 1,
            "digest": digest,
            "events": [row],
            "last": seq,
            "last_digest": last,
            "answers": [],
        }
        yield request_bytes("/city/v1/sync", body, token)
        digest = last


def _ours() -> tuple[str, str]:
    """The journal and the instance of the only centre: the same for as long as this process runs."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, "journal")), str(uuid.uuid5(uuid.NAMESPACE_OID, "instance"))


@contextmanager
def _flood(port: int, size: Size) -> Iterator[None]:
    """Phones that ask as fast as they are answered, in a separate process."""
    wrk = proxy.program("wrk")
    address = f"http://127.0.0.1:{port}{FLOOD}"
    command = (
        [wrk, "-t", "1", "-c", str(size.phones), "-d", "60s", address]
        if wrk
        else [sys.executable, "-m", "bench.city_phones", str(port), str(size.phones)]
    )
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.kill()
        process.wait()


async def _ask_on(port: int, phones: int) -> None:
    async def phone() -> None:
        line = await HttpLine.open(port)
        while True:
            await line.send(request_bytes(FLOOD, {}, method="GET"))

    await asyncio.gather(*(phone() for _ in range(phones)))


async def _weighed(server: Running, path: str, requests: int) -> float:
    """µs of CPU for each of these requests; the first ones are not counted."""
    line = await HttpLine.open(server.port)
    request = request_bytes(path, {}, method="GET", Accept_Encoding="gzip")
    for count in (requests // 10, requests):
        began = server.cpu_s()
        for _ in range(count):
            status, body = await line.send(request)
            assert status == 200, f"{status}: {body[:200]!r}"
        spent = server.cpu_s() - began
    line.close()
    return spent / requests * 1e6


if __name__ == "__main__":
    if len(sys.argv) > 1:
        asyncio.run(_ask_on(int(sys.argv[1]), int(sys.argv[2])))
    with tempfile.TemporaryDirectory(prefix="goiso-bench-", dir="/var/tmp") as place:
        found = run(Path(place))
    print(table(found))
    sys.exit(any(figure.met is False for figure in found))
