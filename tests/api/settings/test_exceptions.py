"""Dates that are not like their weekday, over the API: refused where they are wrong, in effect at once everywhere."""

from typing import Any

import pytest

from server.app import Server
from server.service.centre_views import hours_view
from tests.support.api import Api
from tests.support.clock import SetClock

TODAY = "2026-11-23"  # a Monday
WEEK = {
    "sessions": [["07:00", "11:30"], ["13:00", "17:00"]],
    "weekdays": [1, 2, 3, 4, 5, 6],
    "days": [{"weekday": 6, "from": "07:30", "until": "11:00"}],
}


def settings(api: Api) -> dict[str, Any]:
    found: dict[str, Any] = api.admin.get("/settings").json
    return found


def day(date: str, **more: Any) -> dict[str, Any]:
    return {"date": date, "vi": "Nghỉ Tết Nguyên đán", "en": "Tết", "sessions": []} | more


@pytest.fixture(autouse=True)
def monday(clock: SetClock) -> None:
    clock.set(f"{TODAY} 08:00")


def test_a_saturday_has_its_own_sessions(api: Api, clock: SetClock) -> None:
    assert api.admin.put_json("/settings/hours", WEEK).status_code == 200
    clock.set("2026-11-28 10:59")
    assert api.kiosk.post("/tickets", {"field": "CT"}).status_code == 201
    clock.set("2026-11-28 14:00")
    refused = api.kiosk.post("/tickets", {"field": "CT"}, accept_language="en")
    assert refused.json["code"] == "centre_closed"
    assert refused.json["detail"].endswith("Opens again at 07:00 on Monday.")


def test_sessions_of_a_day_that_is_no_working_day_are_refused(api: Api) -> None:
    refused = api.admin.put_json("/settings/hours", WEEK | {"weekdays": [1, 2, 3, 4, 5]})
    assert (refused.status_code, refused.json["code"]) == (422, "not_valid")
    assert "days: 6" in refused.json["detail"]


def test_an_exception_is_in_effect_at_once_and_says_why(api: Api) -> None:
    assert api.admin.put_json("/settings/hours", WEEK).status_code == 200
    assert api.admin.put_json(f"/settings/exceptions/{TODAY}", day(TODAY)).status_code == 200
    opening = api.nobody.get("/centre").json["opening"]
    assert opening["open"] is False
    assert opening["reason"] == {"vi": "Nghỉ Tết Nguyên đán", "en": "Tết"}
    assert opening["opens_at"] == "2026-11-24T07:00:00+07:00"
    board = api.display.get("/board").json
    assert (board["open"], board["closed_reason"]["vi"]) == (False, "Nghỉ Tết Nguyên đán")
    assert board["opens_text"]["vi"] == "Mở cửa lại 07:00 thứ Ba."
    refused = api.kiosk.post("/tickets", {"field": "CT"})
    assert "Nghỉ Tết Nguyên đán" in refused.json["detail"]
    assert api.admin.delete(f"/settings/exceptions/{TODAY}").status_code == 200
    assert api.kiosk.post("/tickets", {"field": "CT"}).status_code == 201


def test_a_working_sunday_and_nobody_turned_away_before_its_own_end(api: Api, clock: SetClock) -> None:
    api.admin.put_json("/settings/hours", WEEK)
    sunday = day("2026-11-29", vi="Làm bù", sessions=[["07:00", "20:00"]])
    assert api.admin.put_json("/settings/exceptions/2026-11-29", sunday).status_code == 200
    clock.set("2026-11-29 19:00")  # past every session of the week
    assert api.kiosk.post("/tickets", {"field": "CT"}).status_code == 201


def test_a_date_that_is_over_is_refused_and_nothing_is_kept(api: Api) -> None:
    refused = api.admin.put_json("/settings/exceptions/2026-11-22", day("2026-11-22"))
    assert (refused.status_code, refused.json["code"]) == (409, "exception_past")
    assert "22/11/2026" in refused.json["detail"]
    whole = api.admin.put_json("/settings/exceptions", [day("2026-11-25"), day("2026-11-22")])
    assert whole.json["code"] == "exception_past"
    assert settings(api)["exceptions"] == []


def test_what_has_passed_stays_as_it_is_while_others_are_added(api: Api, clock: SetClock) -> None:
    api.admin.put_json(f"/settings/exceptions/{TODAY}", day(TODAY))
    clock.set("2026-11-25 08:00")
    assert api.admin.put_json("/settings/exceptions/2026-12-01", day("2026-12-01")).status_code == 200
    changed = api.admin.put_json(f"/settings/exceptions/{TODAY}", day(TODAY, vi="Khác"))
    assert changed.json["code"] == "exception_past"
    assert [each["date"] for each in settings(api)["exceptions"]] == [TODAY, "2026-12-01"]
    told = api.nobody.get("/centre").json["hours"]["exceptions"]
    assert [each["date"] for each in told] == ["2026-12-01"]


@pytest.mark.parametrize("date", ["2026-02-30", "2027-13-01", "tomorrow", "", 20270217])
def test_a_date_that_does_not_exist_is_refused(api: Api, date: Any) -> None:
    refused = api.admin.put_json("/settings/exceptions", [day(date)])
    assert (refused.status_code, refused.json["code"]) == (422, "not_valid")
    assert "exceptions.0.date" in refused.json["detail"]


def test_the_same_date_twice_is_refused(api: Api) -> None:
    refused = api.admin.put_json("/settings/exceptions", [day("2027-02-17"), day("2027-02-17", vi="Khác")])
    assert (refused.status_code, refused.json["code"]) == (422, "not_valid")
    assert "2027-02-17" in refused.json["detail"]


@pytest.mark.parametrize("sessions", [[["11:00", "07:00"]], [["07:00Z", "11:00Z"]], [["07:00"]]])
def test_sessions_that_are_none_are_refused(api: Api, sessions: Any) -> None:
    wrong = day("2027-02-17", sessions=sessions)
    assert api.admin.put_json("/settings/exceptions/2027-02-17", wrong).json["code"] == "not_valid"


def test_it_is_taken_back(api: Api) -> None:
    api.admin.put_json("/settings/exceptions/2027-02-17", day("2027-02-17"))
    newest = api.admin.get("/settings/history?limit=1").json["items"][0]
    assert (newest["part"], newest["key"]) == ("exceptions", "2027-02-17")
    assert api.admin.post(f"/settings/history/{newest['seq']}/take-back", {}).status_code == 200
    assert settings(api)["exceptions"] == []


def test_a_field_gives_numbers_in_its_own_hours_alone(api: Api, clock: SetClock) -> None:
    land = next(each for each in settings(api)["fields"] if each["code"] == "DD")
    tuesdays = [{"weekday": 2, "from": "07:30", "until": "11:30"}]
    assert api.admin.put_json("/settings/fields/DD", land | {"hours": tuesdays}).status_code == 200
    shown = next(each for each in api.kiosk.get("/centre").json["fields"] if each["code"] == "DD")
    assert (shown["open"], shown["opens_at"]) == (False, "2026-11-24T07:30:00+07:00")
    assert shown["hours"] == [{"weekday": 2, "from": "07:30", "to": "11:30"}]
    refused = api.kiosk.post("/tickets", {"field": "DD"})
    assert (refused.status_code, refused.json["code"]) == (409, "field_closed")
    assert "thứ Ba 07:30–11:30" in refused.json["detail"]
    assert api.officer.post("/tickets", {"field": "DD"}).status_code == 201
    clock.set("2026-11-24 07:30")
    assert api.kiosk.post("/tickets", {"field": "DD"}).status_code == 201


def test_whoever_is_called_soon_though_it_is_lunch_is_not_told_that_it_is_closed(
    api: Api, clock: SetClock
) -> None:
    """Officers may finish their line: who reads that the centre is closed goes away and misses the call."""
    api.admin.put_json("/settings/hours", WEEK)
    clock.set(f"{TODAY} 11:20")
    soon = api.take()
    api.at_work()
    clock.set(f"{TODAY} 11:40")
    assert "pause" not in api.nobody.get(f"/track/{soon['track']}").json
    api.officer.post("/counters/1/close")
    assert "pause" in api.nobody.get(f"/track/{soon['track']}").json


def test_people_keep_their_places_over_lunch(api: Api, clock: SetClock) -> None:
    api.admin.put_json("/settings/hours", WEEK)
    clock.set(f"{TODAY} 11:20")
    numbers = [api.take()["number"] for _ in range(2)]
    last = api.take()
    numbers.append(last["number"])
    assert "pause" not in api.nobody.get(f"/track/{last['track']}").json
    officer = api.at_work()
    assert officer.post("/counters/1/call").json["number"] == numbers[0]
    clock.set(f"{TODAY} 12:00")
    assert api.kiosk.post("/tickets", {"field": "CT"}).json["code"] == "centre_closed"
    told = api.nobody.get(f"/track/{last['track']}").json["pause"]["vi"]
    assert told == "Trung tâm đang đóng cửa. Mở cửa lại 13:00 hôm nay. Số đã lấy vẫn giữ nguyên lượt."
    assert "Số đã lấy vẫn giữ nguyên lượt." in api.display.get("/board").json["opens_text"]["vi"]
    clock.set(f"{TODAY} 13:00")
    later = api.take()["number"]
    for step in ("serve", "finish"):
        assert officer.post(f"/counters/1/{step}").status_code == 200
    called = []
    for _ in range(3):
        called.append(officer.post("/counters/1/call").json["number"])
        officer.post("/counters/1/serve")
        officer.post("/counters/1/finish")
    assert called == [*numbers[1:], later]


def test_before_the_day_begins_nobody_is_told_that_a_number_is_kept(api: Api, clock: SetClock) -> None:
    assert api.admin.put_json("/settings/hours", WEEK).status_code == 200
    told = {}
    for time in ("05:30", "12:00", "18:00"):
        clock.set(f"{TODAY} {time}")
        opening = api.kiosk.get("/centre").json["opening"]
        told[time] = (
            opening["keeps_places"],
            "giữ nguyên lượt" in api.display.get("/board").json["opens_text"]["vi"],
        )
    assert told == {"05:30": (False, False), "12:00": (True, True), "18:00": (False, False)}


def test_what_would_be_is_told_before_it_is_saved(api: Api) -> None:
    assert api.admin.put_json("/settings/hours", WEEK | {"days": []}).status_code == 200
    before = settings(api)
    found = api.admin.post("/settings/exceptions/preview", {"value": [day(TODAY)]}).json["hours"]
    assert found["said"]["vi"] == ("Trung tâm đang đóng cửa (Nghỉ Tết Nguyên đán). Mở cửa lại 07:00 thứ Ba.")
    days = {each["date"]: each for each in found["days"]}
    assert len(days) == 14
    assert days[TODAY]["sessions"] == []
    assert days["2026-11-29"] == {"date": "2026-11-29", "sessions": [], "reason": None, "changed": False}
    found = api.admin.post("/settings/hours/preview", {"value": WEEK}).json["hours"]
    saturday = {each["date"]: each for each in found["days"]}["2026-11-28"]
    assert (saturday["sessions"], saturday["changed"]) == ([{"from": "07:30", "to": "11:00"}], True)
    assert settings(api) == before
    wrong = api.admin.post("/settings/hours/preview", {"value": {"sessions": [["9"]]}})
    assert (wrong.status_code, wrong.json["code"]) == (422, "not_valid")


def test_the_holidays_are_those_of_vietnam_with_a_reason(api: Api) -> None:
    found = {each["date"]: each for each in api.admin.get("/settings/holidays").json["items"]}
    assert {date[:4] for date in found} == {"2026", "2027"}
    assert found["2027-02-06"]["names"]["vi"] == "Tết Nguyên Đán"
    assert found["2027-02-08"]["reason"] == {
        "vi": "Nghỉ Tết Nguyên đán",
        "en": "Closed for Tết, the Lunar New Year",
    }
    assert found["2027-04-16"]["reason"]["vi"] == "Nghỉ Giỗ Tổ Hùng Vương"
    ticked = [{"date": date, **found[date]["reason"], "sessions": []} for date in found if date >= TODAY]
    assert api.admin.put_json("/settings/exceptions", ticked).status_code == 200


def test_what_boxes_are_told_of_the_hours_is_made_once_for_each_change(api: Api, server: Server) -> None:
    before = hours_view(server.context, TODAY)
    assert api.nobody.get("/centre").json["hours"] == before
    assert hours_view(server.context, TODAY) is before
    assert hours_view(server.context, "2026-11-24") is not before
    added = api.admin.put_json("/settings/exceptions/2026-12-01", {"date": "2026-12-01", "vi": "Nghỉ"})
    assert added.status_code == 200
    after = hours_view(server.context, TODAY)
    assert after is not None
    assert [each["date"] for each in after["exceptions"]] == ["2026-12-01"]
