"""Settings over the API: changed while people wait, refused when that would lose somebody, taken back."""

from pathlib import Path
from typing import Any

import pytest

from server.app import Server
from server.service.queue import offline_numbers
from server.service.queue.offline_numbers import OfflineNumber
from server.store import doctor
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.quick_server import quick_server
from tests.support.waiting import until


def settings(api: Api) -> dict[str, Any]:
    found: dict[str, Any] = api.admin.get("/settings").json
    return found


def field(api: Api, code: str) -> dict[str, Any]:
    return next(one for one in settings(api)["fields"] if one["code"] == code)


def codes(api: Api) -> list[str]:
    return [one["code"] for one in api.kiosk.get("/centre").json["fields"]]


def is_clean(server: Server) -> None:
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []


def test_a_stick_that_is_out_keeps_nobody_from_setting_something_else(api: Api, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backup = settings(api)["backup"] | {"folder": str(stick)}
    assert api.admin.put_json("/settings/backup", backup).status_code == 200
    stick.rmdir()
    phone = settings(api)["phone"] | {"keep_place_minutes": 15}
    assert api.admin.post("/settings/phone/preview", {"value": phone}).status_code == 200
    assert api.admin.put_json("/settings/phone", phone).status_code == 200
    assert settings(api)["phone"]["keep_place_minutes"] == 15
    told = api.admin.post("/settings/backup/preview", {"value": backup | {"keep_days": 15}}).json["folder"]
    assert told["state"] == "absent"
    assert api.admin.put_json("/settings/backup", backup | {"keep_days": 15}).status_code == 200
    relative = api.admin.put_json("/settings/backup", backup | {"folder": "stick"})
    assert (relative.status_code, relative.json["code"]) == (422, "not_valid")
    wrong = api.admin.put_json("/settings/phone", phone | {"keep_place_minutes": -1})
    assert wrong.status_code == 422
    assert settings(api)["phone"]["keep_place_minutes"] == 15


def test_what_get_answers_put_takes(api: Api) -> None:
    before = settings(api)
    for part, value in before.items():
        if part != "version":
            assert api.admin.put_json(f"/settings/{part}", value).status_code == 200
    assert settings(api) == before


def test_a_name_is_another_one_everywhere_without_a_restart(api: Api, server: Server) -> None:
    part = settings(api)["centre"] | {"name": "Điểm tiếp nhận xã Mẫu"}
    assert api.admin.put_json("/settings/centre", part).status_code == 200
    assert api.kiosk.get("/centre").json["names"]["vi"] == "Điểm tiếp nhận xã Mẫu"
    assert api.display.get("/board").json["centre"]["name"] == "Điểm tiếp nhận xã Mẫu"
    is_clean(server)


def test_it_is_set_after_a_restart_whatever_the_file_says(api: Api, server: Server, clock: SetClock) -> None:
    api.admin.put_json("/settings/centre", settings(api)["centre"] | {"name": "Tên mới"})
    server.close()
    again = quick_server(server.settings, clock)
    try:
        assert again.context.centre.names["vi"] == "Tên mới"
    finally:
        again.close()


def test_a_field_is_added_and_gives_numbers(api: Api) -> None:
    new = field(api, "CT") | {"code": "LV", "prefix": "L", "vi": "Việc làm", "en": "Work"}
    assert api.admin.put_json("/settings/fields/LV", new).status_code == 200
    assert codes(api)[-1] == "LV"
    assert api.take("LV")["number"] == "L001"


def test_fields_stand_in_another_order(api: Api) -> None:
    fields = list(reversed(settings(api)["fields"]))
    assert api.admin.put_json("/settings/fields", fields).status_code == 200
    assert codes(api) == [one["code"] for one in fields]


def test_a_field_with_people_waiting_asks_where_they_go(api: Api, server: Server) -> None:
    ticket = api.take("XD")
    refused = api.admin.delete("/settings/fields/XD")
    assert (refused.status_code, refused.json["code"]) == (409, "field_has_people")
    assert "1 người" in api.admin.get("/settings").text or refused.json["detail"]
    assert api.admin.delete("/settings/fields/XD?to=DD").status_code == 200
    now = api.kiosk.get(f"/tickets/{ticket['id']}").json
    assert (now["field"], now["state"], now["number"]) == ("DD", "waiting", ticket["number"])
    assert "XD" not in codes(api)
    officer = api.at_work(3)
    assert officer.post("/counters/3/call").json["number"] == ticket["number"]
    is_clean(server)


def test_a_field_goes_from_the_counters_that_serve_it_and_from_guidance(api: Api) -> None:
    api.at_work(1)
    assert api.admin.delete("/settings/fields/KQ").status_code == 200
    found = settings(api)
    assert found["centre"]["guidance_field"] == ""
    assert all("KQ" not in (*one["fields"], *one["helps"]) for one in found["counters"])
    assert api.officer.get("/counters/1").json["helps"] == []


def test_a_field_is_not_removed_while_one_of_its_people_is_at_a_counter(api: Api) -> None:
    ticket = api.take("HT")
    api.at_work(1).post("/counters/1/call")
    refused = api.admin.delete("/settings/fields/HT?to=CT")
    assert (refused.status_code, refused.json["code"]) == (409, "field_in_hand")
    assert ticket["number"] in refused.json["detail"]


def test_a_removed_field_gives_no_numbers(api: Api) -> None:
    api.admin.delete("/settings/fields/XD")
    refused = api.kiosk.post("/tickets", {"field": "XD"})
    assert (refused.status_code, refused.json["code"]) == (404, "unknown_field")


def test_nothing_is_undone_into_a_field_that_is_gone(api: Api, server: Server) -> None:
    api.take("HT")
    officer = api.at_work(1)
    officer.post("/counters/1/call")
    officer.post("/counters/1/no-show")
    assert api.admin.delete("/settings/fields/HT?to=CT").status_code == 200
    assert officer.post("/counters/1/undo").status_code == 409
    is_clean(server)


def test_a_counter_at_work_is_not_removed(api: Api) -> None:
    api.at_work(1)
    refused = api.admin.delete("/settings/counters/1")
    assert (refused.status_code, refused.json["code"]) == (409, "counter_in_use")
    assert api.admin.delete("/settings/counters/10").status_code == 200


def test_a_prefix_that_another_field_had_today_is_refused(api: Api) -> None:
    api.take("XD")
    assert api.admin.delete("/settings/fields/XD?to=DD").status_code == 200
    prefix = "D"
    new = field(api, "CT") | {"code": "LV", "prefix": prefix}
    refused = api.admin.put_json("/settings/fields/LV", new)
    assert (refused.status_code, refused.json["code"]) == (409, "prefix_had_today")


def test_a_prefix_that_another_field_has_is_refused_with_its_path(api: Api) -> None:
    refused = api.admin.put_json("/settings/fields/CT", field(api, "CT") | {"prefix": "B"})
    assert refused.status_code == 422
    assert "prefix 'B'" in refused.json["detail"]


def test_a_prefix_is_free_beside_a_number_that_a_kiosk_gave_alone(api: Api, server: Server) -> None:
    now = server.context.clock()
    given = OfflineNumber("LA001", "2026-11-23", "CT", None, None, now, "touch", None)
    assert offline_numbers.bring_in(server.context, 1, now, [given])[0].new
    assert api.admin.put_json("/settings/fields/CT", field(api, "CT") | {"prefix": "L"}).status_code == 200


def test_a_prefix_that_would_print_a_number_of_today_again_is_refused_until_tomorrow(
    api: Api, clock: SetClock
) -> None:
    api.take("CT")
    assert api.admin.put_json("/settings/fields/CT", field(api, "CT") | {"prefix": "W"}).status_code == 200
    near = field(api, "CT") | {"prefix": "A1"}
    refused = api.admin.put_json("/settings/fields/CT", near)
    assert (refused.status_code, refused.json["code"]) == (409, "prefix_near_todays")
    assert "bắt đầu bằng A" in refused.json["detail"]
    clock.forward(hours=24)
    assert api.admin.put_json("/settings/fields/CT", near).status_code == 200
    assert api.take("CT")["number"] == "A1001"


def test_a_number_with_two_signs_before_it_is_found(api: Api) -> None:
    api.admin.put_json("/settings/fields/CT", field(api, "CT") | {"prefix": "A1"})
    assert [api.take("CT")["number"] for _ in range(2)] == ["A1001", "A1002"]
    officer = api.at_work(1)
    assert officer.post("/counters/1/call").json["number"] == "A1001"
    for typed in ("A1001", "a11", "A1 1".replace(" ", "")):
        found = api.admin.get(f"/reports/calls?number={typed}").json["items"]
        assert [call["number"] for call in found] == ["A1001"], typed
    assert api.admin.get("/reports/calls?number=A001").json["items"] == []


@pytest.mark.parametrize(("path", "named"), [("/settings/moon", "moon"), ("/settings/halls/9", "halls 9")])
def test_what_is_not_set_anywhere_is_named_as_it_was_asked_for(api: Api, path: str, named: str) -> None:
    refused = api.admin.delete(path) if "9" in path else api.admin.put_json(path, {})
    assert (refused.status_code, refused.json["code"]) == (404, "unknown_setting")
    assert f"“{named}”" in refused.json["detail"]


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("/settings/moon", {}, 404, "unknown_setting"),
        ("/settings/centre/name", {"code": "name"}, 404, "unknown_setting"),
        ("/settings/fields/CT", {"code": "HT"}, 422, "not_valid"),
        ("/settings/fields/CT", [1], 422, "not_valid"),
        ("/settings/fields", {"code": "CT"}, 422, "not_valid"),
        ("/settings/centre", {"name": ""}, 422, "not_valid"),
        ("/settings/calling", {"longest_wait_minutes": "viele"}, 422, "not_valid"),
        ("/settings/calling", {"moon": 1}, 422, "not_valid"),
    ],
)
def test_what_cannot_be_set_is_refused_and_changes_nothing(
    api: Api, path: str, body: Any, status: int, code: str
) -> None:
    before = settings(api)
    refused = api.admin.put_json(path, body)
    assert (refused.status_code, refused.json["code"]) == (status, code)
    assert settings(api) == before


def test_two_managers_at_once_the_second_is_told(api: Api) -> None:
    seen = settings(api)
    first = api.admin.put_json("/settings/display", {"officer_names": True}, if_match=f'"{seen["version"]}"')
    assert first.status_code == 200
    second = api.admin.put_json("/settings/phone", {"enabled": True}, if_match=f'"{seen["version"]}"')
    assert (second.status_code, second.json["code"]) == (412, "settings_moved")
    assert settings(api)["phone"]["enabled"] is False


def test_the_history_tells_who_changed_what_and_it_is_taken_back(api: Api, server: Server) -> None:
    before = settings(api)["display"]
    api.admin.put_json("/settings/display", before | {"officer_names": True})
    newest = api.admin.get("/settings/history").json["items"][0]
    assert (newest["part"], newest["before"], newest["after"]["officer_names"]) == ("display", before, True)
    assert newest["who"]
    assert api.admin.post(f"/settings/history/{newest['seq']}/take-back").status_code == 200
    assert settings(api)["display"] == before
    latest, undone = api.admin.get("/settings/history?limit=2").json["items"]
    assert (latest["takes_back"], undone["taken_back"]) == (newest["seq"], True)
    is_clean(server)


def test_a_change_that_a_later_one_stands_on_is_not_taken_back(api: Api) -> None:
    part = settings(api)["display"]
    for seconds in (5, 6):
        api.admin.put_json("/settings/display", part | {"call_stays_seconds": seconds})
    first = api.admin.get("/settings/history").json["items"][1]
    refused = api.admin.post(f"/settings/history/{first['seq']}/take-back")
    assert (refused.status_code, refused.json["code"]) == (409, "settings_stands_on_it")
    assert "display: call_stays_seconds" in refused.json["detail"]


def test_taking_a_change_back_leaves_what_somebody_else_set_in_the_same_part_since(
    api: Api, server: Server
) -> None:
    before = settings(api)["centre"]
    api.admin.put_json("/settings/centre", before | {"name": "Trung tâm khác", "address": "12 Lê Lợi"})
    renamed = api.admin.get("/settings/history").json["items"][0]["seq"]
    api.admin.put_json("/settings/centre", settings(api)["centre"] | {"ward": "Phường Khác"})
    assert api.admin.post(f"/settings/history/{renamed}/take-back").status_code == 200
    assert settings(api)["centre"] == before | {"ward": "Phường Khác"}
    is_clean(server)


def test_an_entrys_change_is_taken_back_though_another_setting_of_it_was_changed_since(api: Api) -> None:
    field = next(each for each in settings(api)["fields"] if each["code"] == "CT")
    api.admin.put_json("/settings/fields/CT", field | {"vi": "Sao y"})
    renamed = api.admin.get("/settings/history").json["items"][0]["seq"]
    api.admin.put_json("/settings/fields/CT", field | {"vi": "Sao y", "daily_limit": 80})
    assert api.admin.post(f"/settings/history/{renamed}/take-back").status_code == 200
    assert next(e for e in settings(api)["fields"] if e["code"] == "CT") == field | {"daily_limit": 80}


def test_a_removed_field_is_brought_back_by_taking_its_removal_back(api: Api) -> None:
    api.admin.delete("/settings/fields/XD")
    removed = next(c for c in api.admin.get("/settings/history").json["items"] if c["key"] == "XD")
    assert api.admin.post(f"/settings/history/{removed['seq']}/take-back").status_code == 200
    assert codes(api)[-1] == "XD"


@pytest.mark.parametrize("seq", [1, 999_999])
def test_what_is_no_change_is_not_taken_back(api: Api, seq: int) -> None:
    refused = api.admin.post(f"/settings/history/{seq}/take-back")
    assert (refused.status_code, refused.json["code"]) == (404, "unknown_change")


def test_nobody_but_who_manages_sees_or_changes_them(api: Api) -> None:
    for caller in (api.officer, api.kiosk, api.display):
        assert caller.get("/settings").status_code == 403
        assert caller.put_json("/settings/display", {}).status_code == 403


def test_a_class_that_somebody_has_is_not_removed(api: Api) -> None:
    api.kiosk.post("/tickets", {"field": "CT", "priority": "elderly"})
    refused = api.admin.delete("/settings/priority_classes/elderly")
    assert (refused.status_code, refused.json["code"]) == (409, "class_has_people")


def test_the_voice_and_the_stay_of_a_call_follow_at_once(api: Api, server: Server) -> None:
    api.admin.put_json("/settings/voice", settings(api)["voice"] | {"enabled": False})
    assert server.halls.speech.voice.now().enabled is False
    assert server.halls.speech.voice.on_screens is False


def test_another_printer_is_used_at_once(api: Api, server: Server) -> None:
    assert server.printing.printer is None
    api.admin.put_json("/settings/printer", {"url": "virtual:", "width": 384})
    until(lambda: server.printing.printer is not None and server.printing.printer.width == 384)


def test_limits_on_cards_and_phones_follow_at_once(api: Api, server: Server) -> None:
    assert api.kiosk.get("/centre").json["card_salt"] is None
    api.admin.put_json("/settings/kiosk", {"numbers_per_card_per_day": 1})
    assert api.kiosk.get("/centre").json["card_salt"] is not None
    api.admin.put_json("/settings/phone", {"enabled": True, "presence_minutes": 0})
    assert server.context.presence.code(server.context.clock()) is None


def test_the_basis_of_a_class_is_told_where_it_is_asked_and_old_settings_lack_it(api: Api) -> None:
    classes = settings(api)["priority_classes"]
    basis = "Quyết định của Ủy ban nhân dân thành phố"
    elderly = next(each for each in classes if each["code"] == "elderly") | {"basis": basis}
    assert api.admin.put_json("/settings/priority_classes/elderly", elderly).status_code == 200
    without = {name: value for name, value in classes[0].items() if name != "basis"}
    assert api.admin.put_json(f"/settings/priority_classes/{without['code']}", without).status_code == 200
    told = {each["code"]: each["basis"] for each in api.kiosk.get("/centre").json["priority_classes"]}
    assert (told["elderly"], told[without["code"]]) == (basis, "")
    api.take()
    api.kiosk.post("/tickets", {"field": "CT", "priority": "elderly"})
    called = api.at_work().post("/counters/1/call").json
    why = api.admin.get("/reports/calls").json["items"][0]["why"]
    assert called["priority"] == "elderly"
    assert f"Căn cứ: {basis}." in why
    too_long = api.admin.put_json("/settings/priority_classes/elderly", elderly | {"basis": "a" * 201})
    assert (too_long.status_code, too_long.json["code"]) == (422, "not_valid")


def test_a_new_centre_begins_with_the_basis_that_is_known_and_with_no_law_that_is_not(api: Api) -> None:
    bases = {each["code"]: each["basis"] for each in settings(api)["priority_classes"]}
    assert all(basis.startswith("Quy định của trung tâm") for basis in bases.values())
    assert [code for code, basis in bases.items() if "Luật" in basis] == ["elderly"]
