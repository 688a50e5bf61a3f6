"""Backups that can be restored: those on sticks, and what is in one once it was unpacked."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from server.core.backups import Head, Manifest, made_on
from server.core.refusal import Refusal
from server.service.context import Context
from server.store.backups.opening import head_of_file
from server.store.backups.unpacking import BadBackup
from server.store.queue import series

ROOTS: Final = (Path("/media"), Path("/run/media"), Path("/mnt"))
"""Where systems let sticks and other disks appear."""
_DEPTHS: Final = ("goiso-*", "*/goiso-*", "*/*/goiso-*", "*/*/*/goiso-*")
_MOST: Final = 50


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup on a disk: what it says to anybody, its size in bytes, and whether it is encrypted."""

    path: Path
    head: Head
    size: int
    encrypted: bool


@dataclass(frozen=True, slots=True)
class Inside:
    """What a backup holds that was unpacked: what it says of itself, and how far its last day's series had come, by prefix.

    `findings` is what the doctor found: nothing, where all is well.
    """

    manifest: Manifest
    come_to: dict[str, int]
    findings: tuple[str, ...]


class RestoreStep(Enum):
    """How far a restore is: nothing chosen, being looked at, looked at, it cannot be, done."""

    IDLE = "idle"
    LOOKING = "looking"
    FOUND = "found"
    FAILED = "failed"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class RestoreNow:
    """The step, what was found inside, why it failed."""

    step: RestoreStep
    inside: Inside | None = None
    trouble: Refusal | None = None


def on_disks(roots: tuple[Path, ...] = ROOTS) -> list[BackupFile]:
    """The backups on sticks and disks, newest first."""
    paths = {path for root in roots for depth in _DEPTHS for path in _matching(root, depth)}
    found = [file for path in paths if (file := _file(path)) is not None]
    return sorted(found, key=lambda file: file.head.made_at, reverse=True)[:_MOST]


def _matching(root: Path, pattern: str) -> Iterator[Path]:
    try:
        yield from (path for path in root.glob(pattern) if made_on(path.name) is not None)
    except OSError:
        return


def _file(path: Path) -> BackupFile | None:
    try:
        with path.open("rb") as packed:
            head, encrypted = head_of_file(packed)
        return BackupFile(path, head, path.stat().st_size, encrypted)
    except (OSError, BadBackup):
        return None


def inside(context: Context, manifest: Manifest, findings: list[str]) -> Inside:
    """What is in the centre that was unpacked and opened."""
    with context.store.read() as connection:
        given = series.everything(connection)
    come_to = {prefix: last for (day, prefix), last in given.items() if day == manifest.day}
    return Inside(manifest, come_to, tuple(findings))
