"""A kiosk's or a tablet's token knows of the numbers that the machine gave, and of no others."""

import pytest

from server.app import Server
from server.service.people.devices import enrol_device
from tests.support.api import Api, Caller
from tests.support.clock import SetClock


@pytest.fixture
def other_kiosk(server: Server, api: Api) -> Caller:
    return api.holding(enrol_device(server.context, "kiosk", "Kiosk 2", "test")[1])


@pytest.mark.parametrize("who", ["helper", "other_kiosk"])
def test_a_machine_reads_prints_and_cancels_no_number_of_another(
    api: Api, other_kiosk: Caller, who: str
) -> None:
    ticket = api.take()["id"]
    stranger = other_kiosk if who == "other_kiosk" else api.helper
    answers = [stranger.get(f"/tickets/{ticket}"), stranger.post(f"/tickets/{ticket}/cancel")]
    if who == "other_kiosk":  # a helper finds a lost number and prints it again: test_finding.py
        answers.append(stranger.post(f"/tickets/{ticket}/print"))
    told = [(answer.status_code, answer.json["code"]) for answer in answers]
    assert told == [(404, "unknown_ticket")] * len(answers)
    assert api.kiosk.get(f"/tickets/{ticket}").json["state"] == "waiting"


def test_a_machine_reads_nothing_else_by_a_number_of_the_journal(api: Api) -> None:
    api.take()
    assert {api.kiosk.get(f"/tickets/{seq}").status_code for seq in range(1, 12)} == {404}


def test_what_an_officer_gave_is_none_of_a_kiosks(api: Api) -> None:
    ticket = api.officer.post("/tickets", {"field": "CT"}).json["id"]
    assert api.kiosk.get(f"/tickets/{ticket}").status_code == 404
    assert api.officer.get(f"/tickets/{ticket}").status_code == 200


def served_with_words(api: Api) -> dict[str, object]:
    """A number that was transferred with a note."""
    ticket = api.take()
    officer = api.at_work()
    officer.post("/counters/1/call")
    officer.post("/counters/1/serve")
    moved = officer.post("/counters/1/transfer", {"field": "HT", "note": "thiếu CCCD của mẹ"})
    assert moved.status_code == 200, moved.text
    return ticket


def test_neither_kiosk_nor_phone_reads_what_officers_write_for_each_other(api: Api) -> None:
    ticket = served_with_words(api)
    assert api.officer.get(f"/tickets/{ticket['id']}").json["note"] == "thiếu CCCD của mẹ"
    assert api.kiosk.get(f"/tickets/{ticket['id']}").json["note"] is None
    assert api.nobody.get(f"/track/{ticket['track']}").json["note"] is None


def test_neither_kiosk_nor_phone_reads_them_from_the_answer_to_a_cancellation(api: Api) -> None:
    ticket = served_with_words(api)
    answer = api.nobody.post(f"/track/{ticket['track']}/cancel")
    assert (answer.json["state"], answer.json["note"]) == ("cancelled", None)


def test_neither_kiosk_nor_phone_reads_what_came_of_the_visit(api: Api) -> None:
    ticket = api.take()
    officer = api.at_work()
    officer.post("/counters/1/call")
    officer.post("/counters/1/serve")
    dossier = {"outcome": "received", "code": "H26.14-261123-0012"}
    assert officer.post("/counters/1/finish", {"dossiers": [dossier]}).status_code == 200
    told = officer.get(f"/tickets/{ticket['id']}").json
    assert (told["dossiers"][0]["code"], told["outcome"]) == (dossier["code"], "received")
    for stranger in (api.kiosk.get(f"/tickets/{ticket['id']}"), api.nobody.get(f"/track/{ticket['track']}")):
        assert stranger.json["state"] == "finished"
        assert (stranger.json["dossiers"], stranger.json["outcome"]) == ([], None)


def test_a_kiosk_takes_back_what_it_has_just_given(api: Api) -> None:
    ticket = api.take()["id"]
    answer = api.kiosk.post(f"/tickets/{ticket}/cancel", key="once")
    assert (answer.status_code, answer.json["state"]) == (200, "cancelled")
    assert api.kiosk.post(f"/tickets/{ticket}/cancel", key="once").json == answer.json


def test_a_kiosk_takes_nothing_back_later_and_says_who_can(api: Api, clock: SetClock) -> None:
    ticket = api.take()
    clock.forward(minutes=11)
    answer = api.kiosk.post(f"/tickets/{ticket['id']}/cancel")
    assert (answer.status_code, answer.json["code"]) == (409, "cancel_too_late")
    assert "công chức" in answer.json["action"]
    assert api.nobody.post(f"/track/{ticket['track']}/cancel").status_code == 200


def test_a_kiosk_takes_nothing_back_that_was_called(api: Api) -> None:
    ticket = api.take()["id"]
    api.at_work().post("/counters/1/call")
    api.officer.post("/counters/1/return")
    assert api.officer.get(f"/tickets/{ticket}").json["state"] == "waiting"
    assert api.kiosk.post(f"/tickets/{ticket}/cancel").json["code"] == "cancel_too_late"
