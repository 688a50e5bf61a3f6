"""Opens a backup's file, encrypted or not: its public part and its content."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from server.core.backups import Head, Manifest, head_of
from server.store.backups import sealed, unpacking
from server.store.backups.sealed import Unlock
from server.store.backups.unpacking import BadBackup


def head_of_file(packed: IO[bytes]) -> tuple[Head, bool]:
    """What a backup says to anybody, and whether it is encrypted. Raises `BadBackup`."""
    if sealed.is_sealed(packed):
        return sealed.head_in(packed), True
    return head_of(unpacking.manifest_of(packed)), False


def read(packed: IO[bytes], unlock: Unlock) -> Manifest:
    """Read a backup to its end. Raises `BadBackup` unless all is in it as it was, and what `unlock` raises."""
    with _plain(packed, unlock) as (plain, head):
        return _as_told(unpacking.read(plain), head)


def unpack(packed: IO[bytes], folder: Path, unlock: Unlock) -> Manifest:
    """Unpack a backup into an empty folder, durably.

    Raises `BadBackup`, with parts of it left there, `OSError`, and what `unlock` raises.
    """
    with _plain(packed, unlock) as (plain, head):
        return _as_told(unpacking.unpack(plain, folder), head)


@contextmanager
def _plain(packed: IO[bytes], unlock: Unlock) -> Iterator[tuple[IO[bytes], Head | None]]:
    """The content as a stream, with the public part if the backup is encrypted."""
    if not sealed.is_sealed(packed):
        yield packed, None
        return
    head = sealed.head_in(packed)
    packed.seek(0)
    with sealed.unsealing(packed, unlock) as plain:
        yield plain, head


def _as_told(manifest: Manifest, head: Head | None) -> Manifest:
    if head is not None and head != head_of(manifest):
        raise BadBackup("what it says of itself to anybody is not what is in it")
    return manifest
