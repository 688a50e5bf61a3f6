"""Making a backup: a copy of one moment, examined by the doctor, compressed, and read again before it counts."""

import gzip
import io
import json
import os
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import asdict
from hashlib import file_digest
from pathlib import Path
from typing import IO, Final

from pyrage.x25519 import Identity

from server.core.backups import MANIFEST, Manifest, head_of
from server.core.files import DATABASE
from server.core.settings import document
from server.store import examined, journal, settings
from server.store.backups.contents import files_beside
from server.store.backups.durable import make_durable
from server.store.backups.opening import read
from server.store.backups.passphrases import BackupKey
from server.store.backups.sealed import sealing
from server.store.backups.unpacking import BadBackup
from server.store.backups.workshop import must_have_room, workshop
from server.store.connect import open_reader
from server.store.doctor_again import examine_again
from server.store.program import program

_LEVEL: Final = 1
"""Half of a journal are digests, which nothing makes smaller: level 6 takes three times as long for a file 4 % smaller."""
_FOR_ITS_OWNER: Final = 0o600


class Unsound(Exception):
    """The doctor found differences in what was copied: `findings`, as sentences."""

    def __init__(self, findings: list[str]) -> None:
        super().__init__(findings[0])
        self.findings = findings


def make(  # noqa: PLR0913, PLR0917 - what, where, by whom, when, for whom
    folder: Path, to: Path, name: str, version: str, made_at: int, key: BackupKey | None = None
) -> Manifest:
    """Make the backup `to`/`name` of a data folder, durably and all or nothing, also while a server runs on it.

    `version` is this program's, `made_at` is now, UTC milliseconds. With a `key` it is encrypted: then nothing that can be
    read without it is ever written into `to`. Raises `Unsound` when the doctor is not content, `InUse`
    when another one is being made there, `OSError` or a storage `Refusal` when it cannot be written, `sqlite3.Error` when
    the database cannot be read; nothing is left then.
    """
    with workshop(to) as shop, _place_of_the_copy(folder, shop, key) as place:
        for disk in {shop, place}:
            must_have_room(folder / DATABASE, disk)
        copy = place / DATABASE
        _copy_of_one_moment(folder / DATABASE, copy)
        with _copied(copy) as connection:
            _must_be_right(connection, folder, version, made_at)
            manifest = _manifest(connection, folder, copy, version, made_at)
        draft = shop / name
        identity = Identity.generate()
        with _stream(draft, key, identity, manifest) as stream:
            _pack(stream, folder, copy, manifest)
        _must_read_as_made(draft, identity, manifest)
        draft.replace(to / name)
    make_durable(to)
    return manifest


def _place_of_the_copy(folder: Path, shop: Path, key: BackupKey | None) -> AbstractContextManager[Path]:
    """Where the doctor looks at the copy: beside the backup; where that is to be encrypted, beside the data."""
    return nullcontext(shop) if key is None else workshop(folder)


@contextmanager
def _stream(
    draft: Path, key: BackupKey | None, identity: Identity, manifest: Manifest
) -> Iterator[IO[bytes]]:
    """What is written here comes into the draft, encrypted where there is a key."""
    with draft.open("wb") as file:
        if key is None:
            yield file
        else:
            with sealing(file, key, identity, head_of(manifest)) as stream:
                yield stream


def _must_read_as_made(draft: Path, identity: Identity, manifest: Manifest) -> None:
    """Read the draft to its end and make it durable. Raises `BadBackup` unless it has what was packed."""
    with draft.open("rb") as packed:
        if read(packed, lambda _: identity) != manifest:
            raise BadBackup("what was written is not what is read")
        os.fsync(packed.fileno())


def _copy_of_one_moment(database: Path, copy: Path) -> None:
    """Copy what is committed now, without delaying writers."""
    with closing(open_reader(database)) as connection:
        connection.execute(
            "PRAGMA query_only = OFF"
        )  # the connection itself may only read; the copy is another file
        connection.execute("VACUUM INTO ?", (str(copy),))


@contextmanager
def _copied(copy: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        yield connection


def _must_be_right(connection: sqlite3.Connection, folder: Path, version: str, now: int) -> None:
    """Let the doctor check the copy. Raises `Unsound`; what it found right is kept beside the data for the next backup."""
    findings, found = examine_again(connection, examined.read(folder), program(version), now)
    if found is None:
        raise Unsound(findings)
    examined.keep(folder, found)


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


def _pack(file: IO[bytes], folder: Path, copy: Path, manifest: Manifest) -> None:
    with (
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
