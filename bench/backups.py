"""(p) A backup of three years beside VACUUM INTO and gzip of the same file, and numbers that are given meanwhile."""

import asyncio
import gzip
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from server.store.store import database_path

from . import process
from .centre import prepare
from .figures import Figure, percentile, spread
from .fill import fill
from .numbers import issued

_TIMES: Final = 4.0
_BESIDE: Final = 2.0


@dataclass(frozen=True, slots=True)
class Size:
    """How many visits there are, and how many numbers are given calm; beside a backup, as many as it takes."""

    visits: int = 300_000
    numbers: int = 500


TINY: Final = Size(visits=100, numbers=5)


def run(folder: Path, size: Size = Size()) -> list[Figure]:
    """Fill a folder, make a backup of it alone, then one beside fifty numbers a second."""
    prepared = prepare(folder / "backups")
    now = datetime.now(UTC)
    fill(
        prepared.folder, now.date().isoformat(), int(now.timestamp() * 1000), finished=size.visits, waiting=1
    )
    stick = folder / "stick"
    stick.mkdir()
    plain, ours = _plain(prepared.folder, folder), _backup(prepared.folder, stick)
    (file,) = stick.iterdir()
    mb = database_path(prepared.folder).stat().st_size / 1e6
    alone = Figure(
        f"Backup of {size.visits:,} visits ({mb:.0f} MB), doctor included",
        f"{ours:.1f} s, {ours / plain:.1f} ×; {file.stat().st_size / 1e6:.0f} MB; {_most_memory_mb():.0f} MB of memory",
        f"VACUUM INTO and gzip: {plain:.1f} s",
        f"≤ {_TIMES:.0f} ×",
        ours <= _TIMES * plain,
    )
    with process.goiso(prepared) as server:
        return [
            alone,
            asyncio.run(_beside(server.port, prepared.kiosk, prepared.folder, stick, size.numbers)),
        ]


def _plain(data: Path, folder: Path) -> float:
    """Seconds of the least that a backup does."""
    began, copy = time.perf_counter(), folder / "plain.db"
    with closing(sqlite3.connect(database_path(data))) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    with copy.open("rb") as source, gzip.open(folder / "plain.gz", "wb", 6) as target:
        shutil.copyfileobj(source, target, 1 << 20)
    return time.perf_counter() - began


def _most_memory_mb() -> float:
    """The most that a process which was waited for has had in memory."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _command(data: Path, stick: Path) -> list[str]:
    module = [sys.executable, "-m", "server.command.main", "backup", "--gently"]
    return [*module, "--data", str(data), "--to", str(stick)]


def _backup(data: Path, stick: Path) -> float:
    began = time.perf_counter()
    subprocess.run(_command(data, stick), check=True, capture_output=True)
    return time.perf_counter() - began


async def _beside(port: int, kiosk: str, data: Path, stick: Path, numbers: int) -> Figure:
    calm = await issued(port, kiosk, numbers)
    making = await asyncio.create_subprocess_exec(
        *_command(data, stick), stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
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
