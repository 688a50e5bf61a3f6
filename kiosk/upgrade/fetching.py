"""Fetches a release's files in small pieces. What is there already is not fetched again; what is damaged is."""

import errno
import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from kiosk.alone.upstream import Answer, Gone
from kiosk.upgrade.release import Release, ReleaseFile

PIECE: Final = 1 << 19
_PART_OF_IT: Final = 206
_OK: Final = 200

Ask = Callable[[str, int, int], Answer]
"""`ask(name, first, last)`: these bytes of a file. Raises `Gone`."""


class NoRoom(Exception):
    """The disk is too full for it."""


class Damaged(Exception):
    """A fetched file does not match its digest; it was deleted."""


def must_have_room(release: Release, folder: Path, room: int) -> None:
    """Raise `NoRoom` unless the disk of a folder (which need not exist yet) has room for a release and `room` bytes more."""
    place = next(path for path in (folder, *folder.parents) if path.exists())
    if shutil.disk_usage(place).free < release.size + room:
        raise NoRoom


def fetch(release: Release, folder: Path, ask: Ask) -> None:
    """Fetch all files of a release into a folder, complete and safely on the disk.

    Files fetched before, complete or in part, are used. Raises `Gone`, `Damaged`, `NoRoom`.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for file in release.files:
            _fetch(file, folder, ask)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoom from error
        raise


def _fetch(file: ReleaseFile, folder: Path, ask: Ask) -> None:
    whole, part = folder / file.name, folder / f"{file.name}.part"
    if whole.exists() and _is_it(whole, file):
        return
    with part.open("ab") as kept:
        if kept.tell() > file.size:
            kept.truncate(0)
        while (at := kept.seek(0, os.SEEK_END)) < file.size:
            kept.write(_piece(file, at, ask))
        kept.flush()
        os.fsync(kept.fileno())
    if not _is_it(part, file):
        part.unlink()
        raise Damaged(file.name)
    part.replace(whole)


def _piece(file: ReleaseFile, at: int, ask: Ask) -> bytes:
    """The next bytes of a file. Raises `Gone` if they do not come."""
    last = min(at + PIECE, file.size) - 1
    answer = ask(file.name, at, last)
    wanted = last - at + 1
    if answer.status == _OK and at == 0:  # something on the way knows no pieces
        wanted = file.size
    elif answer.status != _PART_OF_IT:
        raise Gone(f"{file.name}: the server answered {answer.status}")
    if not 0 < len(answer.body) <= wanted:
        raise Gone(f"{file.name}: {len(answer.body)} bytes came in place of {wanted}")
    return answer.body


def _is_it(path: Path, file: ReleaseFile) -> bool:
    if path.stat().st_size != file.size:
        return False
    with path.open("rb") as found:
        return hashlib.file_digest(found, "sha256").hexdigest() == file.sha256
