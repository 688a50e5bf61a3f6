"""What the board says of large places, of missed numbers and of officers."""

from typing import Any

from server.app import Server
from server.config import DisplayPart
from server.service.people import people
from server.service.people.people import Changes
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.enrolled import OFFICER


def staged(api: Api) -> list[str]:
    board = api.display.get("/board").json
    return [call["number"] for call in board["stage"] if call["since"] <= board["at"] < call["until"]]


def missed(api: Api) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = api.display.get("/board").json["missed"]
    return found


def test_a_call_stands_in_a_large_place_for_eight_seconds(api: Api, clock: SetClock) -> None:
    api.take()
    api.at_work().post("/counters/1/call")
    assert staged(api) == ["A001"]
    clock.forward(seconds=8)
    assert staged(api) == ["A001"]
    clock.forward(seconds=1)
    assert staged(api) == []


def test_a_call_that_is_undone_leaves_its_place_at_once(api: Api) -> None:
    api.take()
    officer = api.at_work()
    officer.post("/counters/1/call")
    assert staged(api) == ["A001"]
    officer.post("/counters/1/undo")
    assert staged(api) == []


def test_a_missed_number_stays_on_the_board_while_it_can_be_called_back(api: Api, clock: SetClock) -> None:
    api.take()
    officer = api.at_work()
    officer.post("/counters/1/call")
    officer.post("/counters/1/no-show")
    assert missed(api) == [{"number": "A001", "counter": 1, "until": "2026-11-23T08:30:00+07:00"}]
    clock.forward(minutes=30)
    assert missed(api) == []


def test_nobody_who_missed_their_call_is_sent_to_a_counter_that_has_closed(api: Api) -> None:
    api.take()
    officer = api.at_work(1)
    officer.post("/counters/1/call")
    officer.post("/counters/1/no-show")
    officer.post("/counters/1/close")
    assert missed(api) == []
    api.at_work(2)
    assert [(shown["number"], shown["counter"]) for shown in missed(api)] == [("A001", 2)]


def test_a_missed_number_that_came_after_all_is_missed_no_more(api: Api) -> None:
    ticket = api.take()
    officer = api.at_work()
    officer.post("/counters/1/call")
    officer.post("/counters/1/no-show")
    assert officer.post("/counters/1/call", {"ticket": ticket["id"]}).status_code == 200
    assert missed(api) == []


def test_officers_are_named_only_where_the_centre_wants_it(api: Api, server: Server) -> None:
    api.at_work(1)
    assert "officer" not in api.display.get("/board").json["counters"][0]
    wanted = server.settings.model_copy(update={"display": DisplayPart(officer_names=True)})
    server.context.settings.take(wanted.of_centre())
    counters = api.display.get("/board").json["counters"]
    assert counters[0]["officer"] == "Nguyễn Thị Lan"
    assert "officer_title" not in counters[0]
    assert "officer" not in counters[1]


def test_an_officers_title_is_shown_with_the_name(api: Api, server: Server) -> None:
    title = "Công chức Tư pháp – Hộ tịch"
    people.change_person(server.context, OFFICER.username, Changes(title=title), "test")
    api.at_work(1)
    wanted = server.settings.model_copy(update={"display": DisplayPart(officer_names=True)})
    server.context.settings.take(wanted.of_centre())
    shown = api.display.get("/board").json["counters"][0]
    assert (shown["officer"], shown["officer_title"]) == (OFFICER.name, title)


def test_priority_is_said_only_where_the_centre_wants_it_and_never_which(api: Api) -> None:
    first, second = ({"field": "CT", "priority": of} for of in ("elderly", None))
    for wish in (first, second):
        api.kiosk.post("/tickets", wish)
    officer = api.at_work(1)
    officer.post("/counters/1/call")
    assert "priority" not in api.display.get("/board").json["counters"][0]
    display = api.admin.get("/settings").json["display"] | {"priority_shown": True}
    assert api.admin.put_json("/settings/display", display).status_code == 200
    board = api.display.get("/board")
    assert board.json["counters"][0]["priority"] is True
    assert "elderly" not in board.text
    officer.post("/counters/1/serve")
    officer.post("/counters/1/finish")
    officer.post("/counters/1/call")
    assert "priority" not in api.display.get("/board").json["counters"][0]


def test_at_its_last_moment_a_missed_number_can_be_called_back_though_screens_show_it_no_more(
    api: Api, clock: SetClock
) -> None:
    ticket = api.take()["id"]
    officer = api.at_work()
    officer.post("/counters/1/call")
    officer.post("/counters/1/no-show")
    clock.forward(minutes=30)
    assert [t["id"] for t in officer.get("/counters/1").json["missed"]["items"]] == [ticket]
    assert officer.post("/counters/1/call", {"ticket": ticket}).status_code == 200
