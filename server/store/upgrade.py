"""An upgrade: the database as the older version left it is kept beside, and the doctor looks at what became of it."""

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

from server.core.files import BEFORE_UPGRADE
from server.core.refusal import Refusal
from server.store.connect import refusal_of
from server.store.migrate import LATEST, migrate
from server.store.packing.space import let_it_shrink
from server.store.private import private_files

_UNFINISHED: Final = ".part"
_LONGEST: Final = 200


def upgrade(connection: sqlite3.Connection, path: Path, now: int) -> None:
    """Bring the database at `path` up to date at `now` (UTC milliseconds), all or nothing.

    Raises a storage `Refusal`, among them `storage_upgrade` when the tables would not agree with the journal.
    """
    _keep(connection, path)
    migrate(connection, now, _must_agree)
    with suppress(
        sqlite3.Error
    ):  # no room to write it anew: it works as it is, and grows no more than before
        let_it_shrink(connection)


def _must_agree(connection: sqlite3.Connection) -> None:
    from server.store.doctor import examine  # noqa: PLC0415 - an ordinary start does without it

    for finding in examine(connection):
        raise Refusal("storage_upgrade", finding=finding[:_LONGEST])


def _keep(connection: sqlite3.Connection, path: Path) -> None:
    """Copy a database of an older version, durably; the copy of an upgrade before goes. Nothing is upgraded without it."""
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if not 0 < version < LATEST:
            return
        copy = path.with_name(BEFORE_UPGRADE.format(version=version))
        draft = copy.with_name(copy.name + _UNFINISHED)
        draft.unlink(missing_ok=True)
        with private_files():
            connection.execute("VACUUM INTO ?", (str(draft),))
    except sqlite3.Error as error:
        raise refusal_of(error) from error
    for older in path.parent.glob(BEFORE_UPGRADE.format(version="*")):
        older.unlink()
    draft.replace(copy)
