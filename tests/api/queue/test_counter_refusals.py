"""What a counter refuses, by name; and that it changes nothing."""

import pytest

from tests.support.api import Api

JOURNEYS = {
    "closed": (),
    "paused": ("open", "pause"),
    "idle": ("open",),
    "called": ("open", "call"),
    "serving": ("open", "call", "serve"),
}


@pytest.mark.parametrize(
    ("state", "step", "code"),
    [
        ("closed", "call", "counter_closed"),
        ("closed", "pause", "counter_closed"),
        ("closed", "resume", "counter_closed"),
        ("closed", "recall", "no_ticket_in_hand"),
        ("closed", "serve", "no_ticket_in_hand"),
        ("closed", "finish", "no_ticket_in_hand"),
        ("closed", "no-show", "no_ticket_in_hand"),
        ("closed", "return", "no_ticket_in_hand"),
        ("paused", "call", "counter_paused"),
        ("paused", "serve", "no_ticket_in_hand"),
        ("idle", "recall", "no_ticket_in_hand"),
        ("idle", "finish", "no_ticket_in_hand"),
        ("called", "call", "ticket_in_hand"),
        ("called", "pause", "ticket_in_hand"),
        ("called", "close", "ticket_in_hand"),
        ("called", "finish", "wrong_state"),
        ("serving", "call", "ticket_in_hand"),
        ("serving", "close", "ticket_in_hand"),
        ("serving", "recall", "wrong_state"),
        ("serving", "serve", "wrong_state"),
        ("serving", "no-show", "wrong_state"),
    ],
)
def test_a_step_out_of_turn_is_refused_and_changes_nothing(
    api: Api, state: str, step: str, code: str
) -> None:
    api.take()
    for earlier in JOURNEYS[state]:
        assert api.officer.post(f"/counters/1/{earlier}").status_code == 200
    before = api.officer.get("/counters/1").json

    answer = api.officer.post(f"/counters/1/{step}")

    assert (answer.status_code, answer.json["code"]) == (409, code)
    assert api.officer.get("/counters/1").json == before


@pytest.mark.parametrize(
    ("state", "step"), [("closed", "close"), ("paused", "pause"), ("idle", "resume"), ("idle", "open")]
)
def test_what_is_so_already_is_no_step_at_all(api: Api, state: str, step: str) -> None:
    for earlier in JOURNEYS[state]:
        api.officer.post(f"/counters/1/{earlier}")
    seq = api.admin.get("/journal").json["seq"]
    assert api.officer.post(f"/counters/1/{step}").status_code == 200
    assert api.admin.get("/journal").json["seq"] == seq


@pytest.mark.parametrize("step", ["open", "call", "pause", "close"])
def test_a_counter_is_held_by_one_officer(api: Api, step: str) -> None:
    api.at_work(1)
    answer = api.other.post(f"/counters/1/{step}", accept_language="en")
    assert (answer.status_code, answer.json["code"]) == (409, "counter_held")
    assert answer.json["detail"] == "Nguyễn Thị Lan is working at counter 1."


def test_the_ticket_in_a_colleagues_hands_stays_there(api: Api) -> None:
    api.take()
    api.at_work(1).post("/counters/1/call")
    for step in ("recall", "serve", "no-show", "return"):
        assert api.other.post(f"/counters/1/{step}").json["code"] == "counter_held"
    assert api.officer.get("/counters/1").json["ticket"]["state"] == "called"


def test_an_officer_holds_one_counter_at_a_time(api: Api) -> None:
    api.at_work(1)
    answer = api.officer.post("/counters/3/open", accept_language="en")
    assert (answer.status_code, answer.json["code"]) == (409, "counter_elsewhere")
    assert "counter 1" in answer.json["action"]
    api.officer.post("/counters/1/close")
    assert api.officer.post("/counters/3/open").status_code == 200


def test_a_counter_that_was_closed_is_free_for_a_colleague(api: Api) -> None:
    api.at_work(1).post("/counters/1/close")
    assert api.other.post("/counters/1/open").json["officer"]["username"] == "minh"


def test_a_manager_may_act_at_a_counter_that_somebody_holds(api: Api) -> None:
    api.take()
    api.at_work(1)
    assert api.admin.post("/counters/1/call").json["number"] == "A001"
    assert api.admin.post("/counters/1/no-show").status_code == 200
    assert api.admin.post("/counters/1/close").json["state"] == "closed"
    assert api.admin.get("/journal").json["items"][-1]["actor"] == "admin:binh"


def test_a_manager_who_calls_leaves_the_counter_to_its_officer(api: Api) -> None:
    api.take()
    api.at_work(1)
    api.admin.post("/counters/1/call")
    assert api.officer.get("/counters/1").json["officer"]["username"] == "lan"
    assert api.officer.post("/counters/1/serve").status_code == 200
