"""A centre that receives at two points, as its machines, officers and phones meet it."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server import config
from server.app import Server
from server.core.alerts import Metric
from server.kiosks.alone_hours import as_at, is_open
from server.service.alerts.measuring import Machines, measure
from server.service.people import devices
from server.service.settings import changes
from server.service.snapshots import kiosk_now
from tests.support.api import Api, Caller
from tests.support.centre import TWO_POINTS
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens
from tests.support.quick_server import quick_server

KIOSK, HELPER = 1, 3
HOURS = {"weekdays": [1, 2, 3, 4, 5], "sessions": [["07:00", "17:00"]]}
POINT = {
    **TWO_POINTS["points"][0],
    "hours": [
        {"weekday": 6, "from": "07:30", "until": "11:30"},
        {"weekday": 1, "from": "07:00", "until": "11:00"},
    ],
    "exceptions": [{"day": "2026-11-30", "reason_vi": "Họp thôn"}],
}
MONDAY, NOON, SATURDAY, NEXT_MONDAY = (
    "2026-11-23 09:00",
    "2026-11-23 12:00",
    "2026-11-28 09:00",
    "2026-11-30 09:00",
)


@pytest.fixture
def server(tmp_path: Path, clock: SetClock) -> Iterator[Server]:
    """Counter 1 at the main point, on weekdays; 2 and 3 in the hamlet, on Saturday mornings and on Monday mornings but one."""
    settings = config.Settings.model_validate(
        TWO_POINTS | {"server": {"data": tmp_path / "data"}, "hours": HOURS, "points": [POINT], "alerts": []}
    )
    running = quick_server(settings, clock)
    clock.set(MONDAY)
    yield running
    running.close()


def stand(server: Server, device: int, hall: str | None) -> None:
    name = {KIOSK: "kiosk", HELPER: "helper"}[device]
    devices.change_device(server.context, device, name, None, "admin:binh", hall)


def take(caller: Caller, **facts: Any) -> dict[str, Any]:
    answer = caller.post("/tickets", {"field": "CT"} | facts)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json
    return found


def test_a_machines_numbers_are_of_the_point_where_it_stands(server: Server, api: Api) -> None:
    assert take(api.kiosk)["point"] == ""
    stand(server, KIOSK, "hut")
    assert take(api.kiosk, point="")["point"] == "hamlet"
    stand(server, HELPER, "hut")
    assert take(api.helper)["point"] == "hamlet"
    stand(server, KIOSK, "ward")
    assert take(api.kiosk)["point"] == ""


def test_an_officers_numbers_are_of_where_they_say_or_work(server: Server, api: Api) -> None:
    assert take(api.officer)["point"] == ""
    assert take(api.officer, point="hamlet")["point"] == "hamlet"
    assert api.officer.post("/tickets", {"field": "CT", "point": "nowhere"}).json["code"] == "unknown_point"
    api.at_work(2)
    assert take(api.officer)["point"] == "hamlet"
    assert take(api.officer, point="")["point"] == ""


def test_a_kiosk_whose_hall_is_gone_gives_no_number_until_it_is_placed_anew(server: Server, api: Api) -> None:
    other = {"code": "barn", "vi": "Kho", "en": "Barn", "point": "hamlet"}
    changes.put_item(server.context, "halls", "barn", other, "admin:binh")
    stand(server, KIOSK, "barn")
    changes.remove_item(server.context, "halls", "barn", "admin:binh")
    answer = api.kiosk.post("/tickets", {"field": "CT"})
    assert (answer.status_code, answer.json["code"]) == (409, "machine_without_place")
    assert api.kiosk.get("/centre").json["point"]["code"] == ""
    stand(server, KIOSK, "hut")
    assert take(api.kiosk)["number"] == "A001"


def test_each_machine_is_told_the_hours_and_the_queues_of_its_point(
    server: Server, api: Api, clock: SetClock
) -> None:
    stand(server, KIOSK, "hut")
    take(api.kiosk)
    there, here = api.kiosk.get("/centre").json, api.officer.get("/centre").json
    assert there["point"] == {
        "code": "hamlet",
        "names": {"vi": "Thôn Đồi", "en": "Hill hamlet"},
        "address": {"vi": "Nhà văn hóa thôn Đồi", "en": "Nhà văn hóa thôn Đồi"},
    }
    assert [told["fields"][0]["waiting"] for told in (here, there)] == [0, 1]
    assert api.officer.get("/centre?point=hamlet").json["fields"] == there["fields"]
    assert api.officer.get("/centre?point=nowhere").json["code"] == "unknown_point"
    told = {}
    for at in (MONDAY, NOON, SATURDAY, NEXT_MONDAY):
        clock.set(at)
        told[at] = [api.officer.get("/centre").json["opening"], api.kiosk.get("/centre").json["opening"]]
    assert [[each["open"] for each in both] for both in told.values()] == [
        [True, True],
        [True, False],
        [False, True],
        [True, False],
    ]
    assert told[NEXT_MONDAY][1]["reason"]["vi"] == "Họp thôn"


def test_a_box_that_is_alone_keeps_to_the_hours_of_its_point(
    server: Server, api: Api, clock: SetClock
) -> None:
    stand(server, KIOSK, "hut")
    told = api.kiosk.get("/centre").json
    found = []
    for at in (MONDAY, NOON, SATURDAY, NEXT_MONDAY, "2026-12-07 09:00"):
        clock.set(at)
        assert as_at(told, clock())["opening"]["open"] == is_open(told, clock())
        found.append(is_open(told, clock()))
    assert found == [True, False, True, False, True]


def test_a_number_is_refused_by_the_hours_of_its_point(api: Api, clock: SetClock) -> None:
    clock.set(SATURDAY)
    assert api.officer.post("/tickets", {"field": "CT"}).json["code"] == "centre_closed"
    number = take(api.officer, point="hamlet")
    assert api.officer.get(f"/track/{number['track']}").json["point"] == "hamlet"


def test_numbers_of_a_box_that_was_alone_join_the_point_where_it_stands(
    server: Server, api: Api, clock: SetClock
) -> None:
    stand(server, KIOSK, "hut")
    at = "2026-11-23T09:00:00.000+07:00"
    item = {"number": "LA001", "day": at[:10], "field": "CT", "issued_at": at, "key": "touch"}
    joined = api.kiosk.post("/tickets/offline", {"now": at, "items": [item]}).json["items"][0]
    assert joined["code"] is None
    api.at_work(2)
    assert api.officer.post("/counters/2/call").json["number"] == "LA001"


def test_nobody_sets_off_to_a_kiosk_at_another_point(server: Server, api: Api) -> None:
    stand(server, KIOSK, "hut")
    assert api.kiosk.post("/kiosks/help").status_code == 200
    printer = server.printing.now()
    called = [len(kiosk_now(server.context, printer, point).kiosk_help) for point in ("", "hamlet")]
    assert called == [0, 1]


def test_a_board_shows_the_queues_and_the_hours_of_its_point(api: Api, clock: SetClock) -> None:
    take(api.officer, point="hamlet")
    here, there = (api.display.get(f"/board?hall={hall}").json for hall in ("ward", "hut"))
    waiting = [{q["field"]: q["waiting"] for q in board["waiting"]}.get("CT") for board in (here, there)]
    assert waiting == [0, 1]
    clock.set(SATURDAY)
    assert [api.display.get(f"/board?hall={hall}").json["open"] for hall in ("ward", "hut")] == [False, True]


def test_each_kiosk_hears_of_its_own_point_also_once_it_is_placed_elsewhere(
    server: Server, api: Api, tokens: Tokens
) -> None:
    stand(server, KIOSK, "hut")
    take(api.kiosk)
    line = server.socketio.test_client(server.app, namespace="/kiosk", auth={"token": tokens.kiosk})
    wait_to_hear(line, 1)
    stand(server, KIOSK, "ward")
    wait_to_hear(line, 0)


def wait_to_hear(line: Any, waiting: int) -> None:
    """Until a snapshot says that so many wait for CT."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        told = [each["args"][0] for each in line.get_received("/kiosk") if each["name"] == "snapshot"]
        if any(each["fields"][0]["waiting"] == waiting for each in told):
            return
        time.sleep(0.01)
    raise AssertionError(f"no snapshot with {waiting} who wait")


def test_only_points_that_give_numbers_now_are_without_a_counter(
    server: Server, api: Api, clock: SetClock
) -> None:
    clock.set(SATURDAY)
    machines = Machines(list, list, clock())
    lines = {each.about for each in measure(server.context, machines)[Metric.UNSERVED]}
    assert lines == {"field:CT@hamlet", "field:HT@hamlet", "field:DD@hamlet"}
