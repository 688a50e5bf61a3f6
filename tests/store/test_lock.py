"""One server a data folder."""

import sqlite3
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from server.core.centre import Centre
from server.core.refusal import InUse, Refusal
from server.store import Store
from server.store.connect import open_writer
from server.store.store import database_path
from tests.support.clock import SetClock

HOLD = """
import sys
from functools import partial
from pathlib import Path
from server.store.connect import lock
held = lock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_server_is_told_that_the_folder_is_in_use(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    first = Store(tmp_path, centre.local, clock)
    with pytest.raises(InUse, match=tmp_path.name):
        Store(tmp_path, centre.local, clock)
    first.close()
    Store(tmp_path, centre.local, clock).close()


def test_a_server_in_another_process_holds_the_folder_until_it_dies(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(InUse):
            Store(tmp_path, centre.local, clock)
        other.kill()
    Store(tmp_path, centre.local, clock).close()


def test_a_database_that_somebody_else_writes_to_is_busy(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    store = Store(tmp_path, centre.local, clock, connect=partial(open_writer, busy_s=0.02))
    stranger = sqlite3.connect(database_path(tmp_path), isolation_level=None)
    stranger.execute("BEGIN IMMEDIATE")
    with pytest.raises(Refusal) as refused:
        store.write(lambda tr: tr.next_number("A"))
    assert refused.value.code == "storage_busy"

    stranger.execute("ROLLBACK")
    assert store.write(lambda tr: tr.next_number("A")) == 1
    stranger.close()
    store.close()
