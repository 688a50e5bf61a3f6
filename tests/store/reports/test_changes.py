"""What people changed is found among years of visits without looking at these."""

import sqlite3
from collections.abc import Iterator

import pytest

from server.core.reports.change_table import TABLE
from server.store.migrate import migrate
from server.store.reports import changes


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:", isolation_level=None)
    migrate(made)
    yield made
    made.close()


def plan(connection: sqlite3.Connection, query: str, **values: object) -> list[str]:
    return [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}", values)]


@pytest.mark.parametrize(
    "asked", [changes.Asked(), changes.Asked(["pin_set"], "hoa", "2026-11-01", "2026-11-30")]
)
def test_changes_are_found_by_their_own_index(connection: sqlite3.Connection, asked: changes.Asked) -> None:
    query = f"SELECT seq, data FROM journal WHERE {changes.which(asked)} ORDER BY seq DESC"
    steps = plan(connection, query, **asked.parameters())
    assert "journal_of_changes" in steps[0]
    assert not any("TEMP B-TREE" in step for step in steps)


def test_who_ever_changed_something_is_read_from_the_index_alone(connection: sqlite3.Connection) -> None:
    assert "COVERING INDEX journal_of_changes" in plan(connection, changes.ACTORS)[0]


def test_the_index_holds_the_types_that_are_told(connection: sqlite3.Connection) -> None:
    (made,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'journal_of_changes'").fetchone()
    for text in (made, changes.CHANGES):
        assert {name for name in text.split("'") if name.isidentifier()} == {each.type for each in TABLE}


def test_the_latest_of_some_types_is_found_by_the_index_too(connection: sqlite3.Connection) -> None:
    (found,) = connection.execute(f"EXPLAIN QUERY PLAN {changes.LATEST}", (" pin_set ",)).fetchone()[3:]
    assert "journal_of_changes" in found
