"""A visit's life: every step, who, when, why it was called; and what only officers are told."""

from typing import Any

from server.app import Server
from server.core.model import PrintState
from server.service.people.people import NewPerson, add_person
from server.service.people.tokens import token_for
from server.service.queue import keeping, slips
from tests.support.api import Api, Caller
from tests.support.clock import SetClock
from tests.support.enrolled import PASSWORD

QUEUE = {f"server.core.events.{area}" for area in ("queue", "keeping", "slips", "paper")}
NOBODY = "Trong lúc chờ, không có số nào đến sau ở cùng hàng được gọi trước"
NOTE, CODE, REASON = "thiếu CCCD của mẹ", "H26.14-251123-0012", "đi photo"


def a_long_visit(api: Api, clock: SetClock) -> int:
    """Taken, called, undone, called again, parked, back, transferred with a note, finished with a dossier."""
    ticket: int = api.take()["id"]
    officer = api.at_work(1)
    steps = (
        ("call", {}),
        ("undo", {}),
        ("call", {}),
        ("recall", {}),
        ("serve", {}),
        ("park", {"reason": REASON}),
        ("call", {"ticket": ticket}),
        ("serve", {}),
        ("transfer", {"field": "HT", "note": NOTE}),
        ("open", {"fields": ["HT"]}),
        ("call", {}),
        ("serve", {}),
        ("finish", {"dossiers": [{"outcome": "received", "channel": "direct", "code": CODE}]}),
    )
    for step, body in steps:
        clock.forward(seconds=60)
        answer = officer.post(f"/counters/1/{step}", body)
        assert answer.status_code == 200, (step, answer.text)
    return ticket


def viewer(api: Api, server: object) -> Caller:
    context = server.context  # type: ignore[attr-defined]
    add_person(context, NewPerson("xem", "Lê Văn Xem", "viewer", PASSWORD), "test")
    return api.holding(token_for(context, "xem", "test"))


def test_every_step_is_told_in_order_with_who_and_when(api: Api, clock: SetClock) -> None:
    life = api.admin.get(f"/tickets/{a_long_visit(api, clock)}/life?lang=vi").json
    assert [(step["at"][11:16], step["who"], step["what"]) for step in life["items"]] == [
        ("08:00", "kiosk", "Lấy số A001 ở máy lấy số: Chứng thực"),
        ("08:01", "Nguyễn Thị Lan", "Được gọi đến quầy 1"),
        ("08:02", "Nguyễn Thị Lan", "Hoàn tác bước trước"),
        ("08:03", "Nguyễn Thị Lan", "Được gọi đến quầy 1"),
        ("08:04", "Nguyễn Thị Lan", "Được nhắc lại ở quầy 1"),
        ("08:05", "Nguyễn Thị Lan", "Đã đến quầy, bắt đầu được phục vụ"),
        ("08:06", "Nguyễn Thị Lan", "Chờ bổ sung: được giữ chỗ trong khi đi lấy thêm giấy tờ"),
        ("08:07", "Nguyễn Thị Lan", "Được gọi đến quầy 1"),
        ("08:08", "Nguyễn Thị Lan", "Đã đến quầy, bắt đầu được phục vụ"),
        ("08:09", "Nguyễn Thị Lan", "Chuyển sang lĩnh vực Tư pháp - Hộ tịch"),
        ("08:11", "Nguyễn Thị Lan", "Được gọi đến quầy 1"),
        ("08:12", "Nguyễn Thị Lan", "Đã đến quầy, bắt đầu được phục vụ"),
        ("08:13", "Nguyễn Thị Lan", "Hoàn tất"),
    ]
    assert [step["undone"] for step in life["items"]].index(True) == 1
    assert sum(step["undone"] for step in life["items"]) == 1


def test_whoever_went_for_a_while_is_told_to_have_gone(api: Api, server: Server) -> None:
    ticket = api.take()["id"]
    keeping.keep(server.context, ticket, "slip")
    life = api.admin.get(f"/tickets/{ticket}/life?lang=vi").json["items"]
    assert life[-1]["what"] == "Không có mặt, giữ chỗ đến 08:20; trước lúc đó không ai gọi"


def test_an_undo_takes_back_the_call_and_not_the_slip(api: Api, server: Server) -> None:
    ticket = api.take()["id"]
    officer = api.at_work(1)
    officer.post("/counters/1/call", {})
    slips.report(server.context, ticket, PrintState.PRINTED, None, "printer")
    officer.post("/counters/1/undo", {})
    life = api.admin.get(f"/tickets/{ticket}/life").json["items"]
    undone = {step["type"]: step["undone"] for step in life}
    assert undone["ticket_called"]
    assert not undone["slip_reported"]


def test_each_call_says_why_it_was_this_numbers_turn(api: Api, clock: SetClock) -> None:
    life = api.admin.get(f"/tickets/{a_long_visit(api, clock)}/life?lang=en").json["items"]
    whys = [step["why"] for step in life if step["type"] == "ticket_called"]
    assert all(whys)
    assert not any(step["why"] for step in life if step["type"] != "ticket_called")


def test_each_call_says_how_long_its_person_had_waited_as_the_reports_count_it(
    api: Api, clock: SetClock
) -> None:
    ticket = a_long_visit(api, clock)
    life = api.admin.get(f"/tickets/{ticket}/life?lang=vi").json["items"]
    waited = [[fact for fact in step["facts"] if "chờ, " in fact or "Chờ trước" in fact] for step in life]
    assert [facts for step, facts in zip(life, waited, strict=True) if step["type"] == "ticket_called"] == [
        [],  # it was undone
        ["Chờ trước lần gọi này: 3:00 (phút:giây)", NOBODY],
        [],  # called straight from being parked
        ["Chờ trước lần gọi này: 2:00 (phút:giây)", NOBODY],
    ]
    stays = api.admin.get("/reports/visits?which=stays").json["items"]
    assert [stay["wait_s"] for stay in stays] == [180, None, 120]


def test_a_wait_above_the_limit_says_so(api: Api, clock: SetClock) -> None:
    ticket = api.take()["id"]
    clock.forward(minutes=21)
    api.at_work(1).post("/counters/1/call", {})
    (call,) = [
        step for step in api.admin.get(f"/tickets/{ticket}/life").json["items"] if step["who"] != "kiosk"
    ]
    assert call["facts"] == ["Chờ trước lần gọi này: 21:00 (phút:giây), quá giới hạn", NOBODY]


def test_each_call_names_who_came_later_to_the_same_line_and_was_called_before(
    api: Api, clock: SetClock
) -> None:
    first = api.take()["id"]
    for field, priority in (("CT", "elderly"), ("CT", None), ("HT", None)):
        clock.forward(minutes=2)
        api.kiosk.post("/tickets", {"field": field, "priority": priority})
    officer = api.at_work(1)
    for _ in range(4):
        clock.forward(minutes=3)
        officer.post("/counters/1/call", {})
        officer.post("/counters/1/serve", {})
        officer.post("/counters/1/finish", {})
    told = [said(api, ticket["id"]) for ticket in by_number(api)]
    assert told == [
        (
            "A001",
            "Trong lúc chờ, 1 số đến sau ở cùng hàng được gọi trước: A002 (đến 08:02, gọi 08:09; Người cao tuổi). Tìm từng số ấy để xem vì sao",
        ),
        ("A002", "Trong lúc chờ, không có số nào đến sau ở cùng hàng được gọi trước"),
        ("A003", "Trong lúc chờ, không có số nào đến sau ở cùng hàng được gọi trước"),
        ("B001", "Trong lúc chờ, không có số nào đến sau ở cùng hàng được gọi trước"),
    ]
    assert "Meanwhile 1 who came later" in str(api.admin.get(f"/tickets/{first}/life?lang=en").json)


def by_number(api: Api) -> list[dict[str, Any]]:
    found = api.admin.get("/tickets?day=today").json["items"]
    return sorted(found, key=lambda ticket: ticket["number"])


def said(api: Api, ticket: int) -> tuple[str, str]:
    """A number, and what its call says of who was called meanwhile."""
    life = api.admin.get(f"/tickets/{ticket}/life?lang=vi").json
    (call,) = [step for step in life["items"] if step["type"] == "ticket_called"]
    return life["number"], call["facts"][-1]


def test_who_only_reads_figures_is_told_no_note_no_code_and_no_track(
    server: object, api: Api, clock: SetClock
) -> None:
    ticket = a_long_visit(api, clock)
    told = viewer(api, server).get(f"/tickets/{ticket}/life").get_data(as_text=True)
    officers = api.officer.get(f"/tickets/{ticket}/life").get_data(as_text=True)
    track = api.officer.get(f"/tickets/{ticket}").json["track"]
    for words in (NOTE, CODE, REASON):
        assert words in officers
        assert words not in told
    assert track not in told
    assert track not in officers


def test_a_tablet_and_a_helper_are_told_the_steps_but_neither_notes_nor_what_became_of_dossiers(
    server: Server, api: Api, clock: SetClock
) -> None:
    ticket = a_long_visit(api, clock)
    add_person(server.context, NewPerson("huong", "Lê Thị Hương", "helper", PASSWORD), "test")
    outcome = "đã tiếp nhận"
    for asker in (api.helper, api.holding(token_for(server.context, "huong", "test"))):
        answer = asker.get(f"/tickets/{ticket}/life?lang=vi")
        steps = answer.json["items"]
        assert steps[1]["what"] == "Được gọi đến quầy 1"
        assert steps[3]["why"]
        for words in (NOTE, CODE, REASON, outcome):
            assert words not in str(steps), words
    assert outcome in str(viewer(api, server).get(f"/tickets/{ticket}/life?lang=vi").json)


def test_a_number_that_was_never_given_has_no_life(api: Api) -> None:
    assert api.officer.get("/tickets/99999/life").json["code"] == "unknown_ticket"


def test_every_event_about_a_ticket_is_told() -> None:
    from dataclasses import fields

    from server.core.events import EVENT_TYPES
    from server.core.reports.life import SAID

    about = {
        event
        for event in EVENT_TYPES.values()
        if event.__module__ in QUEUE and "ticket" in {f.name for f in fields(event)}
    }
    assert about == set(SAID)


def test_what_is_no_more_keeps_its_name(api: Api, clock: SetClock) -> None:
    ticket = api.take("BH")["id"]
    officer = api.other
    for step, body in (
        ("open", {"fields": ["BH"]}),
        ("call", {}),
        ("serve", {}),
        ("finish", {"outcome": "advised"}),
        ("close", {}),
    ):
        assert officer.post(f"/counters/2/{step}", body).status_code == 200, step
    assert api.admin.delete("/people/minh").status_code in (200, 204)
    before = api.admin.get("/settings").json
    for counter in before["counters"]:
        serves = {name: [code for code in counter[name] if code != "BH"] for name in ("fields", "helps")}
        if serves != {name: counter[name] for name in serves}:
            wanted = counter | serves | {"fields": serves["fields"] or ["CT"]}
            assert api.admin.put_json(f"/settings/counters/{counter['n']}", wanted).status_code == 200
    gone = api.admin.delete("/settings/fields/BH")
    assert gone.status_code == 200, gone.text
    told = api.admin.get(f"/tickets/{ticket}/life?lang=vi").json["items"]
    assert "Bảo hiểm xã hội" in told[0]["what"]
    assert {step["who"] for step in told[1:]} == {"Trần Văn Minh"}
