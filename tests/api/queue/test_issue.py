"""Taking a number."""

import pytest

from server.app import Server
from tests.support.api import Api
from tests.support.clock import SetClock

A_PROCEDURE = "2.000815"  # certifying a copy, of field CT


def test_it_answers_with_the_ticket(api: Api) -> None:
    answer = api.kiosk.post("/tickets", {"field": "CT"})

    assert answer.status_code == 201
    ticket = answer.json
    assert len(ticket["track"]) == 16
    assert ticket == {
        "id": ticket["id"],
        "number": "A001",
        "field": "CT",
        "procedure": None,
        "priority": None,
        "channel": "kiosk",
        "language": None,
        "state": "waiting",
        "ahead": 0,
        "wait": None,
        "issued_at": "2026-11-23T08:00:00+07:00",
        "track": ticket["track"],
        "counter": None,
        "called_at": None,
        "served_at": None,
        "ended_at": None,
        "calls": 0,
        "outcome": None,
        "dossiers": [],
        "for_counter": None,
        "note": None,
        "print": None,
    }


def test_the_first_at_an_open_counter_waits_less_than_a_minute(api: Api) -> None:
    api.at_work(1)
    assert api.take("CT")["wait"] == {"low_s": 0, "high_s": 60}


def test_each_field_counts_its_own_numbers(api: Api) -> None:
    assert [api.take(field)["number"] for field in ("CT", "HT", "CT", "KQ")] == [
        "A001",
        "B001",
        "A002",
        "K001",
    ]


def test_it_says_how_many_are_ahead(api: Api) -> None:
    assert [api.take()["ahead"] for _ in range(3)] == [0, 1, 2]


def test_it_keeps_the_procedure_and_the_priority_class(api: Api) -> None:
    wanted = {"field": "CT", "procedure": A_PROCEDURE, "priority": "elderly"}
    ticket = api.kiosk.post("/tickets", wanted).json
    assert wanted.items() <= ticket.items()


@pytest.mark.parametrize(
    ("who", "channel"), [("kiosk", "kiosk"), ("helper", "helper"), ("officer", "officer")]
)
def test_the_channel_is_what_the_caller_is(api: Api, who: str, channel: str) -> None:
    assert getattr(api, who).post("/tickets", {"field": "CT"}).json["channel"] == channel


def test_a_helper_may_name_another_channel(api: Api) -> None:
    answer = api.helper.post("/tickets", {"field": "CT", "channel": "phone"})
    assert answer.json["channel"] == "phone"


def test_it_keeps_what_its_person_reads(api: Api) -> None:
    ticket = api.kiosk.post("/tickets", {"field": "CT", "language": "zh"}).json
    assert ticket["language"] == "zh"
    assert api.kiosk.get(f"/tickets/{ticket['id']}").json["language"] == "zh"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"field": "ZZ"}, "unknown_field"),
        ({"field": "ct"}, "unknown_field"),
        ({"field": "CT", "procedure": "9.999999"}, "unknown_procedure"),
        ({"field": "HT", "procedure": A_PROCEDURE}, "unknown_procedure"),
        ({"field": "CT", "priority": "vip"}, "unknown_priority"),
    ],
)
def test_what_the_centre_does_not_have_is_404_by_name(api: Api, body: dict[str, str], code: str) -> None:
    answer = api.kiosk.post("/tickets", body)
    assert (answer.status_code, answer.json["code"]) == (404, code)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"field": ""},
        {"field": None},
        {"field": 7},
        {"field": "C" * 41},
        {"field": "CT", "channel": "pigeon"},
        {"field": "CT", "name": "Nguyễn Văn A"},
        {"field": "CT", "language": ""},
        {"field": "CT", "language": "English, please"},
    ],
)
def test_what_does_not_fit_the_schema_is_400(api: Api, body: dict[str, object]) -> None:
    answer = api.kiosk.post("/tickets", body)
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")


def test_a_refused_request_takes_no_number(api: Api) -> None:
    api.kiosk.post("/tickets", {"field": "CT", "procedure": "9.999999"})
    assert api.take("CT")["number"] == "A001"


def test_past_999_a_number_grows_a_digit(server: Server, api: Api) -> None:
    api.take()
    server.context.store.write(lambda tr: tr.connection.execute("UPDATE series SET last = 999"))
    assert api.take()["number"] == "A1000"


def test_a_ticket_tells_the_time_of_its_issue(api: Api, clock: SetClock) -> None:
    clock.set("2026-11-23 16:59")
    assert api.take()["issued_at"] == "2026-11-23T16:59:00+07:00"
