"""Screens: told where they belong, telling how they are."""

import json
from collections.abc import Iterator
from typing import Any

from server.app import Server
from server.core.events import DeviceRevoked, Entry
from server.core.screens.place import ScreenPlace
from server.http.build import build
from server.service.context import Context
from server.service.people import devices
from server.service.screens import screen_places
from server.service.screens.views import screen_view
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens
from tests.support.waiting import until

MAIN = ScreenPlace("1", "main", sound=True)
PANEL = ScreenPlace("1", "counter", 2)


def screen(context: Context, place: ScreenPlace | None = None, name: str = "Sảnh") -> tuple[int, str]:
    """A screen that is enrolled, and placed when a place is given: its device and token."""
    device, token = devices.enrol_device(context, "display", name, "test")
    if place is not None:
        screen_places.place_screen(context, device, place, "test")
    return device, token


class Line:
    """A screen's line without a network."""

    def __init__(self, server: Server, token: str, **auth: Any) -> None:
        self._client = server.socketio.test_client(
            server.app, namespace="/board", auth={"token": token, **auth}
        )

    @property
    def connected(self) -> bool:
        return bool(self._client.is_connected("/board"))

    def hello(self) -> dict[str, Any]:
        """The next `hello`, waited for if need be."""
        heard = list[dict[str, Any]]()

        def told() -> bool:
            heard.extend(self.hellos())
            return bool(heard)

        until(told)
        return heard[0]

    def hellos(self) -> Iterator[dict[str, Any]]:
        """Each `hello` that has come by now."""
        for packet in self._client.get_received("/board"):
            if packet["name"] == "hello":
                yield packet["args"][0]

    def leave(self) -> None:
        """The screen is switched off."""
        self._client.disconnect("/board")

    def tell(self, report: object) -> Any:
        """Send a report; answers what the server says to it."""
        return self._client.emit("health", report, namespace="/board", callback=True) or None


def report(server: Server, **other: object) -> dict[str, Any]:
    with server.context.store.read() as connection:
        (seq,) = connection.execute("SELECT max(seq) FROM journal").fetchone()
    return {"seq": seq, "fps": 60, "sound": "on", "version": build(), "layout": "main"} | other


def seen(server: Server, device: int) -> dict[str, Any]:
    found = next(found for found in server.halls.screens.screens() if found.device.id == device)
    return screen_view(server.context, found)


def test_a_screen_hears_which_build_runs_and_where_it_belongs(server: Server) -> None:
    _, token = screen(server.context, MAIN)
    assert Line(server, token).hello() == {"version": build(), "next": MAIN.address, "gone": None}


def test_a_screen_that_nobody_has_placed_stays_where_it_is(server: Server) -> None:
    _, token = screen(server.context)
    assert Line(server, token).hello() == {"version": build(), "next": None, "gone": None}


def test_a_screen_that_is_moved_hears_so_at_once_and_no_other_does(server: Server) -> None:
    device, token = screen(server.context, MAIN)
    other = Line(server, screen(server.context, MAIN, "Sảnh 2")[1])
    line = Line(server, token)
    for each in (line, other):
        each.hello()
    screen_places.place_screen(server.context, device, PANEL, "test")
    assert line.hello()["next"] == PANEL.address
    assert {said["next"] for said in other.hellos()} <= {MAIN.address}


def test_a_screen_just_paired_is_not_in_trouble_before_its_first_report(
    server: Server, clock: SetClock
) -> None:
    device, _ = screen(server.context, MAIN)
    assert seen(server, device)["troubles"] == []
    clock.forward(seconds=61)
    assert seen(server, device)["troubles"] == ["gone"]


def test_a_screen_tells_how_it_is(server: Server, api: Api, clock: SetClock) -> None:
    device, token = screen(server.context, MAIN)
    clock.forward(seconds=61)
    line = Line(server, token)
    assert seen(server, device)["troubles"] == ["silent"]
    told = report(server)
    api.take()
    assert line.tell(told) is None
    found = seen(server, device)
    assert found["report"]["behind"] == report(server)["seq"] - told["seq"]
    assert found["report"]["fps"] == 60
    assert found["troubles"] == []


def test_a_screen_that_is_long_behind_is_in_trouble(server: Server, api: Api, clock: SetClock) -> None:
    device, token = screen(server.context, MAIN)
    line, told = Line(server, token), report(server)
    api.take()
    clock.forward(seconds=30)
    line.tell(told)
    assert seen(server, device)["troubles"] == ["behind"]


def test_a_bad_report_is_refused_and_changes_nothing(server: Server) -> None:
    device, token = screen(server.context, MAIN)
    line = Line(server, token)
    line.tell(report(server))
    before = seen(server, device)
    for bad in (report(server, sound="loud"), {}, None, "x" * 1000):
        assert line.tell(bad)["code"] == "bad_request"
    assert seen(server, device) == before


def test_somebody_without_a_device_has_nothing_to_tell(server: Server, tokens: Tokens) -> None:
    assert Line(server, tokens.officer).tell(report(server)) == {"code": "not_allowed"}


def test_a_screen_that_reports_no_more_is_silent_and_one_that_left_is_gone(
    server: Server, clock: SetClock
) -> None:
    device, token = screen(server.context, MAIN)
    line = Line(server, token)
    line.tell(report(server))
    clock.forward(seconds=61)
    assert seen(server, device)["troubles"] == ["silent"]
    line.leave()
    assert seen(server, device)["troubles"] == ["gone"]


def test_a_revoked_screen_is_forgotten_with_its_report(server: Server) -> None:
    device, token = screen(server.context, MAIN)
    line = Line(server, token)
    line.tell(report(server))
    devices.revoke_device(server.context, device, "test")
    until(lambda: not line.connected)
    assert device not in {found.device.id for found in server.halls.screens.screens()}


def test_the_report_of_a_revoked_screen_is_kept_no_longer(server: Server) -> None:
    device, token = screen(server.context, MAIN)
    Line(server, token).tell(report(server))
    assert seen(server, device)["report"] is not None
    server.halls.screens.heard([Entry(1, 0, "test", DeviceRevoked(device))])
    assert seen(server, device)["report"] is None


def test_the_figures_for_operations_tell_of_screens(server: Server) -> None:
    device, token = screen(server.context, MAIN)
    line = Line(server, token)
    line.tell(report(server, fps=7))
    text = server.app.test_client().get("/metrics").get_data(as_text=True)
    assert f'goiso_screen_frames_per_second{{id="{device}",name="Sảnh"}} 7.0' in text
    assert f'goiso_screen_trouble{{id="{device}",name="Sảnh",trouble="slow"}} 1.0' in text


def test_the_manager_sees_them_over_the_live_line(server: Server, clock: SetClock) -> None:
    device, _ = screen(server.context, PANEL)
    clock.forward(seconds=61)
    view = json.loads(json.dumps(server.lines.broadcasters["/admin"].snapshot("")["screens"]))
    (found,) = [each for each in view if each["id"] == device]
    assert found["place"]["address"] == PANEL.address
    assert found["troubles"] == ["gone"]
