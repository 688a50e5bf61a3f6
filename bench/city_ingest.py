"""What centres send, stored: rows by COPY, posts of a few rows, 126 centres and 3,321 communes at their rush."""

import asyncio
import gzip
import itertools
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import psutil
import psycopg

from bench import process
from bench.figures import Figure, spread
from bench.http_line import HttpLine, Load
from bench.process import Running
from server.city.ingest import log
from server.city.ingest.centres import add
from server.city.ingest.message import Row
from server.city.ingest.progress import Progress
from server.city.ingest.refused import RETRY_S
from server.city.ingest.tokens import give_token
from server.city.local.postgres import PrivatePostgres
from server.city.migrate import migrate
from tests.support.city_sender import AT, DAY, Journal, Sender
from tests.support.ports import free_port
from tests.support.program import Program

_ON_DISK: Final = "/var/tmp"
_SHARE: Final = 30
_COPY: Final = "COPY log (centre, epoch, seq, at, day, type, ticket, counter, data) FROM STDIN"
_WAITS: Final = {"rule": "order", "waited_s": 412, "line": "CT", "ahead": 3}


@dataclass(frozen=True, slots=True)
class Size:
    """Rows a COPY and rounds of it; rows a post and seconds of each; what a crowd is: how many, rows, beat and seconds."""

    copied: int = 500
    rounds: int = 60
    posts: Sequence[int] = (1, 3, 10, 200)
    connections: int = 8
    post_s: float = 4.0
    crowds: Sequence[tuple[int, int, float, float]] = ((126, 1, 2.0, 20.0), (3321, 3, 10.0, 30.0))


TINY: Final = Size(2, 2, (1,), 1, 0.1, ((2, 1, 0.05, 0.2),))


@dataclass(frozen=True, slots=True)
class _City:
    conninfo: str
    server: Running
    postgres: int

    def cpu_s(self) -> tuple[float, float]:
        """Seconds of CPU of gunicorn, and of PostgreSQL."""
        return _used(self.server.pid), _used(self.postgres)


def _used(pid: int) -> float:
    """Seconds of CPU of a process and of all below it, those that have ended among them."""
    first = psutil.Process(pid)
    ended = first.cpu_times()
    used = ended.children_user + ended.children_system
    for each in (first, *first.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            times = each.cpu_times()
            used += times.user + times.system
    return used


def run(_: Path, size: Size = Size()) -> list[Figure]:
    """One city, two processes of its ingest, PostgreSQL as durable as it comes."""
    with _city() as city, process.bare_flask() as bare:
        figures = [_copied(city, size)]
        figures += [_posts(city, bare, k, size) for k in size.posts]
        return figures + [_crowd(city, *crowd) for crowd in size.crowds]


@contextmanager
def _city() -> Iterator[_City]:
    folder = Path(tempfile.mkdtemp(prefix="goiso-bench-city-", dir=_ON_DISK))
    postgres = PrivatePostgres(folder / "postgres")
    folder.chmod(0o755)
    try:
        conninfo = postgres.start().conninfo()
        migrate(conninfo)
        port = free_port()
        (folder / "city.toml").write_text(
            f'database = "{conninfo}"\ndata = "{folder}/data"\ningest_port = {port}\n', encoding="utf-8"
        )
        command = ["server.command.main", "city", "serve", "--settings", str(folder / "city.toml")]
        command += ["--role", "ingest", "--workers", "2"]
        serving = Program(command, port, ready="/healthz", forked=process.forks())
        try:
            serving.start()
            yield _City(conninfo, Running(serving.pid, port, 0), postgres.pid)
        finally:
            serving.kill()
    finally:
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _copied(city: _City, size: Size) -> Figure:
    """Each round is a transaction, ours and the same bytes as a COPY takes them in turns."""
    ours = bare = 0.0
    rows: list[Row] = [
        (n, AT, date.fromisoformat(DAY), "ticket_called", n, 3, json.dumps(_WAITS))
        for n in range(size.copied)
    ]
    with psycopg.connect(city.conninfo) as connection:
        for n in range(size.rounds):
            progress = Progress("W0000", None, None, n, 0, None, None)
            began = _cpu_s(connection)
            log.append(connection, progress, rows)
            connection.commit()
            ours += _cpu_s(connection) - began
            text = _as_copied(-1 - n, rows)
            began = _cpu_s(connection)
            with connection.cursor().copy(_COPY) as copy:
                copy.write(text)
            connection.commit()
            bare += _cpu_s(connection) - began
        connection.execute("DELETE FROM log")
    each = 1e6 / (size.copied * size.rounds)
    return Figure(
        f"A row stored, {size.copied} in a COPY",
        f"{ours * each:.1f} µs of CPU",
        f"the same bytes, ready made: {bare * each:.1f} µs",
    )


def _as_copied(epoch: int, rows: Sequence[Row]) -> str:
    return "".join("\t".join(map(str, ("W0000", epoch, *row))) + "\n" for row in rows)


def _cpu_s(connection: "psycopg.Connection[Any]") -> float:
    ticks = Path(f"/proc/{connection.info.backend_pid}/schedstat").read_text(encoding="ascii").split()[0]
    return time.process_time() + int(ticks) / 1e9


class _Centre:
    """One that sends so many rows at once, each time the ones after the last."""

    def __init__(self, token: str, rows: int) -> None:
        self._sender = Sender("http://127.0.0.1", token, Journal())
        self._rows = rows

    def plain(self) -> bytes:
        """The next message."""
        sender, last = self._sender, self._sender.journal.last
        sender.journal.happen(*[("ticket_called", last + n, 3, _WAITS) for n in range(self._rows)])
        return json.dumps(sender.batch(last)).encode()

    def request(self) -> bytes:
        """The next request."""
        body = gzip.compress(self.plain(), 6)
        return _head(
            "/city/v1/sync", body, f"Authorization: Bearer {self._sender.token}\r\nContent-Encoding: gzip\r\n"
        )


def _head(path: str, body: bytes, more: str = "") -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{more}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def _centres(city: _City, number: int, rows: int) -> list[_Centre]:
    """New ones."""
    with psycopg.connect(city.conninfo) as connection:
        row = connection.execute("SELECT count(*) FROM centre").fetchone()
        codes = [f"W{row[0] + n:05}" for n in range(number)] if row else []
        for code in codes:
            add(connection, code, "Phường")
        return [_Centre(give_token(connection, code), rows) for code in codes]


def _posts(city: _City, bare: Running, rows: int, size: Size) -> Figure:
    first, *centres = _centres(city, size.connections + 1, rows)
    body = first.plain()
    requests = [iter(c.request, None) for c in centres]
    asyncio.run(_together(city.server.port, requests, size.post_s / 4))
    before = city.cpu_s()
    load = asyncio.run(_together(city.server.port, requests, size.post_s))
    cpu = [
        (after - was) * 1000 / len(load.answers_ms) for was, after in zip(before, city.cpu_s(), strict=True)
    ]
    same = itertools.repeat(_head("/api/v1/tickets", body))
    began = _used(bare.pid)
    empty = asyncio.run(_together(bare.port, [same] * size.connections, size.post_s / 2))
    return Figure(
        f"Posts of {rows} rows, {size.connections} connections",
        f"{load.rate:,.0f}/s, {spread(load.answers_ms)}; CPU a post: gunicorn {cpu[0]:.2f} + PostgreSQL {cpu[1]:.2f} ms",
        f"bare Flask that reads the same JSON, one process: {empty.rate:,.0f}/s, {spread(empty.answers_ms)};"
        f" CPU {(_used(bare.pid) - began) * 1000 / len(empty.answers_ms):.2f} ms",
    )


async def _together(port: int, requests: Sequence[Iterator[bytes | None]], seconds: float) -> Load:
    lines = [await HttpLine.open(port) for _ in requests]
    load, began = Load(), time.perf_counter()
    await asyncio.gather(
        *(_one(line, each, began + seconds, load) for line, each in zip(lines, requests, strict=True))
    )
    for line in lines:
        line.close()
    load.seconds = time.perf_counter() - began
    return load


async def _one(line: HttpLine, requests: Iterator[bytes | None], until: float, load: Load) -> None:
    while time.perf_counter() < until:
        await _ask(line, next(requests) or b"", load)


async def _ask(line: HttpLine, request: bytes, load: Load) -> None:
    sent = time.perf_counter()
    status, body = await line.send(request)
    while status == HTTPStatus.SERVICE_UNAVAILABLE:  # as a centre does
        await asyncio.sleep(RETRY_S)
        status, body = await line.send(request)
    if status >= 300:
        raise RuntimeError(f"{status}: {body.decode()}")
    load.answers_ms.append((time.perf_counter() - sent) * 1000)


def _crowd(city: _City, number: int, rows: int, beat_s: float, seconds: float) -> Figure:
    centres = _centres(city, number, rows)
    before = city.cpu_s()
    load = asyncio.run(_beats(city.server.port, centres, beat_s, seconds))
    used = [
        100 * (after - was) / load.seconds / (os.cpu_count() or 1)
        for was, after in zip(before, city.cpu_s(), strict=True)
    ]
    rate = len(load.answers_ms) * rows / load.seconds
    return Figure(
        f"{number:,} centres, {rows} rows every {beat_s:.0f} s",
        f"{sum(used):.0f} % of all cores (gunicorn {used[0]:.1f}, PostgreSQL {used[1]:.1f}); {rate:,.0f} rows/s, {spread(load.answers_ms)}",
        f"wanted: {number * rows / beat_s:,.0f} rows/s",
        f"≤ {_SHARE} %" if number < 1000 else "",
        sum(used) <= _SHARE if number < 1000 else None,
    )


async def _beats(port: int, centres: Sequence[_Centre], beat_s: float, seconds: float) -> Load:
    """Each once a beat, spread over it, on at most a hundred lines."""
    lines = [await HttpLine.open(port) for _ in range(min(100, len(centres)))]
    load, began = Load(), time.perf_counter()

    async def one(n: int, line: HttpLine) -> None:
        mine = centres[n :: len(lines)]
        for at in range(int(seconds / beat_s * len(mine))):
            due = began + (at + n / len(lines)) * beat_s / len(mine)
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await _ask(line, mine[at % len(mine)].request(), load)

    await asyncio.gather(*(one(n, line) for n, line in enumerate(lines)))
    for line in lines:
        line.close()
    load.seconds = time.perf_counter() - began
    return load
