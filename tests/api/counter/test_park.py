"""Somebody goes to fetch something, and is back."""

from typing import Any

from tests.api.counter.desk import act, bring_to, console, refused, ticket
from tests.support.api import Api
from tests.support.clock import SetClock


def parked(api: Api) -> int:
    """A ticket of field CT that counter 1 has parked."""
    bring_to(api, "serving")
    ticket_id: int = act(api.officer, "park", reason="đi chụp ảnh thẻ")["id"]
    return ticket_id


def back(api: Api, ticket_id: int) -> dict[str, Any]:
    answer = api.officer.post(f"/tickets/{ticket_id}/resume")
    assert answer.status_code == 200, answer.text
    view: dict[str, Any] = answer.json
    return view


def test_a_parked_ticket_leaves_the_hands_free_and_is_listed_with_its_reason(api: Api) -> None:
    one = parked(api)
    shown = console(api)
    assert shown["ticket"] is None
    assert [(t["id"], t["note"], t["for_counter"]) for t in shown["parked"]["items"]] == [
        (one, "đi chụp ảnh thẻ", 1)
    ]
    assert (ticket(api, one)["state"], ticket(api, one)["number"]) == ("parked", "A001")


def test_while_it_is_parked_nobody_calls_it_as_the_next(api: Api) -> None:
    parked(api)
    act(api.other, "open", n=6)
    assert refused(api.officer, "call")["code"] == "queue_empty"
    assert refused(api.other, "call", n=6)["code"] == "queue_empty"


def test_it_comes_back_to_the_same_officer_first_and_in_its_own_place(api: Api) -> None:
    one = parked(api)
    api.take()
    act(api.other, "open", n=6)
    waiting = back(api, one)
    assert (waiting["state"], waiting["for_counter"], waiting["number"]) == ("waiting", 1, "A001")
    assert act(api.other, "call", n=6)["number"] == "A002"
    assert refused(api.other, "next", n=6)["code"] == "wrong_state"
    assert act(api.officer, "call")["number"] == "A001"


def test_it_goes_to_a_colleague_when_its_counter_has_closed(api: Api) -> None:
    one = parked(api)
    back(api, one)
    act(api.officer, "close")
    act(api.other, "open", n=6)
    assert act(api.other, "call", n=6)["id"] == one


def test_it_is_shown_to_a_colleague_and_can_be_taken_when_its_counter_has_closed(api: Api) -> None:
    one = parked(api)
    act(api.officer, "close")
    act(api.other, "open", n=6)
    assert [t["id"] for t in console(api, 6)["parked"]["items"]] == [one]
    assert act(api.other, "call", n=6, ticket=one)["note"] == "đi chụp ảnh thẻ"


def test_a_colleague_of_another_field_is_not_shown_it(api: Api) -> None:
    parked(api)
    act(api.officer, "close")
    act(api.other, "open", n=7)
    assert console(api, 7)["parked"]["items"] == []


def test_the_officer_takes_it_on_straight_away_when_the_hands_are_free(api: Api) -> None:
    one = parked(api)
    taken = act(api.officer, "call", ticket=one)
    assert (taken["state"], taken["counter"], taken["calls"]) == ("called", 1, 2)


def test_a_parked_ticket_may_be_given_up(api: Api) -> None:
    one = parked(api)
    assert api.officer.post(f"/tickets/{one}/cancel").json["state"] == "cancelled"
    assert console(api)["parked"]["items"] == []


def test_its_wait_went_on_from_when_it_came(api: Api) -> None:
    one = parked(api)
    issued = ticket(api, one)["issued_at"]
    assert back(api, one)["issued_at"] == issued


def test_a_ticket_called_may_be_parked_too(api: Api) -> None:
    bring_to(api, "called")
    assert act(api.officer, "park")["note"] is None


def test_a_ticket_that_nobody_knows_is_resumed_by_nobody(api: Api) -> None:
    assert api.officer.post("/tickets/99/resume").json["code"] == "unknown_ticket"


def test_a_kept_ticket_is_given_back_to_everybody_who_serves_its_field(api: Api) -> None:
    """Parked here, back, called, and now for whoever is free: it is transferred to its own field."""
    bring_to(api, "serving")
    held = act(api.officer, "park")["id"]
    api.officer.post(f"/tickets/{held}/resume")
    act(api.officer, "call")
    assert act(api.officer, "transfer", field="CT")["counter"] is None
    act(api.other, "open", n=2)
    assert act(api.other, "call", n=2)["id"] == held


def test_what_was_parked_yesterday_waits_no_more(api: Api, clock: SetClock) -> None:
    bring_to(api, "serving")
    held = act(api.officer, "park")["id"]
    clock.set("2026-11-24 07:30")
    answer = api.officer.post(f"/tickets/{held}/resume")
    assert (answer.status_code, answer.json["code"]) == (404, "unknown_ticket")
    assert ticket(api, held)["state"] == "parked"
