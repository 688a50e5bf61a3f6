"""Data folders with a database in them, as a first start leaves it: made once, and copied for each test."""

import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from server import config
from server.core.files import DATABASE
from server.service.context import Context
from server.service.procedures.search import Catalogue
from server.service.procedures.shipped import shipped_catalogue
from server.store.procedures.catalogue import read_elsewhere
from tests.support.centre import default_centre
from tests.support.clock import SetClock


def with_tables(folder: Path) -> bool:
    """Put an empty database into a folder that is new or empty; whether it was. Others are left alone."""
    return _begun(folder, _tables)


def with_catalogue(folder: Path) -> bool:
    """The same, with the shipped procedures in it."""
    return _begun(folder, _catalogue)


def found_catalogue(context: Context) -> Catalogue:
    """The shipped procedures, of a database that holds them already."""
    catalogue = Catalogue(context)
    catalogue.signpost(read_elsewhere(config.ELSEWHERE))
    return catalogue


def _begun(folder: Path, database: Callable[[], bytes]) -> bool:
    if folder.exists() and any(folder.iterdir()):
        return False
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / DATABASE
    file.touch(mode=0o600)
    file.write_bytes(database())
    return True


@cache
def _tables() -> bytes:
    return _made(lambda _: None)


@cache
def _catalogue() -> bytes:
    return _made(shipped_catalogue)


def _made(fill: Callable[[Context], object]) -> bytes:
    """The file of a database that `fill` wrote into, with nothing left beside it."""
    with TemporaryDirectory() as folder:
        context = Context(Path(folder), default_centre(), SetClock())
        try:
            fill(context)
        finally:
            context.close()
        file = Path(folder) / DATABASE
        assert not file.with_name(f"{DATABASE}-wal").exists()
        with sqlite3.connect(file) as connection:
            assert connection.execute("SELECT count(*) FROM journal").fetchone() == (0,)
        connection.close()
        return file.read_bytes()
