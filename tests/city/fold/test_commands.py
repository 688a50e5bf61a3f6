"""`goiso city follow`, `replay` and `doctor`."""

import sqlite3
import threading

import psycopg
import pytest
from click.testing import CliRunner

from server.city.fold.follower import Follower
from server.command.city.commands import city as group
from server.command.main import main as cli
from server.core.files import DATABASE
from tests.city.fold import wards
from tests.city.fold.test_follow import a_morning
from tests.support.waiting import until

NEXT = (3, 0, "2026-11-23", "counter_painted", None, 1, "{}")


@pytest.fixture
def run(conninfo, monkeypatch):
    monkeypatch.setenv("GOISO_CITY_DATABASE", conninfo)

    def goiso(*words: str) -> tuple[int, str]:
        found = CliRunner().invoke(group, list(words))
        return found.exit_code, found.output

    return goiso


def test_the_doctor_finds_a_morning_equal_in_folder_and_copy(ward, city, follow, run, tmp_path):
    a_morning(ward)
    wards.send(city, "W0001", ward.context)
    follow()
    ward.context.close()
    fine = "W0001: no difference.\nW0001 itself: no difference.\n"
    assert run("doctor", "--centre", "W0001", "--data", str(tmp_path / "W0001")) == (0, fine)
    copy = tmp_path / "copy.db"
    made = CliRunner().invoke(cli, ["export", "--data", str(tmp_path / "W0001"), "--copy", str(copy)])
    assert made.exit_code == 0, made.output
    assert run("doctor", "--centre", "W0001", "--export", str(copy)) == (0, fine)
    assert run("doctor") == (0, "W0001: no difference.\n")


def test_the_doctor_names_what_the_centre_has_otherwise(ward, city, follow, run, tmp_path):
    a_morning(ward)
    wards.send(city, "W0001", ward.context)
    follow()
    ward.context.close()
    with sqlite3.connect(tmp_path / "W0001" / DATABASE) as own:
        own.execute("UPDATE tickets SET priority = 'elderly' WHERE n = 1 AND prefix = 'A'")
    status, said = run("doctor", "--centre", "W0001", "--data", str(tmp_path / "W0001"))
    assert status == 1
    assert "W0001: no difference." in said
    assert "priority is None, the centre says 'elderly'" in said


def test_the_doctor_compares_with_what_the_city_knew_when_it_knows_more_by_now(
    ward, city, follow, run, tmp_path
):
    a_morning(ward)
    copy = tmp_path / "copy.db"
    made = CliRunner().invoke(cli, ["export", "--data", str(tmp_path / "W0001"), "--copy", str(copy)])
    assert made.exit_code == 0, made.output
    ward.issue("CT")
    ward.step(1, "serve")
    wards.send(city, "W0001", ward.context)
    follow()
    assert run("doctor", "--centre", "W0001", "--export", str(copy))[0] == 0


def test_the_doctor_says_what_has_not_come_yet(ward, city, follow, run, tmp_path):
    a_morning(ward)
    wards.send(city, "W0001", ward.context, 4)
    follow()
    ward.context.close()
    status, said = run("doctor", "--centre", "W0001", "--data", str(tmp_path / "W0001"), "--wait", "0")
    assert status == 1
    assert "of which the city's tables know those to 4" in said


def test_whoever_asks_for_no_centre_is_told(city, run):
    assert "There is no centre W0009" in run("doctor", "--centre", "W0009")[1]
    assert "There is no centre W0009" in run("replay", "--centre", "W0009")[1]
    assert "Name the centres" in run("replay")[1]
    assert "name it with '--centre'" in run("doctor", "--export", __file__)[1]


def test_a_database_that_is_not_there_is_told_in_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv("GOISO_CITY_DATABASE", f"host={tmp_path} user=nobody")
    found = CliRunner().invoke(group, ["doctor"])
    assert found.exit_code == 1
    assert "The city's database does not answer" in found.output


def test_replay_makes_the_tables_anew_and_says_when_they_stand_still(ward, city, follow, run):
    a_morning(ward)
    wards.send(city, "W0001", ward.context)
    follow()
    city.execute("UPDATE ticket SET state = 'parked'")
    city.execute("DELETE FROM stay")
    assert "rows folded." in run("replay", "--all")[1]
    assert wards.unlike(city, "W0001", ward.context) == []
    last = city.execute("SELECT stored FROM centre").fetchone()[0]
    wards.store(city, "W0001", [(last + 1, *NEXT[1:])], last + 1)
    follow()
    assert "They stand still" in run("replay", "--centre", "W0001")[1]
    assert f"before row {last + 1}, counter_painted" in run("doctor")[1]


def test_where_the_clock_went_back_a_ward_that_is_gone_is_not_heard_for_as_long(city, conninfo):
    wards.join(city, "W0001")
    city.execute("UPDATE centre SET heard_at = now() + interval '1 hour'")
    closing = threading.Event()
    thread = threading.Thread(target=Follower(conninfo).run, args=(closing,))
    thread.start()
    try:
        until(lambda: city.execute("SELECT heard_at <= now() FROM centre").fetchone() == (True,))
    finally:
        closing.set()
        thread.join()


def test_a_follower_wakes_when_something_is_stored_and_outlives_the_end_of_its_session(ward, city, conninfo):
    closing = threading.Event()
    follower = threading.Thread(target=Follower(conninfo).run, args=(closing,))
    follower.start()
    try:
        for _ in range(2):
            ward.issue("CT")
            wards.send(city, "W0001", ward.context)
            until(lambda: city.execute("SELECT folded = stored FROM centre").fetchone()[0])
            city.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        ward.issue("HT")
        wards.send(city, "W0001", ward.context)
        until(lambda: city.execute("SELECT folded = stored FROM centre").fetchone()[0])
        assert wards.unlike(city, "W0001", ward.context) == []
    finally:
        closing.set()
        follower.join()


def test_three_followers_at_once_fold_each_row_once(ward, city, conninfo):
    a_morning(ward)
    with ward.context.store.read() as connection:
        rows = list(wards.rows_of(connection))
    codes = [f"W{n:04}" for n in range(1, 9)]
    for code in codes:
        wards.join(city, code)
    closing = threading.Event()
    followers = [threading.Thread(target=Follower(conninfo, 3).run, args=(closing,)) for _ in range(3)]
    for each in followers:
        each.start()
    try:
        for row in rows:
            for code in codes:
                wards.store(city, code, [row], row[0])
        until(lambda: city.execute("SELECT bool_and(folded = stored) FROM centre").fetchone()[0])
    finally:
        closing.set()
        for each in followers:
            each.join()
    for code in codes:
        assert wards.halted(city, code) is None
        assert wards.unlike(city, code, ward.context) == []


def test_whoever_listens_hears_of_each_state_once_it_is_committed(ward, city, conninfo, follow):
    with psycopg.connect(conninfo, autocommit=True) as ear:
        ear.execute("LISTEN city_changed")
        a_morning(ward)
        wards.send(city, "W0001", ward.context)
        follow()
        heard = list(ear.notifies(timeout=5, stop_after=1))
        assert [told.payload for told in heard] == ["W0001"]
        assert ear.execute("SELECT v, (state->>'v')::bigint FROM centre_now").fetchone() == (1, 1)
