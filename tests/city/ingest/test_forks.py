"""Two histories of one centre: found, kept apart, and no number lost sight of."""

import psycopg
import pytest

from tests.support.city_sender import Journal

DAY = "2026-11-29"


def issued(ticket, n=None, prefix="A", day=DAY):
    return (
        "ticket_issued",
        ticket,
        None,
        {"day": day, "prefix": prefix, "n": n or ticket, "field": "CT", "channel": "kiosk"},
    )


def log(conninfo, table="log_now"):
    with psycopg.connect(conninfo) as connection:
        return connection.execute(f"SELECT epoch, seq, data->'n' FROM {table} ORDER BY epoch, seq").fetchall()


def one(conninfo, query):
    with psycopg.connect(conninfo) as connection:
        return connection.execute(query).fetchone()


@pytest.fixture
def sent(ward):
    """Four batches of ten rows each."""
    for begin in (1, 11, 21, 31):
        ward.sync(*(issued(n) for n in range(begin, begin + 10)))
    return ward


def common_row(sender, last):
    """The last boundary that both have, as a centre finds it."""
    asked = last
    while True:
        found = sender.get(f"/city/v1/digest?seq={asked}").body
        if found["digest"] == sender.journal.digest(min(found["seq"], sender.journal.last)):
            return found["seq"]
        asked = found["seq"] - 1


def test_a_restored_centre_that_has_gone_on_is_found_and_goes_on_in_an_epoch_of_its_own(
    sent, another, conninfo, clock
):
    restored = another(sent, sent.journal.restored(25))
    restored.journal.happen(*(issued(n, prefix="B") for n in range(26, 51)))
    restored.stored = 40
    clock.pass_s(61)
    assert restored.sync().body == {"code": "forked", "stored": 40}
    after = common_row(restored, 40)
    assert after == 20
    assert restored.fork(after).body == {"stored": 20, "epoch": 2}
    assert restored.get(f"/city/v1/series?day={DAY}").body == {"series": {"A": 40}}
    restored.sync_all()
    assert log(conninfo) == [(1 if seq <= 20 else 2, seq, seq) for seq in range(1, 51)]
    assert [row[:2] for row in log(conninfo, "log") if row[0] == 1] == [(1, seq) for seq in range(1, 41)]
    assert one(conninfo, "SELECT epoch, after, why FROM epoch") == (2, 20, "restored")
    assert one(conninfo, "SELECT actor, act, centre, facts->'stored' FROM audit") == (
        "W0001",
        "fork",
        "W0001",
        40,
    )


def test_a_restored_centre_that_is_behind_says_so_with_nothing_to_send(sent, another, clock):
    restored = another(sent, sent.journal.restored(25))
    restored.stored = 25
    clock.pass_s(61)
    assert restored.sync().body == {"code": "forked", "stored": 40}


def test_a_fork_said_twice_is_one(sent, another, conninfo, clock):
    restored = another(sent, sent.journal.restored(20))
    clock.pass_s(61)
    assert [restored.fork(20).body for _ in range(2)] == [{"stored": 20, "epoch": 2}] * 2
    assert one(conninfo, "SELECT count(*) FROM epoch") == (1,)


def test_a_second_fork_below_the_first_leaves_one_history_standing(sent, another, conninfo, clock):
    for up_to, prefix in ((30, "B"), (10, "C")):
        clock.pass_s(61)
        restored = another(sent, sent.journal.restored(up_to))
        assert restored.fork(up_to).status == 200
        restored.sync(*(issued(n, prefix=prefix) for n in range(up_to + 1, up_to + 6)))
    assert [row[:2] for row in log(conninfo)] == [(1, n) for n in range(1, 11)] + [
        (3, n) for n in range(11, 16)
    ]
    assert len(log(conninfo, "log")) == 50
    assert restored.get(f"/city/v1/series?day={DAY}").body == {"series": {"A": 40, "B": 35, "C": 15}}
    assert restored.get("/city/v1/digest?seq=40").body == {"seq": 15, "digest": restored.journal.digest(15)}


def test_a_centre_without_its_past_begins_again_at_nothing(sent, another, conninfo, clock):
    empty = another(sent, Journal(), same_folder=False)
    clock.pass_s(61)
    assert empty.sync(issued(1, prefix="Z")).body == {"code": "forked", "stored": 40}
    assert empty.fork(0).body == {"stored": 0, "epoch": 2}
    empty.sync_all()
    assert log(conninfo) == [(2, 1, 1)]


@pytest.mark.parametrize("after", [5, 40, 41, 1000])
def test_a_fork_from_a_row_that_both_do_not_share_is_refused(sent, another, conninfo, clock, after):
    restored = another(sent, Journal())
    restored.journal.happen(*(issued(n, prefix="B") for n in range(1, 1001)))
    clock.pass_s(61)
    assert restored.fork(after).body == {"code": "forked", "stored": 40}
    assert one(conninfo, "SELECT epoch, stored FROM centre") == (1, 40)


def test_a_duplicate_of_the_old_branch_does_not_reach_the_new_one(sent, another, conninfo, clock):
    restored = another(sent, sent.journal.restored(20))
    clock.pass_s(61)
    restored.fork(20)
    restored.sync(issued(21, prefix="B"), issued(22, prefix="B"))
    clock.pass_s(61)
    for after in (10, 20, 21, 22, 30):
        assert sent.post("/city/v1/sync", sent.batch(after)).status == 409
        clock.pass_s(61)
    assert log(conninfo)[-1] == (2, 22, 22)


def test_of_two_machines_on_one_folder_the_first_alone_is_heard(sent, another, conninfo, clock):
    clone = another(sent, sent.journal.restored(40))
    clone.stored = 40
    assert clone.sync(issued(41, prefix="B")).body == {"code": "another_instance"}
    assert clone.fork(20).body == {"code": "another_instance"}
    assert sent.sync(issued(41)).status == 200
    assert one(conninfo, "SELECT knocked::text, stored FROM centre") == (clone.instance, 41)


def test_when_the_first_was_silent_for_a_minute_the_other_is_the_running_one(sent, another, clock):
    rebooted = another(sent, sent.journal.restored(40))
    rebooted.stored = 40
    clock.pass_s(59)
    assert rebooted.sync().status == 409
    clock.pass_s(2)
    assert rebooted.sync(issued(41)).status == 200
    assert sent.sync(issued(41, prefix="B")).body == {"code": "another_instance"}


def test_an_administrator_decides_which_one_runs(sent, another, conninfo):
    from server.city.ingest.centres import BadCentre, let_in

    rebooted = another(sent, sent.journal.restored(40))
    rebooted.stored = 40
    assert rebooted.sync().status == 409
    with psycopg.connect(conninfo) as connection:
        let_in(connection, "W0001")
        with pytest.raises(BadCentre):
            let_in(connection, "W0001")
    assert rebooted.sync(issued(41)).status == 200
    assert sent.sync().body == {"code": "another_instance"}


def test_a_row_whose_digest_nobody_knows_any_more_is_no_fork(sent):
    assert sent.sync(issued(41), digest=None).status == 200


def test_numbers_of_other_days_and_odd_rows_are_no_part_of_a_days_series(ward):
    ward.sync(
        issued(1, 5),
        issued(2, 90, day="2026-11-28"),
        ("ticket_brought_in", 3, None, {"day": DAY, "prefix": "K", "n": 12}),
        ("series_lifted", None, None, {"day": DAY, "prefix": "B", "n": 77}),
        ("ticket_issued", 4, None, {"day": DAY, "prefix": "A", "n": "many"}),
        ("ticket_issued", 5, None, {"day": DAY}),
        ("ticket_issued", 6, None, {"day": [DAY], "prefix": ["A"], "n": 99}),
        ("ticket_redated", 2, None, {"day": DAY, "n": 6}),
    )
    assert ward.get(f"/city/v1/series?day={DAY}").body == {"series": {"A": 6, "B": 77, "K": 12}}
