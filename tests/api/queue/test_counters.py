"""A day at a counter: opening, calling, serving, finishing, breaks."""

import pytest

from tests.support.api import Api
from tests.support.clock import SetClock


def test_a_counter_that_nobody_opened_is_closed_with_its_own_fields(api: Api) -> None:
    console = api.officer.get("/counters/1").json
    assert (console["state"], console["fields"], console["officer"]) == ("closed", ["CT", "HT"], None)
    assert (console["ticket"], console["since"]) == (None, None)


def test_opening_puts_the_officers_name_on_it(api: Api) -> None:
    answer = api.officer.post("/counters/1/open")
    assert answer.status_code == 200
    assert answer.json["state"] == "open"
    assert answer.json["officer"] == {"username": "lan", "name": "Nguyễn Thị Lan"}
    assert answer.json["since"] == "2026-11-23T08:00:00+07:00"
    assert answer.json["undo"]["action"] == "open"
    assert api.officer.get("/counters/1").json == answer.json


def test_a_counter_opens_for_the_fields_asked_for(api: Api) -> None:
    answer = api.officer.post("/counters/1/open", {"fields": ["DD", "CT", "DD"]})
    assert answer.json["fields"] == ["DD", "CT"]


def test_an_open_counter_changes_its_fields_by_opening_again(api: Api) -> None:
    api.at_work()
    assert api.officer.post("/counters/1/open", {"fields": ["KQ"]}).json["fields"] == ["KQ"]


def test_opening_twice_is_one_opening(api: Api) -> None:
    api.at_work()
    seq = api.admin.get("/journal").json["seq"]
    assert api.officer.post("/counters/1/open").status_code == 200
    assert api.admin.get("/journal").json["seq"] == seq


def test_a_closed_counter_forgets_its_officer_and_its_fields(api: Api) -> None:
    api.officer.post("/counters/1/open", {"fields": ["KQ"]})
    console = api.officer.post("/counters/1/close").json
    assert (console["state"], console["officer"], console["fields"]) == ("closed", None, ["CT", "HT"])


def test_a_break_begins_and_ends(api: Api, clock: SetClock) -> None:
    officer = api.at_work()
    clock.forward(hours=1)
    paused = officer.post("/counters/1/pause", {"reason": "uống nước"}).json
    assert (paused["state"], paused["since"]) == ("paused", "2026-11-23T09:00:00+07:00")
    assert officer.post("/counters/1/resume").json["state"] == "open"


def test_a_visit_from_the_call_to_the_end(api: Api, clock: SetClock) -> None:
    taken = api.take()
    officer = api.at_work()

    clock.set("2026-11-23 08:10")
    called = officer.post("/counters/1/call").json
    assert (called["id"], called["state"], called["counter"], called["calls"]) == (
        taken["id"],
        "called",
        1,
        1,
    )
    assert called["called_at"] == "2026-11-23T08:10:00+07:00"

    clock.set("2026-11-23 08:11")
    assert officer.post("/counters/1/recall").json["calls"] == 2

    clock.set("2026-11-23 08:12")
    served = officer.post("/counters/1/serve").json
    assert (served["state"], served["served_at"]) == ("serving", "2026-11-23T08:12:00+07:00")

    clock.set("2026-11-23 08:20")
    finished = officer.post("/counters/1/finish", {"outcome": "received"}).json
    assert (finished["state"], finished["outcome"]) == ("finished", "received")
    assert finished["ended_at"] == "2026-11-23T08:20:00+07:00"

    assert officer.get("/counters/1").json["today"] == {
        "finished": 1,
        "no_show": 0,
        "dossiers": 1,
        "without_outcome": 0,
        "service_s": 600,
    }


@pytest.mark.parametrize(
    "outcome",
    ["received", "returned", "supplement", "refused", "advised", "elsewhere", "provisional", None],
)
def test_a_visit_ends_with_an_outcome_or_without(api: Api, outcome: str | None) -> None:
    api.take()
    officer = api.at_work()
    officer.post("/counters/1/call")
    officer.post("/counters/1/serve")
    assert officer.post("/counters/1/finish", {"outcome": outcome}).json["outcome"] == outcome


def test_an_outcome_of_ones_own_is_refused(api: Api) -> None:
    api.take()
    officer = api.at_work()
    officer.post("/counters/1/call")
    officer.post("/counters/1/serve")
    assert officer.post("/counters/1/finish", {"outcome": "happy"}).json["code"] == "bad_request"
    assert officer.get("/counters/1").json["ticket"]["state"] == "serving"


def test_who_does_not_come_is_a_no_show_and_can_be_called_again(api: Api) -> None:
    ticket = api.take()
    officer = api.at_work()
    officer.post("/counters/1/call")
    assert officer.post("/counters/1/no-show").json["state"] == "no_show"
    console = officer.get("/counters/1").json
    assert [t["number"] for t in console["missed"]["items"]] == ["A001"]
    assert console["today"]["no_show"] == 1

    again = officer.post("/counters/1/call", {"ticket": ticket["id"]}).json
    assert (again["state"], again["calls"]) == ("called", 2)
    assert officer.get("/counters/1").json["missed"]["items"] == []


@pytest.mark.parametrize("steps", [("call",), ("call", "serve")])
def test_a_ticket_put_back_keeps_its_place(api: Api, steps: tuple[str, ...]) -> None:
    first = api.take()
    api.take()
    officer = api.at_work()
    for step in steps:
        officer.post(f"/counters/1/{step}")
    back = officer.post("/counters/1/return").json
    assert (back["state"], back["ahead"], back["counter"]) == ("waiting", 0, None)
    assert officer.post("/counters/1/call").json["id"] == first["id"]


def test_the_console_lists_who_waits_in_calling_order(api: Api) -> None:
    for field in ("HT", "CT", "DD", "CT"):
        api.take(field)
    waiting = api.at_work().get("/counters/1").json["waiting"]
    assert waiting["total"] == 3
    assert [(t["number"], t["ahead"]) for t in waiting["items"]] == [("B001", 0), ("A001", 0), ("A002", 1)]


def test_the_console_lists_the_first_fifty_and_counts_all(api: Api) -> None:
    for _ in range(52):
        api.take()
    waiting = api.at_work().get("/counters/1").json["waiting"]
    assert (waiting["total"], waiting["to_call"], len(waiting["items"])) == (52, 52, 50)


def test_a_counter_that_the_centre_lacks_is_404(api: Api) -> None:
    answer = api.officer.get("/counters/11")
    assert (answer.status_code, answer.json["code"]) == (404, "unknown_counter")
    assert api.officer.post("/counters/11/open").json["code"] == "unknown_counter"


def test_a_counter_opens_for_no_field_that_the_centre_lacks(api: Api) -> None:
    answer = api.officer.post("/counters/1/open", {"fields": ["CT", "ZZ"]})
    assert (answer.status_code, answer.json["code"]) == (404, "unknown_field")
    assert api.officer.get("/counters/1").json["state"] == "closed"
