"""Sending somebody on to another field or to another counter."""

from typing import Any

import pytest

from tests.api.counter.desk import act, bring_to, console, everything, refused, ticket
from tests.support.api import Api
from tests.support.clock import SetClock


def test_a_transferred_ticket_keeps_its_number_and_its_time_of_arrival(api: Api, clock: SetClock) -> None:
    bring_to(api, "serving")
    before = console(api)["ticket"]
    clock.forward(minutes=10)
    moved = act(api.officer, "transfer", field="DD", note="cần trích lục")
    assert (moved["id"], moved["number"], moved["issued_at"]) == (before["id"], "A001", before["issued_at"])
    assert (moved["field"], moved["state"], moved["counter"]) == ("DD", "waiting", None)


def test_it_stands_in_the_other_field_where_its_arrival_puts_it(api: Api, clock: SetClock) -> None:
    bring_to(api, "serving")
    clock.forward(minutes=1)
    api.take("DD")
    act(api.officer, "transfer", field="DD")
    act(api.other, "open", n=3)
    assert act(api.other, "call", n=3)["number"] == "A001"


def test_the_next_officer_is_shown_the_note(api: Api) -> None:
    bring_to(api, "serving")
    act(api.officer, "transfer", field="DD", note="cần trích lục")
    act(api.other, "open", n=3)
    assert console(api, 3)["waiting"]["items"][0]["note"] == "cần trích lục"
    assert act(api.other, "call", n=3)["note"] == "cần trích lục"
    assert console(api, 3)["ticket"]["note"] == "cần trích lục"


def test_a_ticket_sent_to_a_counter_waits_for_that_counter_alone(api: Api) -> None:
    bring_to(api, "called")
    act(api.other, "open", n=3)
    act(api.officer, "transfer", counter=3)
    assert refused(api.officer, "call")["code"] == "queue_empty"
    called = act(api.other, "call", n=3)
    assert (called["number"], called["field"], called["counter"]) == ("A001", "CT", 3)


def test_it_is_counted_and_listed_where_it_waits_though_the_field_is_another(api: Api) -> None:
    bring_to(api, "called")
    act(api.other, "open", n=3)
    act(api.officer, "transfer", counter=3)
    waiting = console(api, 3)["waiting"]
    assert (waiting["total"], [t["number"] for t in waiting["items"]]) == (1, ["A001"])


def test_it_is_not_stuck_when_that_counter_closes(api: Api) -> None:
    bring_to(api, "called")
    act(api.other, "open", n=3)
    act(api.officer, "transfer", counter=3)
    act(api.other, "close", n=3)
    assert act(api.officer, "call")["number"] == "A001"


@pytest.mark.parametrize(
    ("to", "status", "code"),
    [
        ({}, 400, "transfer_nowhere"),
        ({"note": "đi đâu"}, 400, "transfer_nowhere"),
        ({"field": "DD", "counter": 3}, 400, "transfer_nowhere"),
        ({"field": "CT"}, 400, "transfer_nowhere"),
        ({"counter": 1}, 400, "transfer_nowhere"),
        ({"field": "ZZ"}, 404, "unknown_field"),
        ({"counter": 11}, 404, "unknown_counter"),
        ({"counter": 3}, 409, "counter_closed"),
        ({"counter": 0}, 400, "bad_request"),
        ({"field": "DD", "note": "x" * 201}, 400, "bad_request"),
    ],
)
def test_it_goes_nowhere_else(api: Api, to: dict[str, Any], status: int, code: str) -> None:
    bring_to(api, "serving")
    before = everything(api)
    answer = api.officer.post("/counters/1/transfer", to)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert everything(api) == before


def test_it_may_be_sent_to_a_counter_that_takes_a_break(api: Api) -> None:
    bring_to(api, "serving")
    act(api.other, "open", n=3)
    act(api.other, "pause", n=3)
    moved = act(api.officer, "transfer", counter=3)
    assert ticket(api, moved["id"])["for_counter"] == 3


def test_waiting_counts_move_with_it(api: Api) -> None:
    bring_to(api, "serving")
    act(api.officer, "transfer", field="DD")
    waiting = {f["code"]: f["waiting"] for f in api.nobody.get("/centre").json["fields"]}
    assert (waiting["CT"], waiting["DD"]) == (0, 1)
