"""Making a backup: a copy of one moment, examined by the doctor, compressed, and read again before it counts."""

import errno
import gzip
import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from hashlib import file_digest
from pathlib import Path
from shutil import disk_usage, rmtree
from typing import IO, Final

from server.core.backups import MANIFEST, Manifest
from server.core.files import DATABASE, LOCK
from server.core.settings import document
from server.store import journal, settings
from server.store.backups.contents import files_beside
from server.store.backups.durable import make_durable
from server.store.backups.unpacking import read
from server.store.connect import lock, open_reader
from server.store.doctor import examine
from server.store.private import private_files

_UNFINISHED: Final = ".goiso-backup.part"
_LEVEL: Final = 6
_RESERVE: Final = 100 << 20
"""So many bytes are left to the hall in any case."""
_FOR_ITS_OWNER: Final = 0o600


class Unsound(Exception):
    """The doctor found differences in what was copied: `findings`, as sentences."""

    def __init__(self, findings: list[str]) -> None:
        super().__init__(findings[0])
        self.findings = findings


def make(folder: Path, to: Path, name: str, version: str, made_at: int) -> Manifest:
    """Make the backup `to`/`name` of a data folder, durably and all or nothing, also while a server runs on it.

    `version` is this program's, `made_at` is now, UTC milliseconds. Raises `Unsound` when the doctor is not content, `InUse`
    when another one is being made there, `OSError` or a storage `Refusal` when it cannot be written, `sqlite3.Error` when
    the database cannot be read; nothing is left then.
    """
    with _workshop(to) as workshop:
        _must_have_room(folder / DATABASE, workshop)
        copy = workshop / DATABASE
        _copy_of_one_moment(folder / DATABASE, copy)
        with _copied(copy) as connection:
            if findings := list(examine(connection)):
                raise Unsound(findings)
            manifest = _manifest(connection, folder, copy, version, made_at)
        draft = workshop / name
        _pack(draft, folder, copy, manifest)
        with draft.open("rb") as packed:
            read(packed)
            os.fsync(packed.fileno())
        draft.replace(to / name)
    make_durable(to)
    return manifest


@contextmanager
def _workshop(to: Path) -> Iterator[Path]:
    """A folder for what is unfinished. What one that was killed has left is removed; raises `InUse` when one is at work."""
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


def _must_have_room(database: Path, place: Path) -> None:
    """Raise `OSError` unless a copy and what is packed of it fit: a disk that the hall writes to is never filled by a backup."""
    needed = 2 * sum(path.stat().st_size for path in database.parent.glob(f"{DATABASE}*")) + _RESERVE
    if disk_usage(place).free < needed:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(place.parent))


def _copy_of_one_moment(database: Path, copy: Path) -> None:
    """Copy what is committed now. Whoever writes meanwhile is not held up."""
    with closing(open_reader(database)) as connection:
        connection.execute(
            "PRAGMA query_only = OFF"
        )  # the connection itself may only read; the copy is another file
        connection.execute("VACUUM INTO ?", (str(copy),))


@contextmanager
def _copied(copy: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        yield connection


def _manifest(
    connection: sqlite3.Connection, folder: Path, copy: Path, version: str, made_at: int
) -> Manifest:
    seq, day = journal.last(connection)
    found = document(settings.everything(connection))
    names = found.get("centre", {}).get("name", {})
    files = {str(inside): _sha256(folder / inside) for inside in files_beside(folder)}
    return Manifest(
        version=version,
        schema=connection.execute("PRAGMA user_version").fetchone()[0],
        centre=names.get("vi", "") if isinstance(names, dict) else str(names),
        made_at=made_at,
        day=day,
        seq=seq,
        digest=journal.last_digest(connection).hex(),
        files={DATABASE: _sha256(copy), **files},
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _pack(draft: Path, folder: Path, copy: Path, manifest: Manifest) -> None:
    with (
        draft.open("wb") as file,
        gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|") as tar,
    ):
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
        tar.addfile(_member(MANIFEST, len(text), manifest.made_at), io.BytesIO(text))
        for inside in manifest.files:
            with (copy if inside == DATABASE else folder / inside).open("rb") as content:
                _add(tar, inside, content, manifest.made_at)


def _add(tar: tarfile.TarFile, inside: str, content: IO[bytes], made_at: int) -> None:
    tar.addfile(_member(inside, os.fstat(content.fileno()).st_size, made_at), content)


def _member(name: str, size: int, made_at: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = size, _FOR_ITS_OWNER, made_at // 1000
    return member
