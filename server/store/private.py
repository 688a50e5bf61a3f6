"""A data folder is for its owner alone: who people are, their numbers and the centre's keys are in it."""

import os
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from server.core.files import BEFORE_UPGRADE, CITY, DATABASE, EXAMINED, LOCK, MESSAGES, REPORTS

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_DATABASE_FILES: Final = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal")
_MESSAGES_FILES: Final = (MESSAGES, f"{MESSAGES}-journal")
_KEYS: Final = ("*.key", "*.part", "backup-key-*.age", BEFORE_UPGRADE.format(version="*"))
_FOLDERS: Final = ("notices", "logos", "voice", "speech", "translations", "city-catalogue")


class _Umask:
    """The process has one umask: the first user narrows it, the last one restores it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._before = 0

    def narrow(self) -> None:
        with self._lock:
            if self._inside == 0:
                self._before = os.umask(_OTHERS)
            self._inside += 1

    def give_back(self) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0:
                os.umask(self._before)


_umask: Final = _Umask()


@contextmanager
def private_files() -> Iterator[None]:
    """What is made inside is readable and writable by its owner alone, whatever the umask was; on several threads at once, too."""
    _umask.narrow()
    try:
        yield
    finally:
        _umask.give_back()


def tighten(folder: Path) -> None:
    """Remove other users' rights on the existing files, and on the folder if everything in it is ours.

    Files of another user are left unchanged.
    """
    files = [folder / name for name in (*_DATABASE_FILES, *_MESSAGES_FILES, LOCK, REPORTS, EXAMINED, CITY)]
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
