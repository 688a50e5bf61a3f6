"""Finding a number again: by number, field and time, and what each caller is told of it."""

import pytest

from tests.support.api import Api
from tests.support.clock import SetClock


def numbers(answer: object) -> list[str]:
    return [item["number"] for item in answer.json["items"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize("typed", ["A003", "a3", "a 3", "A 003", "a-3", " a003 ", "Ａ３"])
def test_a_number_is_found_as_people_say_it(api: Api, typed: str) -> None:
    for _ in range(4):
        api.take()
    assert numbers(api.officer.get(f"/tickets?number={typed}")) == ["A003"]


def test_digits_alone_are_looked_for_in_every_field_newest_first(api: Api, clock: SetClock) -> None:
    for field in ("CT", "HT", "DD", "CT"):
        api.take(field)
        clock.forward(minutes=1)
    assert numbers(api.officer.get("/tickets?number=1")) == ["C001", "B001", "A001"]


@pytest.mark.parametrize("typed", ["A999", "không rõ", "%", "'; --", "99999999999999"])
def test_what_is_no_number_of_the_day_finds_nothing(api: Api, typed: str) -> None:
    api.take()
    assert numbers(api.officer.get(f"/tickets?number={typed}")) == []


def test_without_the_number_the_field_and_about_when_it_was_taken_are_enough(
    api: Api, clock: SetClock
) -> None:
    for at in ("08:00", "09:10", "09:20", "11:00"):
        clock.set(f"2026-11-23 {at}")
        for field in ("CT", "HT"):
            api.take(field)
    assert numbers(api.officer.get("/tickets?field=HT&at=09:15")) == ["B003", "B002"]


def test_the_day_can_be_named_and_without_it_older_ones_come_after_todays(api: Api, clock: SetClock) -> None:
    api.take()
    clock.forward(days=1)
    api.take()
    found = api.officer.get("/tickets?number=A001").json["items"]
    assert [item["issued_at"][:10] for item in found] == ["2026-11-24", "2026-11-23"]
    for day, wanted in (("2026-11-23", "2026-11-23"), ("today", "2026-11-24")):
        (one,) = api.officer.get(f"/tickets?number=A001&day={day}").json["items"]
        assert one["issued_at"][:10] == wanted


def test_its_place_in_line_and_its_state_are_told(api: Api) -> None:
    for _ in range(3):
        api.take()
    (third,) = api.officer.get("/tickets?number=a3").json["items"]
    assert (third["state"], third["ahead"]) == ("waiting", 2)


def test_a_tablet_is_told_neither_the_officers_words_nor_anothers_tracking_code(api: Api) -> None:
    taken = api.take()
    own = api.helper.post("/tickets", {"field": "CT"}).json
    officer = api.at_work()
    officer.post("/counters/1/call")
    officer.post("/counters/1/transfer", {"field": "HT", "note": "thiếu CCCD của mẹ"})
    (found,) = api.helper.get("/tickets?number=a1").json["items"]
    assert (found["id"], found["note"], found["track"]) == (taken["id"], None, None)
    assert api.officer.get("/tickets?number=a1").json["items"][0]["note"] == "thiếu CCCD của mẹ"
    assert api.helper.get("/tickets?number=a2").json["items"][0]["track"] == own["track"]


def test_a_tablet_prints_a_lost_slip_again_and_a_kiosk_only_its_own(api: Api) -> None:
    ticket = api.officer.post("/tickets", {"field": "CT"}).json["id"]
    assert api.kiosk.post(f"/tickets/{ticket}/print").json["code"] == "unknown_ticket"
    assert api.helper.post(f"/tickets/{ticket}/print").json["code"] == "no_printer"


@pytest.mark.parametrize("query", ["day=yesterday", "at=25:00", f"number={'9' * 21}"])
def test_what_cannot_be_read_is_refused(api: Api, query: str) -> None:
    assert api.officer.get(f"/tickets?{query}").json["code"] == "bad_request"
