"""What whoever is connected is sent has the shape described, whatever goes on in the hall."""

import json
from collections.abc import Callable
from typing import Any, Final

import pytest
from pydantic import BaseModel

from server.api.schemas.board import Board
from server.api.schemas.counters import Console
from server.api.schemas.kiosk import KioskSnapshot
from server.api.schemas.manager import ManagerSnapshot
from server.app import Server
from server.core.model import PrintState
from server.core.screens.place import ScreenPlace
from server.service.queue import slips
from server.service.screens import screen_places
from tests.support.api import Api

SHAPES: Final[dict[str, tuple[type[BaseModel], str]]] = {
    "/board": (Board, ""),
    "/counter": (Console, "1"),
    "/kiosk": (KioskSnapshot, "all"),
    "/admin": (ManagerSnapshot, "all"),
}
Scene = Callable[[Server, Api], None]
ENOUGH: Final = 12
"""So many wait at one counter for longer than the half hour that the default centre allows."""


def an_empty_day(server: Server, api: Api) -> None:
    """Nobody has come yet."""


def a_crowd(server: Server, api: Api) -> None:
    """More wait than the open counters serve in time; one is called, one served, one was missed, one is parked."""
    for field in ("CT",) * 5 + ("CA",) * ENOUGH:
        api.take(field)
    officer = api.at_work()
    for action in ("call", "no-show", "call", "serve", "park", "call", "serve", "finish", "call"):
        assert officer.post(f"/counters/1/{action}").status_code == 200


def a_break(server: Server, api: Api) -> None:
    """An officer pauses, and another calls for help."""
    api.at_work().post("/counters/1/pause", {"reason": "họp"})
    api.other.post("/counters/2/open")
    api.other.post("/counters/2/help", {"text": "cần lãnh đạo"})


def trouble(server: Server, api: Api) -> None:
    """An outage, an emergency message, notices, a slip that failed, a screen that reports trouble."""
    ticket = api.take()["id"]
    assert api.admin.post("/notices", {"kind": "text", "vi": "Xin chào"}).status_code == 201
    assert api.admin.post("/notices", {"kind": "ticker", "vi": "Một dòng"}).status_code == 201
    assert api.admin.post("/notices/outages/CT", {}).status_code == 200
    assert api.admin.post("/notices/emergency", {"vi": "Mời ra khỏi sảnh"}).status_code == 200
    slips.report(server.context, ticket, PrintState.FAILED, "offline", "test")
    screen = next(device.id for device in server.life.devices() if device.kind == "display")
    screen_places.place_screen(server.context, screen, ScreenPlace("1", "main", sound=True), "test")
    server.halls.screens.report(
        screen, {"seq": 1, "fps": 9, "sound": "off", "version": "0", "layout": "main"}
    )


@pytest.mark.parametrize("scene", [an_empty_day, a_crowd, a_break, trouble])
@pytest.mark.parametrize("line", SHAPES)
def test_a_snapshot_has_the_shape_described(server: Server, api: Api, scene: Scene, line: str) -> None:
    scene(server, api)
    shape, room = SHAPES[line]
    snapshot = server.lines.broadcasters[line].snapshot(room)
    described = shape.model_validate(snapshot).model_dump(mode="json", by_alias=True)
    assert described == json.loads(json.dumps(snapshot))


@pytest.mark.parametrize(
    ("line", "scene", "parts"),
    [
        ("/board", a_crowd, {"calls", "stage", "missed"}),
        ("/board", trouble, {"notices", "ticker", "outages", "emergency"}),
        ("/counter", a_crowd, {"ticket", "waiting", "missed", "parked", "undo", "officer"}),
        ("/counter", a_break, {"reason", "since"}),
        ("/counter", trouble, {"emergency"}),
        ("/kiosk", trouble, {"outages", "emergency"}),
        ("/admin", a_crowd, {"suggestions"}),
        ("/admin", trouble, {"slips", "screens", "devices"}),
    ],
)
def test_the_scenes_show_it_all(server: Server, api: Api, line: str, scene: Scene, parts: set[str]) -> None:
    scene(server, api)
    snapshot = server.lines.broadcasters[line].snapshot(SHAPES[line][1])
    assert {part for part in parts if not filled(snapshot[part])} == set()


def filled(part: Any) -> bool:
    return bool(part["items"] if isinstance(part, dict) and "items" in part else part)


def test_the_manager_sees_what_a_screen_reported_and_who_calls_for_help(server: Server, api: Api) -> None:
    a_break(server, api)
    trouble(server, api)
    snapshot = server.lines.broadcasters["/admin"].snapshot("all")
    assert [screen["report"]["fps"] for screen in snapshot["screens"] if screen["report"]] == [9]
    assert [counter["n"] for counter in snapshot["counters"] if counter["help"]] == [2]
