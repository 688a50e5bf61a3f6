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

from server.store.connect import open_reader
from server.store.doctor import examine
from server.store.migrate import LATEST
from tests.faults.test_backups_killed import SEED, run, whole_s
from tests.store.test_upgrade import everything_in

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


@pytest.mark.parametrize("kills", KILLS)
def test_it_is_migrated_or_as_it_was(kills: int, data: Path, tmp_path: Path) -> None:
    before, rows = everything_in(data), journal(data)
    dice = random.Random(SEED)
    for n in range(kills):
        copy = shutil.copytree(data, tmp_path / f"copy-{n}")
        process = run("pack", "--data", copy)  # it opens the folder as a server does
        while not any(copy.glob("goiso-before-upgrade-*")) and process.poll() is None:
            time.sleep(0.005)
        time.sleep(dice.uniform(0, 0.4))
        process.kill()
        process.communicate()
        if version(copy) == BEFORE:
            assert everything_in(copy) == before
        else:
            assert version(copy) == LATEST
            must_be_sound(copy)
        whole_s("pack", "--data", copy)
        assert version(copy) == LATEST
        must_be_sound(copy)
        assert journal(copy)[: len(rows)] == rows
