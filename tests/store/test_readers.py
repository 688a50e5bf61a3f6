"""Reading: one moment, and the connection back in its place whatever happens."""

import sqlite3
from pathlib import Path

import pytest

from server.core.refusal import Refusal
from server.store import Store
from server.store.readers import Readers
from tests.support.waiting import together


def last(connection: object) -> int:
    row = connection.execute("SELECT last FROM series").fetchone()  # type: ignore[attr-defined]
    return 0 if row is None else int(row[0])


def test_everything_read_together_is_of_one_moment(store: Store) -> None:
    store.write(lambda tr: tr.next_number("A"))
    with store.read() as connection:
        assert last(connection) == 1
        store.write(lambda tr: tr.next_number("A"))
        assert last(connection) == 1
    with store.read() as connection:
        assert last(connection) == 2


def test_it_reads_while_others_read(store: Store) -> None:
    with store.read() as one, store.read() as other:
        assert one is not other
        assert last(one) == last(other) == 0


def test_a_connection_is_used_again_even_after_an_error(store: Store) -> None:
    with store.read() as first:
        pass
    with pytest.raises(KeyError), store.read() as second:
        raise KeyError
    with store.read() as third:
        assert last(third) == 0
    assert first is second is third


def test_what_sqlite_refuses_is_named(store: Store) -> None:
    with pytest.raises(Refusal) as refused, store.read() as connection:
        connection.execute("SELECT * FROM nowhere")
    assert refused.value.code == "internal"


def test_many_readers_never_see_half_of_a_job(store: Store) -> None:
    def write() -> bool:
        for _ in range(50):
            store.write(lambda tr: (tr.next_number("A"), tr.next_number("B")))
        return True

    def read() -> bool:
        same = True
        for _ in range(50):
            with store.read() as connection:
                same &= len(set(connection.execute("SELECT last FROM series").fetchall())) <= 1
        return same

    assert all(together([write, read, read, read]))


def test_whoever_still_reads_when_it_closes_leaves_nothing_open(tmp_path: Path) -> None:
    path = tmp_path / "data.db"
    writer = sqlite3.connect(path)
    writer.execute("PRAGMA journal_mode = WAL")
    writer.execute("CREATE TABLE something (n)")
    readers = Readers(path)
    with readers.read() as late:
        readers.close()
    with pytest.raises(sqlite3.ProgrammingError):
        late.execute("SELECT 1")
    writer.close()
    assert [file.name for file in tmp_path.iterdir()] == ["data.db"]
