"""(p) A backup of three years beside VACUUM INTO and gzip of the same file, before and after days are packed, and numbers meanwhile."""

import asyncio
import gzip
import resource
import shutil
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bench import process
from bench.centre import open_context, prepare
from bench.figures import Figure, median, percentile, spread
from bench.fill import fill
from bench.numbers import issued
from server.core.clock import wall_clock
from server.service.backups.restoring import findings
from server.service.reports.stay_groups import SIZES, due, put_together
from server.store import Store
from server.store.retention.pack import pack, survey
from server.store.retention.space import give_back
from server.store.store import database_path

_TIMES: Final = 4.0
_BESIDE: Final = 2.0
_PACKED: Final = 0.63
"""Of three years, so much is older than the 400 days for which steps are kept."""
_DAY_MS: Final = 500.0


@dataclass(frozen=True, slots=True)
class Size:
    """How many visits there are, how often a backup is made, and how many numbers are given calm; beside one, as many as it takes."""

    visits: int = 300_000
    rounds: int = 5
    numbers: int = 500


TINY: Final = Size(visits=100, rounds=1, numbers=5)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """Fill a folder, make backups of it alone, then one beside fifty numbers a second."""
    prepared = prepare(folder / "backups")
    now = datetime.now(UTC)
    fill(
        prepared.folder, now.date().isoformat(), int(now.timestamp() * 1000), finished=size.visits, waiting=1
    )
    _put_together(prepared.folder)
    stick = folder / "stick"
    stick.mkdir()
    first = _first(f"The first backup of {size.visits:,} visits", prepared.folder, folder, stick)
    findings(prepared.folder)
    restored = _first("… of as many, first after a restore", prepared.folder, folder, stick)
    alone = _alone("… each one after it", prepared.folder, folder, stick, size.rounds)
    packing = _pack(prepared.folder)
    packed = _alone("… two thirds of the days packed", prepared.folder, folder, stick, size.rounds)
    with process.goiso(prepared) as server:
        return [
            first,
            restored,
            alone,
            packing,
            packed,
            asyncio.run(_beside(server.port, prepared.kiosk, prepared.folder, stick, size.numbers)),
        ]


def _put_together(data: Path) -> None:
    """What the server does once for each past day, month and year."""
    context = open_context(data)
    for size in SIZES:
        for period in due(context, size):
            put_together(context, period)
    context.close()


def _first(what: str, data: Path, folder: Path, stick: Path) -> Figure:
    """Where nobody has examined this journal by this program, all of it is replayed; what a restore or an upgrade examined is known."""
    plain, ours = _plain(data, folder), _backup(data, stick)
    return _figure(what, data, stick, [plain], [ours])


def _alone(what: str, data: Path, folder: Path, stick: Path, rounds: int) -> Figure:
    """Backups while nothing else happens, in turns with the least that each could be; the one before the first round is not counted."""
    _backup(data, stick)
    pairs = [(_plain(data, folder), _backup(data, stick)) for _ in range(rounds)]
    return _figure(what, data, stick, [plain for plain, _ in pairs], [ours for _, ours in pairs])


@dataclass(frozen=True, slots=True)
class _Made:
    """What a backup took: seconds of CPU, and the most memory, MB."""

    cpu_s: float
    memory_mb: float


def _figure(what: str, data: Path, stick: Path, plains: Sequence[float], backups: Sequence[_Made]) -> Figure:
    plain, ours = median(plains), median([made.cpu_s for made in backups])
    newest = max(stick.iterdir(), key=lambda path: path.stat().st_mtime)
    mb = database_path(data).stat().st_size / 1e6
    return Figure(
        f"{what} ({mb:.0f} MB), doctor included",
        f"{ours:.1f} s of CPU, {ours / plain:.1f} ×; {newest.stat().st_size / 1e6:.0f} MB;"
        f" {max(made.memory_mb for made in backups):.0f} MB of memory",
        f"VACUUM INTO and gzip: {plain:.1f} s",
        f"≤ {_TIMES:.0f} ×",
        ours <= _TIMES * plain,
    )


def _pack(data: Path) -> Figure:
    """Pack the older days; how long each holds up whoever gives a number."""
    times = list[float]()
    with closing(Store(data, lambda ms: datetime.fromtimestamp(ms / 1000, UTC), wall_clock)) as store:
        with store.read() as connection:
            days = [day for (day,) in connection.execute("SELECT DISTINCT day FROM tickets ORDER BY day")]
            found = survey(connection, days[int(len(days) * _PACKED)])
        for day in found.ranges:
            began = time.perf_counter()
            store.write(lambda tr, day=day: pack(tr, day, found))  # type: ignore[misc]
            times.append((time.perf_counter() - began) * 1000)
        while store.write(lambda tr: give_back(tr.connection, 500)):
            pass
    return Figure(
        f"A day is packed, of {len(times)}",
        spread(times) if times else "none",
        "none",
        f"p99 ≤ {_DAY_MS:.0f} ms",
        not times or percentile(times, 0.99) <= _DAY_MS,
    )


def _plain(data: Path, folder: Path) -> float:
    """Seconds of CPU that the least takes which a backup does."""
    began, copy = time.process_time(), folder / "plain.db"
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(database_path(data))) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    with copy.open("rb") as source, gzip.open(folder / "plain.gz", "wb", 6) as target:
        shutil.copyfileobj(source, target, 1 << 20)
    return time.process_time() - began


def _command(data: Path, stick: Path) -> list[str]:
    return ["server.command.main", "backup", "--gently", "--data", str(data), "--to", str(stick)]


def _backup(data: Path, stick: Path) -> _Made:
    """What a backup takes: a program of its own, with its start."""
    began = _of_programs()
    memory_mb = process.run(_command(data, stick))
    return _Made(_of_programs() - began, memory_mb)


def _of_programs() -> float:
    """Seconds of CPU of all programs that were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


async def _beside(port: int, kiosk: str, data: Path, stick: Path, numbers: int) -> Figure:
    calm = await issued(port, kiosk, numbers)
    nowhere = asyncio.subprocess.DEVNULL
    command = [sys.executable, "-m", *_command(data, stick)]
    making = await asyncio.create_subprocess_exec(*command, stdout=nowhere, stderr=nowhere)
    beside = list[float]()
    while not beside or making.returncode is None:
        beside += await issued(port, kiosk, numbers)
    if status := await making.wait():
        raise RuntimeError(f"goiso backup: {status}")
    times = percentile(beside, 0.99) / percentile(calm, 0.99)
    return Figure(
        "A number is given while a backup is made, 50 a second",
        f"{spread(beside)}; {times:.1f} ×",
        f"calm: {spread(calm)}",
        f"p99 ≤ {_BESIDE:.0f} × the calm one",
        times <= _BESIDE,
    )
