"""The journal: appended, never changed, read in order."""

import sqlite3
from pathlib import Path

import pytest

from server.core.events import CounterPaused, CounterResumed, Entry
from server.core.refusal import Refusal
from server.store import Store, journal
from server.store.store import database_path
from tests.support.clock import SetClock


def two_entries(store: Store) -> None:
    store.write(lambda tr: tr.record(CounterPaused(3, "nghỉ trưa"), "officer:lan"))
    store.write(lambda tr: tr.record(CounterResumed(3), "officer:lan"))


def test_it_is_empty_at_first(store: Store) -> None:
    with store.read() as connection:
        assert journal.last(connection) == (0, None)
        assert list(journal.since(connection, 0)) == []


def test_it_reads_back_what_happened_in_order(store: Store, clock: SetClock) -> None:
    two_entries(store)
    with store.read() as connection:
        assert list(journal.since(connection, 0)) == [
            Entry(1, clock(), "officer:lan", CounterPaused(3, "nghỉ trưa")),
            Entry(2, clock(), "officer:lan", CounterResumed(3)),
        ]
        assert journal.last(connection) == (2, "2026-11-23")


def test_it_reads_on_from_where_somebody_stopped(store: Store) -> None:
    two_entries(store)
    with store.read() as connection:
        assert [entry.seq for entry in journal.since(connection, 1)] == [2]
        assert [entry.seq for entry in journal.since(connection, 0, limit=1)] == [1]
        assert list(journal.since(connection, 2)) == []


@pytest.mark.parametrize("change", ["UPDATE journal SET actor = 'me'", "DELETE FROM journal WHERE seq = 2"])
def test_it_refuses_every_change(store: Store, tmp_path: Path, change: str) -> None:
    two_entries(store)
    connection = sqlite3.connect(database_path(tmp_path / "data"))
    with pytest.raises(sqlite3.IntegrityError, match="only ever appended"):
        connection.execute(change)
    connection.close()


def test_a_row_that_is_there_is_never_written_over(store: Store) -> None:
    two_entries(store)
    with pytest.raises(Refusal):
        store.write(
            lambda tr: journal.append(
                tr.connection, Entry(2, 0, "me", CounterResumed(9)), "2026-11-23", tr.digest
            )
        )
    with store.read() as connection:
        assert next(journal.since(connection, 1)).actor == "officer:lan"


def test_it_knows_where_each_day_ended_and_a_day_that_came_twice_once(store: Store, clock: SetClock) -> None:
    for local in ("2026-11-20 08:00", "2026-11-23 08:00", "2027-11-23 08:00", "2026-11-23 09:00"):
        clock.set(local)
        two_entries(store)
    with store.read() as connection:
        found = list(journal.ends(connection, 10))
        assert [(day, seq) for day, seq, _ in found] == [
            ("2026-11-23", 8),
            ("2027-11-23", 6),
            ("2026-11-20", 2),
        ]
        assert [journal.end_of(connection, day) for day, _, _ in found] == [(s, made) for _, s, made in found]
        assert list(journal.ends(connection, 1)) == found[:1]
