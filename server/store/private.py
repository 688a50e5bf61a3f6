"""A data folder is for its owner alone: who people are, their numbers and the centre's keys are in it."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from server.core.files import BEFORE_UPGRADE, DATABASE, EXAMINED, LOCK, MESSAGES, REPORTS

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_DATABASE_FILES: Final = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal")
_MESSAGES_FILES: Final = (MESSAGES, f"{MESSAGES}-journal")
_KEYS: Final = ("*.key", "*.part", "backup-key-*.age", BEFORE_UPGRADE.format(version="*"))
_FOLDERS: Final = ("notices", "logos", "voice", "speech", "translations")


@contextmanager
def private_files() -> Iterator[None]:
    """What is made inside is readable and writable by its owner alone, whatever the umask was."""
    before = os.umask(_OTHERS)
    try:
        yield
    finally:
        os.umask(before)


def tighten(folder: Path) -> None:
    """Take from others what they may do with the files that are there; with the folder too, when all in it is ours.

    What belongs to another user stays as it is.
    """
    files = [folder / name for name in (*_DATABASE_FILES, *_MESSAGES_FILES, LOCK, REPORTS, EXAMINED)]
    files += [path for pattern in _KEYS for path in folder.glob(pattern)]
    for path in files:
        _keep_from_others(path)
    if {path.name for path in folder.iterdir()} <= {*_FOLDERS, *(path.name for path in files)}:
        _keep_from_others(folder)


def _keep_from_others(path: Path) -> None:
    with suppress(FileNotFoundError, PermissionError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & _OTHERS:
            path.chmod(mode & ~_OTHERS)
