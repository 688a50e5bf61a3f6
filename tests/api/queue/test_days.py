"""A business day begins at midnight and keeps to itself; a clock that is set back does not undo it."""

from tests.support.api import Api
from tests.support.clock import SetClock


def test_numbers_begin_again_at_midnight(api: Api, clock: SetClock) -> None:
    clock.set("2026-11-23 23:59")
    assert [api.take()["number"] for _ in range(2)] == ["A001", "A002"]
    clock.forward(minutes=1)
    assert api.take()["number"] == "A001"


def test_midnight_is_the_centres_own(api: Api, clock: SetClock) -> None:
    clock.set("2026-11-24 06:59")  # in UTC still the day before
    api.take()
    clock.set("2026-11-24 07:00")
    assert api.take()["number"] == "A002"


def test_yesterdays_tickets_are_never_called(api: Api, clock: SetClock) -> None:
    clock.set("2026-11-23 23:59")
    old = api.take()
    officer = api.at_work()
    clock.forward(minutes=1)
    assert officer.post("/counters/1/call").json["code"] == "queue_empty"
    assert officer.post("/counters/1/call", {"ticket": old["id"]}).json["code"] == "unknown_ticket"
    new = api.take()
    assert officer.post("/counters/1/call").json["id"] == new["id"]


def test_yesterdays_tickets_are_ahead_of_nobody(api: Api, clock: SetClock) -> None:
    clock.set("2026-11-23 23:59")
    api.take()
    clock.forward(minutes=1)
    assert api.take()["ahead"] == 0
    fields = api.nobody.get("/centre").json["fields"]
    assert sum(f["waiting"] for f in fields) == 1


def test_a_ticket_in_hand_at_midnight_can_still_be_finished(api: Api, clock: SetClock) -> None:
    clock.set("2026-11-23 23:59")
    api.take()
    officer = api.at_work()
    officer.post("/counters/1/call")
    clock.forward(minutes=1)
    assert officer.post("/counters/1/serve").json["state"] == "serving"
    assert officer.post("/counters/1/finish").json["state"] == "finished"


def test_a_repeat_over_midnight_is_answered_with_yesterdays_number(api: Api, clock: SetClock) -> None:
    clock.set("2026-11-23 23:59")
    first = api.kiosk.post("/tickets", {"field": "CT"}, key="k1")
    clock.forward(minutes=1)
    assert api.kiosk.post("/tickets", {"field": "CT"}, key="k1").json == first.json


def test_a_new_day_shows_an_empty_hall(api: Api, clock: SetClock) -> None:
    api.take()
    api.at_work().post("/counters/1/call")
    clock.set("2026-11-24 07:00")
    board = api.display.get("/board").json
    assert (board["day"], board["calls"]) == ("2026-11-24", [])


def test_numbers_go_on_when_the_clock_is_set_back_an_hour(api: Api, clock: SetClock) -> None:
    clock.set("2026-11-23 09:00")
    api.take()
    clock.back(hours=1)
    second = api.take()
    assert (second["number"], second["ahead"]) == ("A002", 1)


def test_numbers_go_on_when_the_clock_is_set_back_over_midnight(api: Api, clock: SetClock) -> None:
    clock.set("2026-11-24 00:30")
    api.take()
    clock.back(hours=1)
    assert api.take()["number"] == "A002"
    assert api.nobody.get("/centre").json["day"] == "2026-11-24"


def test_calls_keep_their_order_when_the_clock_is_set_back(api: Api, clock: SetClock) -> None:
    api.take()
    api.take()
    officer = api.at_work()
    officer.post("/counters/1/call")
    officer.post("/counters/1/no-show")
    clock.back(hours=1)
    officer.post("/counters/1/call")
    assert [c["number"] for c in api.display.get("/board").json["calls"]] == ["A002", "A001"]


def test_a_journal_never_runs_backwards(api: Api, clock: SetClock) -> None:
    api.take()
    clock.back(hours=1)
    api.take()
    seqs = [e["seq"] for e in api.admin.get("/journal").json["items"]]
    assert seqs == sorted(set(seqs))
