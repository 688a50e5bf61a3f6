"""An upgrade: the database as the older version left it is kept beside, and the doctor looks at what became of it."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from server import __version__
from server.core.files import BEFORE_UPGRADE
from server.core.refusal import Refusal
from server.store.connect import refusal_of
from server.store.examined import Examined, keep
from server.store.migrate import LATEST, migrate
from server.store.private import private_files
from server.store.program import program
from server.store.retention.space import let_it_shrink

_UNFINISHED: Final = ".part"
_LONGEST: Final = 200
LEFT_FREE: Final = 32 << 20
"""So many bytes are left to the first things that an upgraded centre writes."""


def upgrade(connection: sqlite3.Connection, path: Path, now: int) -> None:
    """Bring the database at `path` up to date at `now` (UTC milliseconds), all or nothing: with room left to go on with.

    Raises a storage `Refusal`, among them `storage_upgrade` when the tables would not agree with the journal.
    """
    with _room_kept_free(path.parent) if _older(connection) else nullcontext():
        copy, found = _kept(connection, path), list[Examined]()
        try:
            migrate(connection, now, lambda made: found.append(_right(made, now)))
        except BaseException:
            if copy is not None:  # the database is what it was
                copy.unlink(missing_ok=True)
            raise
        for each in found:
            keep(path.parent, each)
        if copy is not None:
            for older in set(path.parent.glob(BEFORE_UPGRADE.format(version="*"))) - {copy}:
                older.unlink()
        with suppress(
            sqlite3.Error
        ):  # no room to write it anew: it works as it is, and grows no more than before
            let_it_shrink(connection)


@contextmanager
def _room_kept_free(folder: Path) -> Iterator[None]:
    """Let nothing in here take the room that the centre needs to open: else it would be upgraded and refused. Raises `storage_full`."""
    with (
        private_files(),
        TemporaryFile(dir=folder) as ballast,
    ):  # which has no name, and goes with this process
        try:
            os.posix_fallocate(ballast.fileno(), 0, LEFT_FREE)
        except OSError as error:
            if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
                raise
            raise Refusal("storage_full") from error
        yield


def _right(connection: sqlite3.Connection, now: int) -> Examined:
    """What the doctor knows of the upgraded tables: the next backup need not find it out again. Raises `storage_upgrade` where it finds anything."""
    from server.store.doctor_again import examine_again  # noqa: PLC0415 - an ordinary start does without it

    findings, found = examine_again(connection, None, program(__version__), now)
    if found is None:
        raise Refusal("storage_upgrade", finding=findings[0][:_LONGEST])
    return found


def _older(connection: sqlite3.Connection) -> int | None:
    """The migration number of an older version's tables; `None` if there are no such tables."""
    try:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise refusal_of(error) from error
    return version if 0 < version < LATEST else None


def _kept(connection: sqlite3.Connection, path: Path) -> Path | None:
    """A durable copy of a database of an older version; nothing is upgraded without it."""
    if (version := _older(connection)) is None:
        return None
    copy = path.with_name(BEFORE_UPGRADE.format(version=version))
    draft = copy.with_name(copy.name + _UNFINISHED)
    draft.unlink(missing_ok=True)
    try:
        with private_files():
            connection.execute("VACUUM INTO ?", (str(draft),))
    except sqlite3.Error as error:
        draft.unlink(missing_ok=True)
        raise refusal_of(error) from error
    return draft.replace(copy)
