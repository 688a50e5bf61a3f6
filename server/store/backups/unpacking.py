"""Reading a backup: whole or not at all, and nothing outside the folder that it is unpacked into."""

import gzip
import json
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Final

from server.core.backups import MANIFEST, Manifest, manifest_from
from server.core.files import DATABASE
from server.store.private import private_files

_PIECE: Final = 1 << 20
_MANIFEST_MOST: Final = 16 << 20
NOT_WHOLE: Final = (tarfile.TarError, gzip.BadGzipFile, EOFError, zlib.error)
Take = Callable[[bytes], object]


class BadBackup(Exception):
    """The file is no backup, is not whole, or is of a newer version; its text says which."""


def read(packed: IO[bytes]) -> Manifest:
    """Read a backup to its end. Raises `BadBackup` unless all that its manifest names is in it as it was."""
    return _walk(packed, lambda _: nullcontext(_forget))


def unpack(packed: IO[bytes], folder: Path) -> Manifest:
    """Unpack a backup into an empty folder, durably. Raises `BadBackup`, with parts of it left there, and `OSError`."""

    @contextmanager
    def written(inside: str) -> Iterator[Take]:
        path = folder / inside
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with private_files(), path.open("xb") as file:
            yield file.write
            file.flush()
            os.fsync(file.fileno())

    return _walk(packed, written)


def _forget(_piece: bytes) -> None:
    """Take nothing of what is only read."""


def manifest_of(packed: IO[bytes]) -> Manifest:
    """What a backup says of itself, without reading the rest. Raises `BadBackup`."""
    try:
        with tarfile.open(fileobj=packed, mode="r|gz") as tar:
            return _manifest(tar, tar.next())
    except NOT_WHOLE as wrong:
        raise BadBackup(f"it is no backup ({wrong})") from wrong


def _walk(packed: IO[bytes], taker: Callable[[str], AbstractContextManager[Take]]) -> Manifest:
    """Hand each file's pieces to whom `taker` names for it, and compare its digest with the manifest's."""
    try:
        with tarfile.open(fileobj=packed, mode="r|gz") as tar:
            members = iter(tar)
            manifest = _manifest(tar, next(members, None))
            left = dict(manifest.files)
            for member in members:
                wanted = left.pop(member.name, None)
                if wanted is None or not member.isfile() or not _stays_inside(member.name):
                    raise BadBackup(f"{member.name!r} does not belong into a backup")
                with taker(member.name) as take:
                    if _digest(tar, member, take) != wanted:
                        raise BadBackup(f"{member.name} is not as it was when the backup was made")
    except NOT_WHOLE as wrong:
        raise BadBackup(f"it is no backup, or not whole ({wrong})") from wrong
    if left:
        raise BadBackup(f"{next(iter(left))} is missing")
    return manifest


def _manifest(tar: tarfile.TarFile, member: tarfile.TarInfo | None) -> Manifest:
    content = tar.extractfile(member) if member is not None and member.name == MANIFEST else None
    if member is None or content is None or member.size > _MANIFEST_MOST:
        raise BadBackup("it does not begin as a backup does")
    try:
        manifest = manifest_from(json.loads(content.read()))
    except ValueError as wrong:
        raise BadBackup(f"what it says of itself cannot be read ({wrong})") from wrong
    if DATABASE not in manifest.files:
        raise BadBackup("there is no database in it")
    return manifest


def _digest(tar: tarfile.TarFile, member: tarfile.TarInfo, take: Take) -> str:
    content = tar.extractfile(member)
    assert content is not None
    made = sha256()
    while piece := content.read(_PIECE):
        made.update(piece)
        take(piece)
    return made.hexdigest()


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts
