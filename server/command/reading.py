"""Reads a data folder, of a running server or a backup, without changing its database."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from server.command.centre import settings_of
from server.core.files import DATABASE
from server.core.refusal import Refusal
from server.core.texts import BothTexts, in_both
from server.process import data_folder

_NOT_READ = BothTexts(
    "{path}: không đọc được ({why}). Tệp hỏng, hoặc không phải cơ sở dữ liệu Gọi Số. Hỏng thì dừng máy chủ và khôi phục bản sao lưu gần nhất (goiso restore).",
    "{path}: {why}. Is this a Gọi Số database, and is it whole? A damaged one: stop the server and restore the latest backup (goiso restore).",
)
_NEWER = BothTexts(
    "{path} do phiên bản Gọi Số mới hơn ghi. Dùng phiên bản đó.",
    "{path} is of a newer version of Gọi Số. Use that version.",
)
_OLDER = BothTexts(
    "{path} do phiên bản Gọi Số cũ hơn ghi. Dùng phiên bản đó, hoặc chạy máy chủ bản này một lần trên thư mục ấy.",
    "{path} is of an older version of Gọi Số. Use that version, or start this one on the folder once.",
)
_NO_CENTRE = BothTexts(
    "{path}: không có tệp này. Xem lại --data có đúng thư mục dữ liệu không.",
    "{path}: no such file. Is this the data folder?",
)


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """The database at one moment. Raises `click.ClickException` if it cannot be read or is of another version."""
    path = folder / DATABASE
    data_folder.must_be_readable(path)
    if not data_folder.holds_a_centre(folder):
        raise click.ClickException(in_both(_NO_CENTRE.filled(path=path)))
    with reading_file(path) as connection:
        yield connection


def set_of(folder: Path, part: str) -> dict[str, Any]:
    """The stored settings of one part. Raises `click.ClickException`."""
    from server.core.settings import document
    from server.store.settings import everything

    with reading(folder) as connection:
        return dict(document(everything(connection)).get(part, {}))


def zone_of(folder: Path) -> ZoneInfo:
    """The centre's time zone, used in backups' names and messages. Raises `click.ClickException`."""
    return ZoneInfo(set_of(folder, "centre").get("timezone") or settings_of(None).centre.timezone)


@contextmanager
def reading_file(path: Path) -> Iterator[sqlite3.Connection]:
    """A database file (also a copy without secrets) at one moment. Raises `click.ClickException` as `reading` does."""
    try:
        with closing(_open(path)) as connection:
            connection.execute("BEGIN")  # one moment, even of a server that is running
            _must_be_of_this_version(connection, path)
            yield connection
    except sqlite3.Error as error:
        raise click.ClickException(in_both(_NOT_READ.filled(path=path, why=error))) from error
    except Refusal as refusal:
        raise click.ClickException(f"{path}: {data_folder.in_words(refusal)}") from refusal


def _open(path: Path) -> sqlite3.Connection:
    """A read-only connection; if the WAL is empty, one that leaves no file beside the database."""
    from server.store.connect import open_reader

    wal, shared = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    if not wal.exists() or (wal.stat().st_size == 0 and not shared.exists()):
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
        )
    if not shared.exists():
        data_folder.must_be_writable(path.parent)
    return open_reader(path)


def _must_be_of_this_version(connection: sqlite3.Connection, path: Path) -> None:
    from server.store.migrate import LATEST

    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > LATEST:
        raise click.ClickException(in_both(_NEWER.filled(path=path)))
    if found < LATEST:
        raise click.ClickException(in_both(_OLDER.filled(path=path)))
