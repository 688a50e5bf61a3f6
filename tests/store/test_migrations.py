"""Migrations: once, in order, and twice is nothing new."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from server.core.centre import Centre
from server.store import Store
from server.store.migrate import LATEST, migrate
from server.store.store import database_path
from tests.support.clock import SetClock


def schema_of(folder: Path) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(database_path(folder))
    tables = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").fetchall()
    applied = connection.execute("SELECT * FROM _sqlite_migrations").fetchall()
    connection.close()
    return tables + applied


def test_opening_again_migrates_nothing(tmp_path: Path, centre: Centre, clock: SetClock) -> None:
    Store(tmp_path, centre.local, clock).close()
    once = schema_of(tmp_path)
    Store(tmp_path, centre.local, clock).close()
    assert schema_of(tmp_path) == once


def test_migrating_twice_is_nothing_new() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    tables = connection.execute("SELECT * FROM sqlite_schema").fetchall()
    migrate(connection)
    assert connection.execute("SELECT * FROM sqlite_schema").fetchall() == tables


def test_tables_of_before_the_version_was_kept_are_only_marked(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    Store(tmp_path, centre.local, clock).close()
    once = schema_of(tmp_path)
    with closing(sqlite3.connect(database_path(tmp_path), isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 0")
    Store(tmp_path, centre.local, clock).close()
    assert schema_of(tmp_path) == once
    with closing(sqlite3.connect(database_path(tmp_path))) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (LATEST,)


def test_an_ordinary_start_holds_no_migrations_in_memory(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    Store(tmp_path, centre.local, clock).close()
    script = (
        "import sqlite3, sys; from server.store.migrate import migrate;"
        f"migrate(sqlite3.connect({str(database_path(tmp_path))!r}));"
        "print('sqlite_utils' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_every_table_checks_its_types(store: Store) -> None:
    with store.read() as connection:
        tables = connection.execute("PRAGMA table_list").fetchall()
    ours = {
        name: strict
        for _, name, _, _, _, strict in tables
        if not name.startswith(("sqlite_", "_sqlite_", "procedure_words"))
    }
    assert len(ours) > 8
    assert {name for name, strict in ours.items() if not strict} == set()


def test_power_may_go_at_any_moment(store: Store) -> None:
    mode, synchronous = store.write(
        lambda tr: [
            tr.connection.execute(f"PRAGMA {p}").fetchone()[0] for p in ("journal_mode", "synchronous")
        ]
    )
    assert (mode, synchronous) == ("wal", 2)  # 2 is FULL
