"""Batches: stored once, in order, or refused with nothing changed."""

import gzip
import json
from itertools import takewhile

import psycopg
import pytest

from tests.support.city_sender import DAY, a_ward

CALLED = ("ticket_called", 7, 3, {"rule": "order"})
FINISHED = ("ticket_finished", 7, 3, {"words": 'một "dòng"\nmới\tvà \\N'})


def log(conninfo, code="W0001"):
    with psycopg.connect(conninfo) as connection:
        return connection.execute(
            "SELECT seq, at, day::text, type, ticket, counter, data FROM log_now WHERE centre = %s ORDER BY seq",
            (code,),
        ).fetchall()


def centre(conninfo, column):
    with psycopg.connect(conninfo) as connection:
        return connection.execute(f"SELECT {column} FROM centre WHERE code = 'W0001'").fetchone()[0]


def rows(sender):
    return [tuple(row) for row in sender.journal.rows]


def test_rows_are_stored_as_they_came(ward, conninfo):
    answer = ward.sync(
        CALLED, FINISHED, ("setting_changed", None, None, {"value": [1, None, {"vi": "Đóng"}]})
    )
    assert (answer.status, answer.body | {"skew_ms": 0}) == (
        200,
        {"stored": 3, "skew_ms": 0, "requests": [], "cancels": [], "catalogue": None, "wait_s": 2},
    )
    assert log(conninfo) == rows(ward)


def test_a_type_that_nobody_knows_is_stored(ward, conninfo):
    assert ward.sync(("number_dreamt_of", 1, None, {"by": {"whom": 2}})).status == 200
    assert log(conninfo)[0][3] == "number_dreamt_of"


def test_rows_that_stay_at_home_leave_no_gap(ward, conninfo):
    ward.journal.happen(CALLED, FINISHED, CALLED)
    batch = ward.batch(0)
    del batch["events"][1]
    assert ward.post("/city/v1/sync", batch).body["stored"] == 3
    assert [row[0] for row in log(conninfo)] == [1, 3]
    ward.journal.happen(FINISHED)
    assert ward.post("/city/v1/sync", ward.batch(3) | {"events": []}).body["stored"] == 4
    assert ward.sync(CALLED).body["stored"] == 5


def test_what_came_before_is_dropped_when_it_comes_again(ward, conninfo):
    ward.sync(CALLED, FINISHED)
    ward.journal.happen(CALLED, FINISHED)
    for after, most in ((0, 2), (0, 1), (1, 1), (0, 4), (1, 3), (0, 3)):
        assert ward.post("/city/v1/sync", ward.batch(after, most)).status == 200
    assert log(conninfo) == rows(ward)
    assert ward.stored == 4


def test_a_gap_is_refused_with_the_cursor(ward, conninfo):
    ward.sync(CALLED, FINISHED)
    ward.journal.happen(CALLED, FINISHED)
    answer = ward.post("/city/v1/sync", ward.batch(3))
    assert (answer.status, answer.body) == (409, {"code": "gap", "stored": 2})
    assert len(log(conninfo)) == 2


def test_a_database_that_forgot_the_last_moments_is_told_them_again(ward, conninfo):
    ward.sync(CALLED)
    digest = ward.journal.digest(1)
    ward.sync(FINISHED)
    with psycopg.connect(conninfo) as connection:  # as on a replica that lagged
        connection.execute("DELETE FROM log WHERE seq > 1")
        connection.execute("DELETE FROM log_mark WHERE seq > 1")
        connection.execute("UPDATE centre SET stored = 1, digest = %s", (bytes.fromhex(digest),))
    assert ward.sync(CALLED).body == {"code": "gap", "stored": 1}
    ward.stored = 1
    ward.sync_all()
    assert log(conninfo) == rows(ward)


def test_overlapping_rows_that_differ_are_sent_again_from_the_cursor(ward, conninfo):
    """A newer version lets other facts leave: the digest tells that the history is the same."""
    ward.sync(CALLED, FINISHED)
    ward.journal.happen(CALLED)
    batch = ward.batch(0)
    batch["events"] = [[*row[:6], {**row[6], "more": 1}] for row in batch["events"]]
    assert ward.post("/city/v1/sync", batch).body == {"code": "gap", "stored": 2}
    assert ward.sync().body["stored"] == 3
    assert log(conninfo) == rows(ward)


def test_a_whole_days_rows_come_in_batches(ward, conninfo):
    ward.journal.happen(*[CALLED, FINISHED] * 600)
    ward.sync_all()
    assert log(conninfo) == rows(ward)


def test_another_centre_writes_its_own_rows_alone(ward, app, conninfo):
    from tests.support.city_sender import Sender

    ward.sync(CALLED)
    other = Sender(app.test_client(), a_ward(conninfo, "W0002"))
    other.sync(FINISHED, FINISHED)
    assert log(conninfo) == rows(ward)
    assert log(conninfo, "W0002") == rows(other)


def test_how_the_centre_is_is_kept_until_it_says_something_else(ward, conninfo, clock):
    ward.sync(shown={"open": True, "lines": {"CT": ["A012"]}}, health={"disk_free_mb": 12000, "kiosks": []})
    clock.pass_s(5)
    ward.sync(CALLED)
    assert centre(conninfo, "shown") == {"open": True, "lines": {"CT": ["A012"]}}
    assert centre(conninfo, "health") == {"disk_free_mb": 12000, "kiosks": []}
    assert centre(conninfo, "heard_at - shown_at").total_seconds() == 5
    ward.sync(shown={"open": False, "said": "newer"}, now=clock.now + 3000)
    assert centre(conninfo, "shown") == {"open": False, "said": "newer"}
    assert centre(conninfo, "skew_ms") == 3000
    assert centre(conninfo, "version") == "0.2.0"


def test_quiet_hours_are_kept_as_they_were_said_last(ward, conninfo):
    said = {"day": "2026-11-29", "weekdays": [1], "hours": [{"hour": 8, "waits_s": [300]}]}
    ward.sync(quiet=said)
    ward.sync(CALLED, shown={"open": True})
    assert centre(conninfo, "quiet") == said


def test_who_listens_hears_what_changed(ward, conninfo, clock):
    with psycopg.connect(conninfo, autocommit=True) as listener:
        listener.execute("LISTEN city_changed")
        listener.execute("LISTEN city_stored")

        def heard():
            listener.execute("NOTIFY city_changed, 'end'")
            told = takewhile(lambda one: one.payload != "end", listener.notifies())
            return {one.channel for one in told}

        ward.sync()
        assert heard() == {"city_changed"}  # it was silent before
        ward.sync()
        assert heard() == set()
        ward.sync(CALLED)
        assert heard() == {"city_stored"}
        ward.sync(shown={"open": True})
        assert heard() == {"city_changed"}
        clock.pass_s(31)
        ward.sync()
        assert heard() == {"city_changed"}


def test_a_clock_a_day_wrong_changes_no_order(ward, conninfo):
    ward.journal.happen(CALLED)
    ward.journal.rows[0][1] += 86_400_000
    assert ward.sync(FINISHED, now=0).status == 200
    assert log(conninfo) == rows(ward)


def test_a_batch_without_packing_is_taken_too(ward, conninfo):
    ward.journal.happen(CALLED)
    body = json.dumps(ward.batch(0)).encode()
    assert ward.post_bytes("/city/v1/sync", body, {}).status == 200
    assert log(conninfo) == rows(ward)


def test_marks_of_rows_long_past_are_thinned(ward, conninfo):
    with psycopg.connect(conninfo) as connection:
        connection.execute(
            "INSERT INTO log_mark (centre, epoch, seq, digest)"
            " SELECT 'W0001', 1, n, '' FROM generate_series(1000, 60000, 100) AS n"
        )
        connection.execute("UPDATE centre SET stored = 60999, digest = NULL")
    batch = ward.batch(0) | {"after": 60999, "last": 61001, "last_digest": "00" * 32}
    assert ward.post("/city/v1/sync", batch).status == 200
    with psycopg.connect(conninfo) as connection:
        kept = [row[0] for row in connection.execute("SELECT seq FROM log_mark ORDER BY seq")]
    assert [seq for seq in kept if 1000 <= seq < 11000] == [1900 + 1000 * n for n in range(10)]
    assert [seq for seq in kept if seq >= 11000] == [*range(11000, 60001, 100), 61001]


@pytest.mark.parametrize("packed", [True, False])
def test_a_full_batch_of_the_largest_size_is_taken(ward, conninfo, packed):
    ward.journal.happen(*[("setting_changed", None, None, {"value": "x" * 1500})] * 500, day=DAY)
    body = json.dumps(ward.batch(0)).encode()
    assert 700_000 < len(body) < 1024 * 1024
    headers = {"Content-Encoding": "gzip"} if packed else {}
    assert ward.post_bytes("/city/v1/sync", gzip.compress(body) if packed else body, headers).status == 200
    assert len(log(conninfo)) == 500
