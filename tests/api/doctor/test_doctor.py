"""The doctor over the API: what it finds of a running centre, and the clock that it lets set."""

from pathlib import Path

from server.app import Server
from server.core.doctor.examine import CATALOGUE
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens
from tests.support.quick_server import quick_server


def codes(api: Api) -> dict[str, str]:
    items = api.admin.get("/doctor").json["items"]
    return {item["code"]: item["severity"] for item in items}


def test_it_tells_what_to_do_in_both_languages_by_codes_that_stay(api: Api) -> None:
    found = api.admin.get("/doctor").json
    assert found["version"]
    assert {item["code"] for item in found["items"]} <= set(CATALOGUE)
    told = next(item for item in found["items"] if item["code"] == "no_backup_folder")
    assert told["severity"] == "soon"
    assert told["text"]["vi"] == "Chưa chọn nơi để bản sao lưu."
    assert told["action"]["en"].startswith("Plug a stick")


def test_what_is_set_and_not_on_this_machine_is_found(api: Api, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    part = api.admin.get("/settings").json["backup"]
    assert api.admin.put_json("/settings/backup", part | {"folder": str(stick)}).status_code == 200
    printer = api.admin.get("/settings").json["printer"]
    url = "serial:///dev/ttyUSB77?baud=19200"
    told = api.admin.put_json("/settings/printer", printer | {"url": url})
    assert told.status_code == 200, told.text
    stick.rmdir()
    found = codes(api)
    assert found["folder_missing"] == "soon"
    assert found["printer_not_there"] == "urgent"
    assert "no_backup_folder" not in found


def test_a_kiosks_box_that_is_minutes_off_is_found(api: Api) -> None:
    api.kiosk.post("/box", {"clock_ahead_s": -300, "printer": None})
    assert codes(api)["box_clock_wrong"] == "soon"


def test_setting_the_clock_moves_it_and_says_who_did(api: Api, clock: SetClock) -> None:
    answer = api.admin.post("/doctor/clock", {"at": "2026-11-23T08:07:00+07:00"})
    assert answer.status_code == 200
    assert answer.json["at"] == "2026-11-23T08:07:00+07:00"
    last = api.admin.get("/journal?since=0&limit=1000").json["items"][-1]
    assert (last["type"], last["actor"]) == ("clock_set", "admin:binh")
    assert last["data"] == {"was": clock() - 7 * 60_000, "now": clock()}


def test_setting_it_back_among_numbers_takes_a_warning(api: Api, clock: SetClock) -> None:
    first = api.take()
    before = clock()
    refused = api.admin.post("/doctor/clock", {"at": "2026-11-23T07:50:00+07:00"})
    assert (refused.status_code, refused.json["code"]) == (409, "clock_reorders")
    assert "10" in refused.json["detail"]
    assert clock() == before, "nothing was changed"
    sure = api.admin.post("/doctor/clock", {"at": "2026-11-23T07:50:00+07:00", "sure": True})
    assert sure.status_code == 200
    second = api.take()
    assert (first["number"], second["number"]) == ("A001", "A002"), "no number comes twice"
    assert api.at_work().post("/counters/1/call").json["number"] == "A001", "who came first is called first"


def test_setting_it_into_another_day_takes_a_warning_while_people_wait(api: Api, clock: SetClock) -> None:
    tomorrow = {"at": "2026-11-24T08:00:00+07:00"}
    api.take()
    refused = api.admin.post("/doctor/clock", tomorrow)
    assert (refused.status_code, refused.json["code"]) == (409, "clock_ends_day")
    api.at_work().post("/counters/1/call")
    assert api.admin.post("/doctor/clock", tomorrow).json["code"] == "clock_ends_day", "called is not done"
    api.officer.post("/counters/1/serve")
    api.officer.post("/counters/1/finish", {})
    assert api.admin.post("/doctor/clock", tomorrow).status_code == 200


def test_a_clock_that_was_years_ahead_is_set_right_at_once_and_who_waits_stays(
    api: Api, clock: SetClock
) -> None:
    clock.set("2099-11-23 08:00")
    assert codes(api)["clock_impossible"] == "urgent"
    waiting = api.take()
    assert api.admin.post("/doctor/clock", {"at": "2026-11-23T08:00:00+07:00"}).status_code == 200
    assert "clock_impossible" not in codes(api)
    assert api.at_work().post("/counters/1/call").json["number"] == waiting["number"]


def test_a_clock_at_1970_is_found_and_set_right(api: Api, clock: SetClock) -> None:
    clock.to(0)
    assert codes(api)["clock_impossible"] == "urgent"
    assert api.admin.post("/doctor/clock", {"at": "2026-11-23T08:00:00+07:00"}).status_code == 200
    assert "clock_impossible" not in codes(api)


def test_after_a_power_cut_at_1970_the_clock_is_set_unwarned_and_who_waits_is_still_there(
    server: Server, api: Api, clock: SetClock, tokens: Tokens
) -> None:
    given = [api.take()["number"] for _ in range(4)]
    server.close()
    clock.to(0)
    again = quick_server(server.settings, clock)
    try:
        after = Api(again.app, tokens)
        assert codes(after)["clock_impossible"] == "urgent"
        assert after.display.get("/board").json["clock_doubtful"] is True
        assert after.kiosk.get("/centre").json["clock_doubtful"] is True
        given.append(after.take()["number"])
        assert after.admin.post("/doctor/clock", {"at": "2026-11-23T08:10:00+07:00"}).status_code == 200
        given.append(after.take()["number"])
        assert given == [f"A{n:03d}" for n in range(1, 7)]
        assert after.at_work().post("/counters/1/call").json["number"] == "A001"
    finally:
        again.close()


def test_no_time_that_cannot_be_is_set(api: Api, clock: SetClock) -> None:
    before = clock()
    for at in ("1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z"):
        assert api.admin.post("/doctor/clock", {"at": at}).json["code"] == "clock_not_possible"
    assert api.admin.post("/doctor/clock", {"at": "2026-11-23T08:00:00"}).status_code == 400, "without a zone"
    assert clock() == before


def test_a_hall_shows_no_time_while_the_clock_is_doubtful(
    server: Server, api: Api, tokens: Tokens, clock: SetClock
) -> None:
    right = api.display.get("/board")
    assert "clock_doubtful" not in right.json
    for who in ("admin:binh", "kiosk:1"):
        server.clock_watch.compare(who, clock() + 5 * 60_000)
    doubtful = api.display.get("/board")
    assert doubtful.json["clock_doubtful"] is True
    assert doubtful.headers["ETag"] != right.headers["ETag"]
    screen = server.app.test_client()
    screen.get(f"/display/enter?token={tokens.display}")
    page = screen.get("/display?layout=plain").text
    assert "Đồng hồ đang được kiểm tra" in page
    assert "08:00</b>" not in page
