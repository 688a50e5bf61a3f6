"""`goiso doctor --digest`: the journal beside a digest that somebody wrote down in the evening."""

import sqlite3
from pathlib import Path

import pytest

from server.core.centre import Centre
from server.core.written_digest import grouped
from server.service.context import Context
from server.store.chain import BEFORE_THE_FIRST, digest
from tests.command.test_main import goiso
from tests.support.clock import SetClock
from tests.support.journeys import a_morning

FREE = "DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete;"
GUARDS = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal_no_%'"
COLUMNS = "seq, at, day, type, ticket, counter, actor, data"


@pytest.fixture
def morning(tmp_path: Path, centre: Centre, clock: SetClock) -> Path:
    """A data folder after a morning's work, with no server running."""
    context = Context(tmp_path / "data", centre, clock)
    a_morning(context)
    context.close()
    return tmp_path / "data"


@pytest.fixture
def evening(morning: Path) -> str:
    """What somebody wrote down: the last row, and the first four groups of its digest."""
    with sqlite3.connect(morning / "goiso.db") as connection:
        seq, made = connection.execute("SELECT seq, digest FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return f"{seq}: {grouped(made)[:19]}"


def make_anew(folder: Path, change: str) -> None:
    """Change the journal, and make every digest anew, so that each row fits the one before it."""
    with sqlite3.connect(folder / "goiso.db") as connection:
        guards = [sql for (sql,) in connection.execute(GUARDS)]
        connection.executescript(FREE + change)
        before = BEFORE_THE_FIRST
        for row in connection.execute(f"SELECT {COLUMNS} FROM journal ORDER BY seq").fetchall():
            before = digest(before, *row)
            connection.execute("UPDATE journal SET digest = ? WHERE seq = ?", (before, row[0]))
        connection.executescript("; ".join(guards))


def test_it_says_that_the_journal_is_the_one_that_was_written_down(morning: Path, evening: str) -> None:
    answer = goiso("doctor", "--data", morning, "--digest", evening)
    seq = evening.partition(":")[0]
    assert answer.exit_code == 0
    assert f"The digest written down for row {seq} is the journal's.\n" in answer.output


def test_a_chain_made_anew_fits_by_itself_and_not_what_was_written_down(morning: Path, evening: str) -> None:
    make_anew(morning, "UPDATE journal SET actor = 'kiosk:99' WHERE type = 'ticket_issued';")
    assert goiso("doctor", "--data", morning).exit_code == 0, "nothing in the folder itself shows it"
    answer = goiso("doctor", "--data", morning, "--digest", evening)
    assert answer.exit_code == 1
    assert f"journal: the digest of row {evening.partition(':')[0]} is " in answer.output
    assert "made anew" in answer.output
    assert answer.output.endswith("Differences: 1.\n")


def test_rows_cut_off_are_missed(morning: Path, evening: str) -> None:
    seq = int(evening.partition(":")[0])
    make_anew(morning, f"DELETE FROM journal WHERE seq = {seq};")
    answer = goiso("doctor", "--data", morning, "--digest", evening)
    assert answer.exit_code == 1
    assert f"journal: row {seq}, whose digest was written down, is not there" in answer.output


def test_of_several_evenings_each_is_compared(morning: Path, evening: str) -> None:
    wrong = "1:0000000000000000"
    answer = goiso("doctor", "--data", morning, "--digest", evening, "--digest", wrong)
    assert answer.exit_code == 1
    assert "journal: the digest of row 1 is " in answer.output
    assert f"row {evening.partition(':')[0]} is the journal's" in answer.output


def test_what_cannot_be_read_is_refused_with_an_example(morning: Path) -> None:
    answer = goiso("doctor", "--data", morning, "--digest", "1234:9f3a")
    assert answer.exit_code == 2
    assert "at least the first 16 hexadecimal digits of its digest, like 1234:9f3a11c20b7d44e1" in " ".join(
        answer.stderr.split()
    )
