"""Facts about this machine: disk, memory, who may read the data folder, what sets its clock, its time zone."""

import os
import stat
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Final

from server.core.doctor.clock import Zone
from server.core.doctor.disk import DiskFacts
from server.operations.doctor.programs import Ask, ask

_MEMORY: Final = Path("/proc/meminfo")
_BLOCKS: Final = Path("/sys/dev/block")
_FAILING: Final = 8
"""The bit of smartctl's exit status that says so (smartctl(8))."""
_OTHERS: Final = stat.S_IROTH | stat.S_IXOTH


def disk_facts(
    folder: Path, refused: tuple[str, str] | None = None, run: Ask = ask, blocks: Path = _BLOCKS
) -> DiskFacts:
    """The disk of a folder; `refused` is the last failed write, `blocks` is where the system lists its disks by number."""
    found = os.statvfs(folder)
    return DiskFacts(
        free=found.f_bavail * found.f_frsize,
        total=found.f_blocks * found.f_frsize,
        read_only=bool(found.f_flag & os.ST_RDONLY),
        failing=_failing(folder, run, blocks),
        refused=refused,
    )


def _failing(folder: Path, run: Ask, blocks: Path) -> str | None:
    """The device of a folder if SMART says that it is failing; only root may ask, so mostly nothing is known."""
    device = folder.stat().st_dev
    place = (blocks / f"{os.major(device)}:{os.minor(device)}").resolve()
    if not place.exists():
        return None
    disk = place.parent.name if (place / "partition").exists() else place.name
    answer = run("smartctl", "-H", f"/dev/{disk}")
    return f"/dev/{disk}" if answer is not None and answer.status & _FAILING else None


def memory(facts: Path = _MEMORY) -> int | None:
    """How many bytes of memory are free for programs, if the system says so."""
    try:
        lines = facts.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    found = [line.split()[1] for line in lines if line.startswith("MemAvailable:")]
    return int(found[0]) * 1024 if found else None


def open_folder(folder: Path) -> str | None:
    """The data folder, if users other than its owner and group can read it."""
    return str(folder.absolute()) if folder.stat().st_mode & _OTHERS == _OTHERS else None


def synchronised(run: Ask = ask) -> bool | None:
    """Whether the network sets this clock; `None` if that is unknown."""
    answer = run("timedatectl", "show", "--property=NTPSynchronized", "--value")
    return None if answer is None or answer.status else answer.said.strip() == "yes"


def zone(name: str, of_centre: tzinfo, now: int) -> Zone:
    """The centre's and the machine's time zones at `now` (UTC milliseconds)."""
    moment = datetime.fromtimestamp(now / 1000, UTC)
    return Zone(name, _minutes(moment.astimezone(of_centre)), _minutes(moment.astimezone()))


def _minutes(moment: datetime) -> int:
    offset = moment.utcoffset()
    assert offset is not None
    return round(offset.total_seconds() / 60)
