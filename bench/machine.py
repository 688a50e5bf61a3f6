"""The machine that a run was made on: without it a figure means nothing."""

import os
import platform
import sqlite3
import time
from pathlib import Path
from typing import Final

from bench.figures import median

_SYNCS: Final = 200
_PAGE: Final = bytes(4096)


def described(folder: Path) -> list[tuple[str, str]]:
    """Name and value of each fact. `folder` is where the benchmarks keep their data."""
    return [
        ("CPU", f"{_first('/proc/cpuinfo', 'model name')}, {len(os.sched_getaffinity(0))} cores"),
        ("RAM", f"{int(_first('/proc/meminfo', 'MemTotal').split()[0]) / 1024**2:.1f} GiB"),
        ("Kernel", f"{platform.system()} {platform.release()}"),
        ("Python", platform.python_version()),
        ("SQLite", sqlite3.sqlite_version),
        ("Disk", f"{_file_system(folder)}, fdatasync of 4 KiB: median {sync_ms(folder):.2f} ms"),
        ("Load before the run", f"{os.getloadavg()[0]:.1f}"),
    ]


def sync_ms(folder: Path) -> float:
    """How long the disk takes to keep 4 KiB, milliseconds."""
    path = folder / "sync"
    times = []
    with path.open("wb", buffering=0) as file:
        for _ in range(_SYNCS):
            file.write(_PAGE)
            began = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append((time.perf_counter() - began) * 1000)
    path.unlink()
    return median(times)


def _first(path: str, name: str) -> str:
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "unknown"


def _file_system(folder: Path) -> str:
    """The type of the file system that holds `folder`: the longest mount point above it."""
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    above = [(place, kind) for place, kind in mounts if folder.resolve().is_relative_to(place)]
    return max(above, key=lambda mount: len(mount[0]), default=("", "unknown"))[1]
