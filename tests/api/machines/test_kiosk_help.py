"""A kiosk calls a helper: who is told, who answers, and when it is over."""

from typing import Any

import pytest

from server.app import Server
from server.store.doctor import examine
from tests.support.api import Api
from tests.support.clock import SetClock


def told(server: Server, namespace: str, room: str = "all") -> list[tuple[str, bool]]:
    shown: list[dict[str, Any]] = server.lines.broadcasters[namespace].snapshot(room)["kiosk_help"]
    return [(call["name"], call["coming"]) for call in shown]


def events(api: Api) -> list[tuple[str, str]]:
    rows = api.admin.get("/journal").json["items"]
    return [(row["type"], row["actor"]) for row in rows if row["type"].startswith("kiosk_help")]


def test_helpers_guides_and_the_manager_are_told_which_kiosk_calls_and_pressing_twice_is_one_call(
    api: Api, server: Server
) -> None:
    for _ in range(3):
        answer = api.kiosk.post("/kiosks/help")
        assert (answer.status_code, answer.json["name"], answer.json["coming"]) == (200, "kiosk", False)
    assert told(server, "/kiosk") == told(server, "/admin") == [("kiosk", False)]
    guides = [n for n, place in server.context.centre.layout.counters.items() if "KQ" in place.fields]
    assert guides
    assert told(server, "/counter", str(guides[0])) == [("kiosk", False)]
    others = [n for n, place in server.context.centre.layout.counters.items() if "KQ" not in place.fields]
    assert told(server, "/counter", str(others[0])) == []
    assert [type_ for type_, _ in events(api)] == ["kiosk_help_called"]


@pytest.mark.parametrize("who", ["helper", "officer", "admin"])
def test_whoever_presses_i_am_going_first_is_written_down_and_the_kiosk_says_so(
    api: Api, server: Server, who: str
) -> None:
    device = api.kiosk.post("/kiosks/help").json["device"]
    answer = getattr(api, who).post(f"/kiosks/{device}/help-done")
    assert answer.json["items"][0]["coming"] is True
    api.admin.post(f"/kiosks/{device}/help-done")
    assert told(server, "/kiosk") == [("kiosk", True)]
    written = events(api)
    assert [type_ for type_, _ in written] == ["kiosk_help_called", "kiosk_help_answered"]
    assert written[1][1].startswith(f"{who}:")
    with server.context.store.read() as connection:
        assert list(examine(connection)) == []


def test_a_call_ends_by_itself_after_three_minutes_and_then_nobody_can_answer_it(
    api: Api, server: Server, clock: SetClock
) -> None:
    device = api.kiosk.post("/kiosks/help").json["device"]
    clock.forward(minutes=3)
    assert told(server, "/kiosk") == told(server, "/admin") == []
    assert api.helper.post(f"/kiosks/{device}/help-done").json["items"] == []
    api.kiosk.post("/kiosks/help")
    assert [type_ for type_, _ in events(api)] == ["kiosk_help_called"] * 2
    assert told(server, "/kiosk") == [("kiosk", False)]


def test_after_somebody_came_a_new_press_is_a_new_call(api: Api, server: Server) -> None:
    device = api.kiosk.post("/kiosks/help").json["device"]
    api.helper.post(f"/kiosks/{device}/help-done")
    api.kiosk.post("/kiosks/help")
    assert told(server, "/kiosk") == [("kiosk", False)]


@pytest.mark.parametrize("who", ["helper", "display", "officer", "nobody"])
def test_only_a_kiosk_calls_from_a_kiosk(api: Api, who: str) -> None:
    assert getattr(api, who).post("/kiosks/help").status_code in (401, 403)


@pytest.mark.parametrize("who", ["kiosk", "display", "nobody"])
def test_nobody_answers_who_cannot_go_there(api: Api, who: str) -> None:
    assert getattr(api, who).post("/kiosks/1/help-done").status_code in (401, 403)


def test_a_kiosk_that_never_called_cannot_be_answered(api: Api) -> None:
    assert api.helper.post("/kiosks/77/help-done").json["items"] == []
    assert events(api) == []
