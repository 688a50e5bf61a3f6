"""The power goes while the next version migrates the data: they are as they were, or as they are to be, and nothing in between.

Three times, and fifty times with `make torture`.
"""

import gzip
import random
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from server.core.centre import Centre
from server.store import Store
from server.store.connect import open_reader
from server.store.doctor import examine
from server.store.migrate import LATEST
from tests.faults.test_backups_killed import SEED, run
from tests.store.test_upgrade import everything_in
from tests.support.clock import SetClock
from tests.support.forked import Command

FIRST_RELEASE = Path(__file__).parent.parent / "store" / "version_30.db.gz"
BEFORE = 30
COLUMNS = "seq, at, day, type, ticket, counter, actor, data"
KILLS = [3, pytest.param(50, marks=pytest.mark.torture)]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The data folder of the first release after a morning."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "goiso.db").write_bytes(gzip.decompress(FIRST_RELEASE.read_bytes()))
    return folder


def journal(folder: Path) -> list[tuple[object, ...]]:
    """What was acknowledged, row by row; what an upgrade writes itself follows it."""
    with closing(sqlite3.connect(folder / "goiso.db")) as connection:
        return connection.execute(f"SELECT {COLUMNS} FROM journal ORDER BY seq").fetchall()


def version(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "goiso.db")) as connection:
        (found,) = connection.execute("PRAGMA user_version").fetchone()
    return int(found)


def must_be_sound(folder: Path) -> None:
    with closing(open_reader(folder / "goiso.db")) as connection:
        assert list(examine(connection)) == []


def upgrading(folder: Path) -> Command:
    """A process that opens the folder as a server does, at the moment when it has begun to migrate."""
    process = run("pack", "--data", folder)
    while not any(folder.glob("goiso-before-upgrade-*")) and process.poll() is None:
        time.sleep(0.005)
    return process


def whole_s(folder: Path) -> float:
    """How long it takes from there here and now when it is let alone."""
    process, begun = upgrading(folder), time.monotonic()
    said = process.said()
    assert process.returncode == 0, said
    return time.monotonic() - begun


@pytest.mark.parametrize("kills", KILLS)
def test_it_is_migrated_or_as_it_was(
    kills: int, data: Path, tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    before, rows = everything_in(data), journal(data)
    dice, whole = random.Random(SEED), whole_s(shutil.copytree(data, tmp_path / "whole"))
    for n in range(kills):
        copy = shutil.copytree(data, tmp_path / f"copy-{n}")
        process = upgrading(copy)
        time.sleep(dice.uniform(0, whole))
        process.kill()
        process.said()
        if version(copy) == BEFORE:
            assert everything_in(copy) == before
        else:
            assert version(copy) == LATEST
            must_be_sound(copy)
        Store(copy, centre.local, clock).close()  # the next start does what is left to do
        assert version(copy) == LATEST
        must_be_sound(copy)
        assert journal(copy)[: len(rows)] == rows
