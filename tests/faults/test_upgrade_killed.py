"""The power goes while an older centre's tables are brought up to date: they are the old ones or the new ones, and never between.

Once, and fifty times with `make torture`.
"""

import gzip
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from server.store import doctor
from server.store.connect import open_reader
from server.store.migrate import LATEST
from server.store.store import database_path
from tests.faults.test_backups_killed import SEED

VERSIONS = Path(__file__).parent.parent / "store"
OLD = (VERSIONS / "version_30.db.gz", VERSIONS / "version_17.db.gz")
UPGRADE = """
import sys
from pathlib import Path
from server.store.connect import open_writer
from server.store.migrate import migrate
connection = open_writer(Path(sys.argv[1]))
print("begun", flush=True)
migrate(connection)
"""
KILLS = [1, pytest.param(50, marks=pytest.mark.torture)]


def begun(database: Path) -> subprocess.Popen[str]:
    """An upgrade that is just about to begin."""
    process = subprocess.Popen(
        [sys.executable, "-c", UPGRADE, str(database)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def version(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def upgraded_s(old: Path, copy: Path) -> float:
    """How long it takes here and now when it is let alone."""
    shutil.copytree(old, copy)
    process, since = begun(database_path(copy)), time.monotonic()
    assert process.wait() == 0
    return time.monotonic() - since


@pytest.mark.parametrize("kills", KILLS)
def test_the_tables_are_the_old_ones_or_the_new_ones(kills: int, tmp_path: Path) -> None:
    dice, whole = random.Random(SEED), 0.0
    for n in range(kills):
        packed, old = OLD[n % len(OLD)], tmp_path / f"{n}"
        old.mkdir()
        database = database_path(old)
        database.write_bytes(gzip.decompress(packed.read_bytes()))
        before, whole = version(database), whole or upgraded_s(old, tmp_path / "let-alone")
        process = begun(database)
        time.sleep(dice.uniform(0, 1.2 * whole))
        process.kill()
        process.communicate()
        assert version(database) in {before, LATEST}
        assert begun(database).wait() == 0
        assert version(database) == LATEST
        with closing(open_reader(database)) as connection:
            assert list(doctor.examine(connection)) == []
        shutil.rmtree(old)
