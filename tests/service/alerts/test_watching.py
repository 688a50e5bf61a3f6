"""What the rules of alerts measure in a hall, who takes them over, and what a restart leaves of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from server.app import Server
from server.config import AlertPart
from server.core.alerts import Metric
from server.core.events import Event
from server.service.alerts import open_alerts
from server.service.alerts.measuring import Machines, measure
from server.service.alerts.watching import Watching
from server.service.backups.told import made_at
from server.service.machines.now import DeviceNow, PrinterAt
from server.service.queue.tickets import NumberRequest, issue
from server.service.reports.attention import attention
from server.service.settings import changes
from server.service.standby.second_boxes import SecondBoxNow
from server.store import journal
from tests.support.api import Api
from tests.support.centre import SATURDAY_POINT, default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import enrol_everybody
from tests.support.quick_server import quick_server
from tests.support.waiting import until

BINH = "admin:binh"


def rule(metric: Metric, limit: int, **more: object) -> dict[str, object]:
    return AlertPart(code=metric.value.replace("_", "-")[:20], vi="Cảnh báo", en="Alert", metric=metric, limit=limit, **more).model_dump(mode="json")  # type: ignore[arg-type]  # fmt: skip


def set_rules(server: Server, *rules: dict[str, object]) -> None:
    changes.put(server.context, "alerts", list(rules), BINH)


def said(server: Server) -> list[str]:
    return [now.text.said("vi") for now in open_alerts.standing(server.context)]


def alerts_told(server: Server) -> list[Event]:
    with server.context.store.read() as connection:
        return [e.event for e in journal.since(connection, 0) if e.event.type.startswith("alert_")]


def device(id_: int, kind: str, last_seen: int | None, *, connected: bool = False) -> DeviceNow:
    return DeviceNow(id_, kind, f"Máy {id_}", last_seen, connected, None, None, False, 0)


def test_each_metric_is_measured_of_what_goes_on(server: Server, api: Api, clock: SetClock) -> None:
    officer = api.at_work()
    numbers = [api.take("CT")["number"] for _ in range(4)]
    api.take("DD")
    for step in ("call", "park", "call"):
        officer.post(f"/counters/1/{step}")
        clock.forward(minutes=10)
    officer.post("/counters/1/recall")
    clock.forward(minutes=2)
    now = clock()
    machines = Machines(
        lambda: [
            device(1, "kiosk", now - 7 * 60_000),
            device(2, "display", now, connected=True),
            device(3, "counter", None),
            device(4, "kiosk", None),
        ],
        lambda: [
            PrinterAt("centre", None, "x", 576, "offline", {}),
            PrinterAt("5", "K", "x", 576, "ready", {}),
        ],
        now - 20 * 60_000,
    )
    found = {
        metric: {reading.about: reading.value for reading in readings}
        for metric, readings in measure(server.context, machines).items()
    }
    waiting, unserved = found.pop(Metric.WAITING), found.pop(Metric.UNSERVED)
    assert (waiting[""], waiting["field:CT"], waiting["field:DD"]) == (3, 2, 1)
    assert unserved["field:DD"] == 1
    assert "field:CT" not in unserved
    assert found == {
        Metric.LONGEST_WAIT: {"field:CT": 32, "field:DD": 32},
        Metric.CALLED: {f"ticket:{numbers[1]}": 12},
        Metric.SERVING: {},
        Metric.PARKED: {f"ticket:{numbers[0]}": 22},
        Metric.SILENT: {"device:1": 7, "device:4": 20},
        Metric.PRINTER: {"printer:centre": 1, "printer:5": 0},
        Metric.BACKUP: {},
        Metric.ARRIVALS: {},
    }


def test_somebody_is_served_for_long_and_more_come_than_usually(server: Server, clock: SetClock) -> None:
    set_rules(server, rule(Metric.SERVING, 60), rule(Metric.ARRIVALS, 150))
    for day, people in (("2026-11-02", 30), ("2026-11-09", 20), ("2026-11-16", 10), ("2026-11-23", 30)):
        clock.set(f"{day} 08:00")
        for _ in range(people):
            issue(server.context, NumberRequest("CT"), "kiosk:1")
    api = Api(server.app, enrol_everybody(server.context))
    for step in ("open", "call", "serve"):
        api.officer.post(f"/counters/1/{step}")
    assert measured(server)[Metric.SERVING] == {"ticket:A001": 0}
    clock.forward(minutes=61)
    found = measured(server)
    assert found[Metric.SERVING] == {"ticket:A001": 61}
    assert found[Metric.ARRIVALS] == {"": 150}  # 30 where 20 are usual
    server.watches.alerts.look()
    assert said(server) == [
        "Số người đến bằng 150% ngày thường (mức 150%).",
        "Số A001 (Quầy 1) đang được phục vụ 61 phút (mức 60 phút).",
    ]


def measured(server: Server) -> dict[Metric, dict[str, int]]:
    """What is measured now, where no machine is asked for."""
    readings = measure(server.context, Machines(list, list, 0))
    return {metric: {one.about: one.value for one in found} for metric, found in readings.items()}


def test_a_backup_that_is_old_is_told_with_its_age(server: Server, clock: SetClock, tmp_path: Path) -> None:
    set_rules(server, rule(Metric.BACKUP, 24))
    part = server.context.settings.document.backup.model_dump(mode="json")
    changes.put(server.context, "backup", part | {"folder": str(tmp_path), "every_hours": 168}, BINH)
    server.keepers.backups.make()
    until(lambda: made_at(server.context) is not None)
    server.watches.alerts.look()
    assert said(server) == []
    clock.forward(hours=24, minutes=5)
    server.watches.alerts.look()
    assert said(server) == ["Đã 24 giờ chưa có bản sao lưu mới (mức 24 giờ)."]


def test_a_second_box_that_is_silent_is_told_like_a_kiosk(server: Server, clock: SetClock) -> None:
    set_rules(server, rule(Metric.SILENT, 10))
    boxes: list[SecondBoxNow] = []
    watching = Watching(server.context, Machines(list, list, clock(), lambda: boxes))
    watching.look()
    assert said(server) == []
    boxes.append(SecondBoxNow(7, "may-hai", clock(), 0, silent=True))
    clock.forward(minutes=11)
    watching.look()
    assert said(server) == ["Máy chủ thứ hai 7 không báo tin 11 phút (mức 10 phút)."]
    boxes.clear()
    watching.look()
    assert said(server) == []


def test_over_lunch_and_at_night_nobody_is_told(server: Server, api: Api, clock: SetClock) -> None:
    api.take("CT")
    hours = server.context.settings.document.hours.model_dump(mode="json")
    changes.put(server.context, "hours", hours | {"sessions": [["07:00", "11:30"], ["13:00", "17:00"]]}, BINH)
    machines = Machines(list, list, 0)
    assert measure(server.context, machines)
    for moment in ("2026-11-23 12:10", "2026-11-23 20:00"):
        clock.set(moment)
        assert measure(server.context, machines) == {}


def test_an_alert_is_raised_told_taken_over_and_ends(server: Server, api: Api, clock: SetClock) -> None:
    set_rules(server, rule(Metric.UNSERVED, 1))
    api.take("HT")
    server.watches.alerts.look()
    assert said(server) == ["Tư pháp - Hộ tịch: 1 người chờ mà không có quầy phục vụ."]
    alert = api.admin.get("/alerts").json["items"][0]
    assert (alert["metric"], alert["about"], alert["acknowledged_by"]) == (Metric.UNSERVED, "field:HT", None)
    for caller in (api.admin, api.admin):
        answer = caller.post(f"/alerts/{alert['id']}/acknowledge")
        assert answer.json["items"][0]["acknowledged_by"] == "Trần Thị Bình"
    api.at_work(2)
    server.watches.alerts.look()
    assert said(server) == []
    assert api.admin.post(f"/alerts/{alert['id']}/acknowledge").json["code"] == "unknown_alert"
    assert [event.type for event in alerts_told(server)] == [
        "alert_raised",
        "alert_acknowledged",
        "alert_ended",
    ]


def test_a_restart_raises_nothing_again_and_a_removed_rule_ends_its_alert(
    server: Server, api: Api, clock: SetClock
) -> None:
    set_rules(server, rule(Metric.LONGEST_WAIT, 30))
    api.take("CT")
    clock.forward(minutes=31)
    server.watches.alerts.look()
    data = server.settings.server.data
    server.close()
    again = quick_server(default_settings(data), clock)
    try:
        Watching(again.context, Machines(list, list, clock())).look()
        assert said(again) == ["Chứng thực: người chờ lâu nhất đã chờ 31 phút (mức 30 phút)."]
        assert len(alerts_told(again)) == 1
        set_rules(again)
        assert said(again) == []
        again.watches.alerts.look()
        assert [event.type for event in alerts_told(again)] == ["alert_raised", "alert_ended"]
    finally:
        again.close()


def test_only_the_roles_that_are_named_are_told(server: Server, api: Api) -> None:
    set_rules(server, rule(Metric.UNSERVED, 1, roles=("viewer",)))
    api.take("HT")
    server.watches.alerts.look()
    assert api.admin.get("/alerts").json["items"] == []
    (now,) = open_alerts.standing(server.context)
    assert replace(now.rule, roles=frozenset({"admin"})).tells("admin")


def test_removing_a_field_takes_its_alerts_along(server: Server) -> None:
    set_rules(server, rule(Metric.WAITING, 9, field="XD"), rule(Metric.LONGEST_WAIT, 30))
    changes.remove_item(server.context, "fields", "XD", BINH)
    assert [alert.metric for alert in server.context.settings.document.alerts] == [Metric.LONGEST_WAIT]


@pytest.mark.parametrize("metric", [Metric.SILENT, Metric.PRINTER, Metric.BACKUP, Metric.ARRIVALS])
def test_what_is_not_measured_by_field_cannot_be_narrowed_to_one(
    server: Server, api: Api, metric: Metric
) -> None:
    wrong = rule(metric, 1) | {"field": "CT"}
    answer = api.admin.put_json("/settings/alerts", [wrong])
    assert (answer.status_code, answer.json["code"]) == (422, "not_valid")


def test_who_is_not_told_of_an_alert_cannot_take_it_over(server: Server, api: Api) -> None:
    set_rules(server, rule(Metric.UNSERVED, 1, roles=("viewer",)))
    api.take("HT")
    server.watches.alerts.look()
    (now,) = open_alerts.standing(server.context)
    answer = api.admin.post(f"/alerts/{now.alert.id}/acknowledge")
    assert (answer.status_code, answer.json["code"]) == (404, "unknown_alert")


def test_any_trouble_of_a_printer_raises_its_alert_whatever_limit_was_typed(server: Server) -> None:
    set_rules(server, rule(Metric.PRINTER, 30))
    assert [each.limit for each in server.context.centre.alerts] == [1]


def test_a_second_parking_counts_from_itself(server: Server, api: Api, clock: SetClock) -> None:
    officer, number = api.at_work(), api.take("CT")["number"]
    for step in ("call", "park", "undo"):
        assert officer.post(f"/counters/1/{step}", {}).status_code == 200
    clock.forward(minutes=40)
    assert officer.post("/counters/1/park", {}).status_code == 200
    found = measure(server.context, Machines(list, list, 0))[Metric.PARKED]
    assert [(reading.about, reading.value) for reading in found] == [(f"ticket:{number}", 0)]


def test_machines_are_asked_for_where_their_point_is_open(server: Server, clock: SetClock) -> None:
    halls = [
        {"code": code, "vi": code, "en": code, "point": point} for code, point in (("a", ""), ("b", "hamlet"))
    ]
    changes.put(server.context, "points", [SATURDAY_POINT], BINH)
    changes.put(server.context, "halls", halls, BINH)
    week: dict[str, object] = {"sessions": [["07:00", "17:00"]], "weekdays": [1, 2, 3, 4, 5]}
    changes.put(server.context, "hours", week, BINH)
    heard = clock()
    found = [replace(device(n, "kiosk", heard), hall=hall) for n, hall in ((1, "a"), (2, "b"))]
    printers = [PrinterAt(id_, None, "x", 576, "offline", {}) for id_ in ("centre", "1", "2")]
    machines = Machines(lambda: found, lambda: printers, heard)

    def asked_for() -> tuple[list[str], list[str], list[int]]:
        told = measure(server.context, machines)
        readings = ([each.about for each in told[metric]] for metric in (Metric.SILENT, Metric.PRINTER))
        silent, printing = readings
        return silent, printing, [each.id for each in attention(server.context, found).silent]

    clock.forward(hours=2)  # on a Monday
    assert asked_for() == (["device:1"], ["printer:centre", "printer:1"], [1])
    clock.forward(days=5)
    assert asked_for() == (["device:2"], ["printer:2"], [2])
    (reading,) = measure(server.context, machines)[Metric.SILENT]
    assert reading.value == 150  # since it opened, at half past seven
