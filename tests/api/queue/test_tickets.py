"""Looking a ticket up and giving it up."""

from tests.support.api import Api
from tests.support.clock import SetClock


def test_it_shows_a_ticket_as_it_is_now(api: Api) -> None:
    first, second = api.take(), api.take()
    assert api.kiosk.get(f"/tickets/{second['id']}").json == second
    api.at_work().post("/counters/1/call")
    assert api.kiosk.get(f"/tickets/{first['id']}").json["state"] == "called"
    assert api.kiosk.get(f"/tickets/{second['id']}").json["ahead"] == 0


def test_a_ticket_that_nobody_took_is_404(api: Api) -> None:
    answer = api.kiosk.get("/tickets/999")
    assert (answer.status_code, answer.json["code"]) == (404, "unknown_ticket")


def test_ticket_0_is_no_ticket(api: Api) -> None:
    answer = api.kiosk.get("/tickets/0")
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")


def test_a_waiting_ticket_can_be_given_up(api: Api, clock: SetClock) -> None:
    ticket = api.take()
    clock.forward(minutes=3)
    answer = api.kiosk.post(f"/tickets/{ticket['id']}/cancel")
    assert answer.status_code == 200
    assert answer.json["state"] == "cancelled"
    assert answer.json["ended_at"] == "2026-11-23T08:03:00+07:00"


def test_those_behind_a_cancelled_ticket_move_up(api: Api) -> None:
    first, second = api.take(), api.take()
    api.kiosk.post(f"/tickets/{first['id']}/cancel")
    assert api.kiosk.get(f"/tickets/{second['id']}").json["ahead"] == 0
    assert api.at_work().post("/counters/1/call").json["number"] == second["number"]


def test_a_missed_ticket_can_be_given_up(api: Api) -> None:
    ticket = api.take()
    officer = api.at_work()
    officer.post("/counters/1/call")
    officer.post("/counters/1/no-show")
    assert api.officer.post(f"/tickets/{ticket['id']}/cancel").json["state"] == "cancelled"


def test_a_called_ticket_cannot_be_given_up(api: Api) -> None:
    ticket = api.take()
    api.at_work().post("/counters/1/call")
    answer = api.kiosk.post(f"/tickets/{ticket['id']}/cancel", accept_language="en")
    assert (answer.status_code, answer.json["code"]) == (409, "wrong_state")
    assert answer.json["detail"] == "Ticket A001 is “called”."


def test_it_is_given_up_only_once(api: Api) -> None:
    ticket = api.take()
    api.kiosk.post(f"/tickets/{ticket['id']}/cancel")
    assert api.kiosk.post(f"/tickets/{ticket['id']}/cancel").json["code"] == "wrong_state"


def test_a_ticket_that_nobody_took_cannot_be_given_up(api: Api) -> None:
    assert api.kiosk.post("/tickets/999/cancel").json["code"] == "unknown_ticket"
