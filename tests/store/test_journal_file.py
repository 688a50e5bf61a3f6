"""The database's journal file does not keep for good what a forgotten reader made it grow to."""

from contextlib import closing
from pathlib import Path

from server.store.connect import JOURNAL_BYTES, open_reader, open_writer

MIB = 1024 * 1024


def test_what_grew_while_somebody_read_is_given_back(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    journal = tmp_path / "a.db-wal"
    with closing(open_writer(file)) as writer:
        writer.execute("CREATE TABLE t (data BLOB)")
        with closing(open_reader(file)) as forgotten:
            forgotten.execute("BEGIN")
            forgotten.execute("SELECT count(*) FROM t").fetchone()
            for _ in range(2 * JOURNAL_BYTES // MIB):
                writer.execute("INSERT INTO t VALUES (zeroblob(?))", (MIB,))
            assert journal.stat().st_size > JOURNAL_BYTES
        for _ in range(2):
            writer.execute("INSERT INTO t VALUES (zeroblob(?))", (MIB,))
        assert journal.stat().st_size <= JOURNAL_BYTES
