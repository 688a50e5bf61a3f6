"""Where a backup is made: a folder for what is unfinished, with room for it."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage, rmtree
from typing import Final

from server.core.files import DATABASE, LOCK
from server.store.connect import lock
from server.store.private import private_files

_UNFINISHED: Final = ".goiso-backup.part"
RESERVE: Final = 100 << 20
"""So many bytes are left to the hall in any case."""


@contextmanager
def workshop(to: Path) -> Iterator[Path]:
    """A folder for unfinished files. Removes what a killed process left; raises `InUse` if another process is at work."""
    to.stat()  # a folder that is not there is an error, none to be made
    place = to / _UNFINISHED
    with private_files(), lock(place):
        try:
            for path in place.iterdir():
                if path.name != LOCK:
                    path.unlink()
            yield place
        finally:
            rmtree(place, ignore_errors=True)


def must_have_room(database: Path, place: Path) -> None:
    """Raise `OSError` unless a copy and what is packed of it fit: a disk that the hall writes to is never filled by a backup."""
    if disk_usage(place).free < _needed(database):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(place.parent))


def lacking(database: Path, to: Path) -> int:
    """How many bytes are missing in `to` for a backup, after removing what a killed process left; 0 if it fits."""
    left = sum(path.stat().st_size for path in (to / _UNFINISHED).glob("*"))
    return max(0, _needed(database) - disk_usage(to).free - left)


def _needed(database: Path) -> int:
    return 2 * sum(path.stat().st_size for path in database.parent.glob(f"{DATABASE}*")) + RESERVE
