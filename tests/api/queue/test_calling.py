"""Whom a counter calls next."""

import pytest

from tests.support.api import Api


def called(api: Api, n: int = 1) -> str:
    who = api.officer if n == 1 else api.other
    answer = who.post(f"/counters/{n}/call")
    assert answer.status_code == 200, answer.text
    number: str = answer.json["number"]
    return number


def test_it_calls_in_the_order_of_arrival_over_all_its_fields(api: Api) -> None:
    for field in ("HT", "CT", "HT"):
        api.take(field)
    officer = api.at_work()
    order = []
    for _ in range(3):
        order.append(called(api))
        officer.post("/counters/1/no-show")
    assert order == ["B001", "A001", "B002"]


def test_it_calls_nobody_from_a_field_that_it_does_not_serve(api: Api) -> None:
    api.take("DD")
    answer = api.at_work().post("/counters/1/call", accept_language="en")
    assert (answer.status_code, answer.json["code"]) == (404, "queue_empty")
    assert answer.json["title"] == "Nobody is waiting"


def test_two_counters_never_call_the_same_ticket(api: Api) -> None:
    api.take()
    api.take()
    api.at_work()
    api.other.post("/counters/2/open")
    assert {called(api, 1), called(api, 2)} == {"A001", "A002"}
    api.officer.post("/counters/1/no-show")
    assert api.officer.post("/counters/1/call").json["code"] == "queue_empty"


def test_it_calls_the_ticket_it_is_told_to(api: Api) -> None:
    api.take()
    second = api.take()
    answer = api.at_work().post("/counters/1/call", {"ticket": second["id"]})
    assert answer.json["number"] == "A002"


def test_it_may_call_a_given_ticket_of_another_field(api: Api) -> None:
    ticket = api.take("DD")
    assert api.at_work().post("/counters/1/call", {"ticket": ticket["id"]}).json["number"] == "C001"


def test_a_ticket_at_another_counter_cannot_be_called(api: Api) -> None:
    ticket = api.take()
    api.at_work()
    called(api, 1)
    api.other.post("/counters/2/open")
    answer = api.other.post("/counters/2/call", {"ticket": ticket["id"]})
    assert (answer.status_code, answer.json["code"]) == (409, "ticket_taken")


def test_a_ticket_that_nobody_took_cannot_be_called(api: Api) -> None:
    answer = api.at_work().post("/counters/1/call", {"ticket": 999})
    assert (answer.status_code, answer.json["code"]) == (404, "unknown_ticket")


@pytest.mark.parametrize("ticket", ["A001", "1", 1.5, True, 0, -1, 2**63])
def test_a_ticket_is_called_by_its_id_and_nothing_else(api: Api, ticket: object) -> None:
    answer = api.at_work().post("/counters/1/call", {"ticket": ticket})
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")
