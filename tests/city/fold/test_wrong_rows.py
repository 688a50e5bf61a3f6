"""What no centre should ever send: it halts that centre's tables alone, before the row, and says why."""

import json

import pytest

from server.city.fold.doctor import examine
from server.city.fold.follower import connected
from server.city.fold.replaying import replay
from tests.city.fold import wards

DAY = "2026-11-23"
AT = 1_795_395_600_000
ISSUED = {"day": DAY, "prefix": "A", "n": 1, "field": "CT", "channel": "kiosk"}
GOOD = (1, AT, DAY, "ticket_issued", 1, None, json.dumps(ISSUED))


def row(type_, ticket=1, counter=1, seq=2, **data):
    return (seq, AT, DAY, type_, ticket, counter, json.dumps(data))


WRONG = {
    "of a ticket that was never given": row("ticket_called", ticket=7, rule="first"),
    "of a step that cannot be": row("ticket_finished"),
    "given twice": row("ticket_issued", counter=None, **ISSUED),
    "of a later version, about a ticket": row("ticket_blessed", how="gently"),
    "of a later version, about a counter": row("counter_painted", ticket=None),
    "without what it needs": row("ticket_called"),
    "with a number that is none": row("ticket_issued", 2, None, **ISSUED | {"n": "eleven"}),
    "with a number that is beyond all": row("ticket_issued", 2, None, **ISSUED | {"n": 10**30}),
    "with a day that is none": row("ticket_issued", 2, None, **ISSUED | {"day": "2026-13-45"}),
    "with a field that is a list": row("ticket_issued", 2, None, **ISSUED | {"field": ["CT"]}),
    "with a class that is a thing": row("ticket_issued", 2, None, **ISSUED | {"channel": {"a": 1}}),
    "with a deep well": (
        2,
        AT,
        DAY,
        "ticket_called",
        1,
        1,
        '{"rule": "first", "why": ' + "[" * 3000 + "]" * 3000 + "}",
    ),
    "with data that are no facts": (2, AT, DAY, "ticket_called", 1, 1, '["rule"]'),
    "setting what cannot be set": row(
        "settings_begun", None, None, settings={"fields": [{"vi": "Chứng thực"}]}
    ),
    "setting a counter of no number": row(
        "settings_begun", None, None, settings={"counters": [{"n": "first"}]}
    ),
    "undoing to a state that is none": row("ticket_restored", undoes=1, was={"state": "happy"}),
    "undoing to a fact that is none": row("counter_restored", None, undoes=1, was={"colour": "red"}),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_row_that_cannot_be_halts_before_it_and_says_why(what, city, follow):
    wards.join(city, "W0001")
    wards.join(city, "W0002")
    wards.store(city, "W0001", [GOOD, WRONG[what], row("ticket_called", 1, 1, 3, rule="first")], 3)
    wards.store(city, "W0002", [GOOD, row("ticket_called", rule="first")], 2)
    follow()
    halted = wards.halted(city, "W0001")
    assert (halted["seq"], halted["type"]) == (2, WRONG[what][3])
    assert halted["why"]
    assert city.execute("SELECT folded FROM centre ORDER BY code").fetchall() == [(1,), (2,)]
    states = dict(city.execute("SELECT centre, state FROM ticket").fetchall())
    assert states == {"W0001": "waiting", "W0002": "called"}
    told = dict(city.execute("SELECT centre, state->>'waiting' FROM centre_now").fetchall())
    assert told == {"W0001": "1", "W0002": "0"}


def test_a_type_of_a_later_version_about_nobody_is_passed_over(city, follow):
    wards.join(city, "W0001")
    later = row("lights_dimmed", None, None, level=3)
    wards.store(city, "W0001", [GOOD, later, row("ticket_called", 1, 1, 3, rule="first", mood="calm")], 3)
    follow()
    assert wards.halted(city, "W0001") is None
    assert city.execute("SELECT state FROM ticket").fetchone() == ("called",)


def test_one_of_twenty_halts_and_nineteen_go_on(city, follow):
    codes = [f"W{n:04}" for n in range(20)]
    for code in codes:
        wards.join(city, code)
        wards.store(city, code, [GOOD], 1)
    follow()
    wards.store(city, "W0007", [WRONG["with a number that is beyond all"]], 2)
    for code in set(codes) - {"W0007"}:
        wards.store(city, code, [row("ticket_called", rule="first")], 2)
    follow()
    wards.store(city, "W0007", [row("ticket_called", 1, 1, 3, rule="first")], 3)
    for code in set(codes) - {"W0007"}:
        wards.store(city, code, [row("service_started", 1, 1, 3)], 3)
    follow()
    states = dict(city.execute("SELECT centre, state FROM ticket").fetchall())
    assert states == dict.fromkeys(codes, "serving") | {"W0007": "waiting"}
    assert wards.halted(city, "W0007")["seq"] == 2
    assert [code for code in codes if wards.halted(city, code)] == ["W0007"]


REFUSED_TOGETHER = """
CREATE FUNCTION one_at_a_time() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF NEW.folded > OLD.folded + 1 THEN RAISE 'not together'; END IF; RETURN NEW;
END $$;
CREATE TRIGGER one_at_a_time BEFORE UPDATE ON folding FOR EACH ROW EXECUTE FUNCTION one_at_a_time();
"""


def test_rows_that_are_refused_only_together_are_all_folded(city, follow):
    wards.join(city, "W0001")
    wards.store(city, "W0001", [GOOD, row("ticket_called", rule="first")], 2)
    city.execute(REFUSED_TOGETHER)
    follow()
    assert wards.halted(city, "W0001") is None
    assert city.execute("SELECT state FROM ticket").fetchone() == ("called",)


def test_a_row_that_halts_is_the_end_of_going_row_by_row(city, follow):
    wards.join(city, "W0001")
    wards.store(city, "W0001", [GOOD, row("ticket_called", rule="first"), row("ticket_blessed", seq=3)], 3)
    city.execute(REFUSED_TOGETHER)
    follow()
    assert wards.halted(city, "W0001")["seq"] == 3
    assert city.execute("SELECT folded FROM centre").fetchone() == (2,)


def test_after_an_upgrade_whoever_stood_still_goes_on(city, conninfo, follow, monkeypatch):
    """`replay` does it at once, a new follower when it begins."""
    for code in ("W0001", "W0002"):
        wards.join(city, code)
        wards.store(city, code, [GOOD, row("ticket_called", rule="first")], 2)
    with monkeypatch.context() as older:
        older.delitem(wards.EVENT_TYPES, "ticket_called")
        follow()
    assert wards.halted(city, "W0001")["type"] == "ticket_called"
    with connected(conninfo) as connection:
        with connection.transaction():
            replay(connection, "W0001")
        assert wards.halted(city, "W0001") is None
        connection.execute("UPDATE centre SET halted = NULL")
    follow()
    assert city.execute("SELECT DISTINCT state FROM ticket").fetchall() == [("called",)]
    assert city.execute("SELECT state->'calls'->0->>'number' FROM centre_now").fetchall() == [("A001",)] * 2


TOUCHED = {
    "a ticket": ("UPDATE ticket SET state = 'finished'", "ticket 1: state is"),
    "a ticket that is gone": ("DELETE FROM ticket", "ticket 1: is in the journal but not in the table"),
    "a counter": ("UPDATE counter SET state = 'open'", "counter 1: state is"),
    "a stay": ("UPDATE stay SET came = came - 1", "stay 2: came is"),
    "a stay's marks": ("UPDATE stay SET times = marks", "stay 2: its marks and times"),
    "a row twice": (
        "INSERT INTO log SELECT centre, epoch, seq, at, day + 1, type, ticket, counter, data FROM log WHERE seq = 1",
        "log: row 1 is there twice",
    ),
    "a row to come": (
        "INSERT INTO log SELECT centre, epoch, 9, at, day, type, ticket, counter, data FROM log WHERE seq = 1",
        "log: row 9 comes after the last one that is stored",
    ),
    "the state": ("UPDATE centre_now SET state = state || '{\"waiting\": 5}'", "state: is"),
    "the day": ("UPDATE folding SET memo = replace(memo::text, '\"?\":', '\"x\":')::json", "day 2026-11-23"),
}


@pytest.mark.parametrize("what", TOUCHED)
def test_the_doctor_names_what_was_touched(what, city, conninfo, follow):
    wards.join(city, "W0001")
    second = (3, AT, DAY, "ticket_issued", 3, None, json.dumps(ISSUED | {"n": 2}))
    wards.store(city, "W0001", [GOOD, row("ticket_called", rule="first"), second], 3)
    follow()
    statement, named = TOUCHED[what]
    with connected(conninfo) as connection:
        with connection.transaction():
            assert list(examine(connection, "W0001")) == []
        city.execute(statement)
        with connection.transaction():
            assert named in "\n".join(examine(connection, "W0001"))
