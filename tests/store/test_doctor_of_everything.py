"""The doctor, in a centre where there is something of everything: whatever was touched is named."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.service.context import Context
from server.store.chain import BEFORE_THE_FIRST, digest, first_that_does_not_fit
from server.store.projections import PROJECTIONS
from server.store.store import database_path
from tests.support.centre import default_centre
from tests.support.clock import SetClock
from tests.support.examined import FREE_JOURNAL, found, tamper
from tests.support.quick_server import quick_context
from tests.support.whole_centre import a_whole_centre

GUARD = (
    "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is only ever appended to'); END;"
    "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is only ever appended to'); END;"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of such a centre, which has ended."""
    folder = tmp_path_factory.mktemp("whole") / "data"
    context = quick_context(folder, default_centre(), SetClock())
    try:
        a_whole_centre(context)
        assert found(context) == []
    finally:
        context.close()
    return folder


@pytest.fixture
def whole(made: Path, tmp_path: Path, clock: SetClock) -> Iterator[Context]:
    """A copy of it, to be touched."""
    shutil.copytree(made, tmp_path / "data")
    opened = quick_context(tmp_path / "data", default_centre(), clock)
    yield opened
    opened.close()


def in_the_journal(script: str) -> str:
    """What somebody does to the journal who takes its guards off, and puts them on again."""
    return f"{FREE_JOURNAL} {script}; {GUARD}"


def test_there_is_something_in_every_table_that_is_compared(whole: Context) -> None:
    with whole.store.read() as connection:
        assert [each.name for each in PROJECTIONS if not each.everything(connection)] == []


COLUMNS = {
    "at": "at + 1",
    "day": "'2026-11-22'",
    "type": "'counter_resumed'",
    "ticket": "4711",
    "counter": "9",
    "actor": "'admin:somebody'",
    "data": "json_set(data, '$.name', 'Ai đó')",
    "digest": "zeroblob(32)",
    "seq": "4711",
}


@pytest.mark.parametrize("column", COLUMNS)
def test_it_names_a_row_of_the_journal_of_which_anything_was_changed(
    whole: Context, tmp_path: Path, column: str
) -> None:
    tamper(tmp_path, in_the_journal(f"UPDATE journal SET {column} = {COLUMNS[column]} WHERE seq = 7"))
    wrong = 8 if column == "seq" else 7  # row 7 is gone then: the next one does not follow row 6
    assert f"journal: row {wrong} is the first that does not fit its digest" in "\n".join(found(whole))


ROWS = {
    "removed": ("DELETE FROM journal WHERE seq = 7", 8),
    "inserted": (
        (
            "UPDATE journal SET seq = seq + 100 WHERE seq > 7; UPDATE journal SET seq = seq - 99 WHERE seq > 107;"
            "INSERT INTO journal SELECT 8, at, day, type, ticket, counter, actor, data, digest FROM journal WHERE seq = 7"
        ),
        8,
    ),
    "swapped": (
        "UPDATE journal SET seq = 999 WHERE seq = 7; UPDATE journal SET seq = 7 WHERE seq = 8; UPDATE journal SET seq = 8 WHERE seq = 999",
        7,
    ),
}


@pytest.mark.parametrize("what", ROWS)
def test_it_names_the_first_row_after_one_was(whole: Context, tmp_path: Path, what: str) -> None:
    script, wrong = ROWS[what]
    tamper(tmp_path, in_the_journal(script))
    assert f"journal: row {wrong} is the first that does not fit its digest" in "\n".join(found(whole))


def test_a_row_that_gets_a_fitting_digest_leaves_the_next_one_without(whole: Context, tmp_path: Path) -> None:
    with sqlite3.connect(database_path(tmp_path / "data")) as connection:
        connection.executescript(FREE_JOURNAL)
        connection.execute("UPDATE journal SET actor = 'admin:somebody' WHERE seq = 7")
        before = connection.execute("SELECT digest FROM journal WHERE seq = 6").fetchone()[0]
        row = connection.execute(
            "SELECT seq, at, day, type, ticket, counter, actor, data FROM journal WHERE seq = 7"
        ).fetchone()
        connection.execute("UPDATE journal SET digest = ? WHERE seq = 7", (digest(before, *row),))
        connection.executescript(GUARD)
    assert found(whole) == [
        "journal: row 8 is the first that does not fit its digest: it was changed, or what was before it"
    ]


def test_what_the_digest_is_made_from_is_for_ever() -> None:
    row = (1, 1764000000000, "2026-11-23", "counter_closed", None, 3, "officer:lan", '{"a":"ă"}')
    made = digest(BEFORE_THE_FIRST, *row)
    assert made.hex() == "a5607795e64ef3070acac0e0ecfaef12f224caa47d6bfc158ac8eadacc03725c"


def test_no_two_rows_are_told_apart_by_nothing() -> None:
    rows = [
        (1, 1, "ab", "c", None, None, "d", "e"),
        (1, 1, "a", "bc", None, None, "d", "e"),
        (1, 1, "ab", "c", None, None, "de", ""),
    ]
    assert len({digest(BEFORE_THE_FIRST, *row) for row in rows}) == 3


STATE = {
    "a person made manager": (
        "UPDATE people SET role = 'admin' WHERE username = 'lan'",
        "person lan: role is 'admin'",
    ),
    "a person's name": (
        "UPDATE people SET name = 'Ai đó' WHERE username = 'lan'",
        "person lan: name is 'Ai đó'",
    ),
    "a person's counter": (
        "UPDATE people SET counter = 9 WHERE username = 'lan'",
        "person lan: counter is 9",
    ),
    "a person's title": (
        "UPDATE people SET title = NULL WHERE username = 'lan'",
        "person lan: title is None",
    ),
    "a person's sessions": ("UPDATE people SET since = 0 WHERE username = 'lan'", "person lan: since is 0"),
    "a person's PIN": ("UPDATE people SET pin = 0 WHERE username = 'lan'", "person lan: pin is False"),
    "a person switched on again": (
        "UPDATE people SET active = 0 WHERE username = 'lan'",
        "person lan: active is False",
    ),
    "how often a person was changed": (
        "UPDATE people SET version = 1 WHERE username = 'lan'",
        "person lan: version is 1",
    ),
    "a PIN that is no truth": ("UPDATE people SET pin = 7 WHERE username = 'lan'", "person: "),
    "a person gone": (
        "DELETE FROM people WHERE username = 'lan'",
        "person lan: is in the journal but not in the table",
    ),
    "a person smuggled in": (
        "INSERT INTO people VALUES ('me', 'Me', 'admin', NULL, NULL, 0, 1, 1, 1)",
        "person me: is in the table but not in the journal",
    ),
    "secrets of nobody": ("INSERT INTO secrets VALUES ('me', '-', NULL)", "secrets of me: nobody here"),
    "a password gone": ("DELETE FROM secrets WHERE username = 'lan'", "person lan: has no password"),
    "a PIN smuggled in": (
        "UPDATE secrets SET pin_hash = '-' WHERE username = 'binh'",
        "secrets of binh: a PIN is there",
    ),
    "a token's owner": (
        "UPDATE tokens SET username = 'binh' WHERE username = 'lan'",
        "username is 'binh', the journal says 'lan'",
    ),
    "a token that ended": (
        "UPDATE tokens SET expires_at = NULL WHERE expires_at > 0",
        "expires_at is None, the journal says",
    ),
    "a token taken back": (
        "UPDATE tokens SET revoked_at = NULL WHERE revoked_at > 0",
        "revoked_at is None, the journal says",
    ),
    "a token's device": ("UPDATE tokens SET device = 2 WHERE device = 1", "device is 2, the journal says 1"),
    "a token gone": ("DELETE FROM tokens WHERE device = 1", "is in the journal but not in the table"),
    "a token smuggled in": (
        "INSERT INTO tokens VALUES (4711, NULL, 'binh', 1, NULL, NULL, NULL, NULL)",
        "token 4711: is in the table but not in the journal",
    ),
    "a hash of no token": (
        "INSERT INTO token_hashes VALUES (x'00', 4711)",
        "hash of token 4711: there is no such token",
    ),
    "a session's person": (
        "UPDATE sessions SET username = 'binh'",
        "username is 'binh', the journal says 'minh'",
    ),
    "a session that ended": (
        "INSERT INTO sessions VALUES (4711, 'binh', 1, NULL)",
        "session 4711: is in the table but not in the journal",
    ),
    "a device's kind": ("UPDATE devices SET kind = 'kiosk' WHERE kind = 'display'", "kind is 'kiosk'"),
    "a setting": (
        "UPDATE settings SET value = json_set(value, '$.name', 'x') WHERE part = 'centre'",
        "setting ('centre', '')",
    ),
    "an edit of a procedure": (
        "UPDATE catalogue_edits SET value = json_set(value, '$.short_name', 'x') WHERE key = '2.000815'",
        "edit of the catalogue ('procedure', '2.000815')",
    ),
    "a procedure put out of use by hand": (
        "UPDATE catalogue_edits SET active = 0 WHERE key = '2.000815'",
        "active is False, the journal says True",
    ),
    "what is told of a thing done elsewhere": (
        "DELETE FROM catalogue_edits WHERE kind = 'elsewhere'",
        "edit of the catalogue ('elsewhere', 'sao-li-lich')",
    ),
    "a setting out of use": (
        "UPDATE settings SET place = NULL WHERE key = 'CT'",
        "place is None, the journal says 0",
    ),
    "a step that was put off": (
        "UPDATE setup_steps SET mark = 'open' WHERE step = 'printer'",
        "step of the setup printer",
    ),
    "a screen that was heard": ("DELETE FROM screens_heard", "is in the journal but not in the table"),
    "a screen's sound": ("UPDATE screens SET sound = 0", "sound is False, the journal says True"),
    "a sound that is no truth": ("UPDATE screens SET sound = 7", "screen: "),
    "a screen's hall": ("UPDATE screens SET hall = 'x'", "hall is 'x'"),
    "a slip that came out": (
        "UPDATE tickets SET slip_out = 0 WHERE slip_out = 1",
        "slip_out is False, the journal says True",
    ),
    "a slip that is no truth": ("UPDATE tickets SET slip_out = 7 WHERE slip_out = 1", "ticket: "),
    "a note": ("UPDATE tickets SET note = 'x' WHERE id = (SELECT max(id) FROM tickets)", "note is 'x'"),
    "a number brought in": ("UPDATE brought_in SET ticket = 1", "number brought in"),
    "a notice": ("UPDATE notices SET facts = json_set(facts, '$.vi', 'x')", "vi is 'x'"),
    "an outage": ("UPDATE outages SET since = 1", "since is 1"),
    "an emergency message": ("UPDATE emergencies SET vi = 'x'", "vi is 'x'"),
    "an undo step's time": ("UPDATE steps SET at = at + 600000 WHERE counter = 1", "undo step 1: at is"),
    "an undo step's officer": (
        "UPDATE steps SET officer = 'minh' WHERE counter = 1",
        "undo step 1: officer is 'minh'",
    ),
    "an undo step's action": (
        "UPDATE steps SET action = 'park' WHERE counter = 1",
        "undo step 1: action is 'park'",
    ),
    "an undo step's beginning": ("UPDATE steps SET first = first - 1 WHERE counter = 1", "undo step 1: "),
    "an undo step's end": ("UPDATE steps SET last = last + 100 WHERE counter = 1", "undo step 1: "),
    "an undo step's counter": ("UPDATE steps SET counter = 7 WHERE counter = 1", "undo step 7: "),
    "an undo step's changes": (
        "UPDATE steps SET changes = replace(changes, '\"waiting\"', '\"cancelled\"') WHERE counter = 1",
        "undo step 1: changes is",
    ),
    "an undo step that is none": ("UPDATE steps SET changes = '[' WHERE counter = 1", "undo step: "),
    "a trigger gone": ("DROP TRIGGER journal_no_update", "schema: trigger journal_no_update is missing"),
    "a trigger that lets through": (
        "DROP TRIGGER journal_no_update; CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT 1; END",
        "schema: trigger journal_no_update is not as the migrations make it",
    ),
    "an index gone": ("DROP INDEX tickets_number", "schema: index tickets_number is missing"),
    "a table more": ("CREATE TABLE extra (x INTEGER)", "schema: table extra should not be there"),
    "a column more": (
        "ALTER TABLE people ADD COLUMN phone TEXT",
        "schema: table people is not as the migrations make it",
    ),
    "a trigger more": (
        "CREATE TRIGGER quiet AFTER INSERT ON journal BEGIN DELETE FROM taken; END",
        "schema: trigger quiet should not be there",
    ),
}


@pytest.mark.parametrize("what", STATE)
def test_it_names_what_was_touched_in_the_tables(whole: Context, tmp_path: Path, what: str) -> None:
    script, named = STATE[what]
    tamper(tmp_path, script)
    assert named in "\n".join(found(whole))


def test_a_type_of_a_later_version_is_named_and_the_rest_is_still_compared(
    whole: Context, tmp_path: Path
) -> None:
    later = "INSERT INTO journal SELECT seq + 1, at, day, 'moon_rose', NULL, NULL, 'x', '{}', x'' FROM journal ORDER BY seq DESC LIMIT 1"
    tamper(tmp_path, f"{later}; UPDATE people SET role = 'admin' WHERE username = 'lan'")
    told = "\n".join(found(whole))
    assert "unknown event type 'moon_rose'" in told
    assert "person lan: role is 'admin'" in told


def test_the_chain_of_an_empty_journal_fits(context: Context) -> None:
    with context.store.read() as connection:
        assert first_that_does_not_fit(connection) is None
