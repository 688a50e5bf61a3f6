"""Hall screens over HTTP: pairing, the manager's page, and places that the settings no longer have."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from server import config
from server.app import Server
from server.core.screens.place import ScreenPlace
from server.http.build import build
from server.http.rate_limit import limiter
from server.service.people import devices, people
from server.service.people.people import NewPerson
from server.service.screens import screen_places
from server.service.settings.changes import take_all
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.quick_server import quick_server

PASSWORD = "mat-khau-dai"
HALLS = (
    config.HallPart(code="down", vi="Tầng trệt", en="Ground floor"),
    config.HallPart(code="up", vi="Tầng hai", en="First floor"),
)
FORM = {"name": "Sảnh", "hall": "up", "layout": "main", "counter": "", "sound": "on"}


@pytest.fixture
def server(tmp_path: Path, clock: SetClock) -> Iterator[Server]:
    """A centre of two halls."""
    running = quick_server(default_settings(tmp_path / "data", halls=HALLS), clock)
    running.forecaster.close()
    limiter.reset()
    yield running
    running.close()


@pytest.fixture
def manager(server: Server) -> FlaskClient:
    """A browser in which the manager has signed in."""
    people.add_person(server.context, NewPerson("quanly", "Bình", "admin", PASSWORD), "test")
    browser = server.app.test_client()
    sent = {"username": "quanly", "password": PASSWORD, "csrf_token": csrf(browser, "/sign-in")}
    assert browser.post("/sign-in", data=sent).status_code == 303
    return browser


def csrf(browser: FlaskClient, path: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(path).get_data(as_text=True))
    assert found is not None
    return found[1]


def send(browser: FlaskClient, path: str, **fields: str) -> Any:
    return browser.post(path, data=FORM | fields | {"csrf_token": csrf(browser, "/admin/screens")})


def claim(client: FlaskClient, offer: dict[str, Any]) -> Any:
    return client.post("/api/v1/pairings/claim", json={"secret": offer["secret"]})


def me(client: FlaskClient, token: str) -> Any:
    return client.get("/api/v1/screens/me", headers={"Authorization": f"Bearer {token}"})


def test_a_screen_is_paired_over_http(manager: FlaskClient, client: FlaskClient) -> None:
    answer = client.post("/api/v1/pairings")
    assert answer.status_code == 201
    offer = answer.json
    assert claim(client, offer).json == {"token": None, "next": None}
    assert (
        send(manager, "/admin/screens", code=f" {offer['code'][:3]} {offer['code'][3:]} ").status_code == 303
    )
    paired = claim(client, offer).json
    assert paired["next"] == "/display?hall=up&layout=main&sound=on"
    assert client.get(paired["next"]).status_code == 200
    assert me(client, paired["token"]).json == {"version": build(), "next": paired["next"], "gone": None}


def test_what_was_typed_stays_when_the_code_is_wrong(manager: FlaskClient) -> None:
    answer = send(manager, "/admin/screens", code="000000", name="Sảnh lớn")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 404
    assert "Không có máy nào đang hiện mã này" in page
    assert 'value="Sảnh lớn"' in page
    assert '<option value="up" selected>' in page


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"name": ""}, 400),
        ({"name": "x" * 61}, 400),
        ({"layout": "round"}, 404),
        ({"hall": "cellar"}, 404),
        ({"layout": "counter"}, 422),
        ({"layout": "counter", "counter": "99"}, 404),
        ({"layout": "counter", "counter": "²"}, 404),
        ({"layout": "counter", "counter": "-1"}, 404),
    ],
)
def test_a_wrong_form_pairs_nothing(
    manager: FlaskClient, client: FlaskClient, server: Server, fields: dict[str, str], status: int
) -> None:
    offer = client.post("/api/v1/pairings").json
    assert send(manager, "/admin/screens", code=offer["code"], **fields).status_code == status
    assert devices.devices(server.context) == []
    assert claim(client, offer).json["token"] is None


def test_two_screens_of_one_name_are_not_paired(
    manager: FlaskClient, client: FlaskClient, server: Server
) -> None:
    first, second = (client.post("/api/v1/pairings").json for _ in range(2))
    assert send(manager, "/admin/screens", code=first["code"], name="Sảnh").status_code == 303
    refused = send(manager, "/admin/screens", code=second["code"], name="sảnh")
    assert refused.status_code == 409
    assert "Tên máy đã có" in refused.get_data(as_text=True) or "Đã có máy" in refused.get_data(as_text=True)
    assert len(devices.devices(server.context)) == 1
    devices.revoke_device(server.context, devices.devices(server.context)[0].id, "test")
    assert send(manager, "/admin/screens", code=second["code"], name="sảnh").status_code == 303


def test_a_screen_speaks_unless_the_manager_takes_that_away_at_pairing(manager: FlaskClient) -> None:
    assert 'name="sound" value="on" checked' in manager.get("/admin/screens").get_data(as_text=True)


def test_the_counter_of_a_board_that_has_none_is_forgotten(manager: FlaskClient, server: Server) -> None:
    device, _ = devices.enrol_device(server.context, "display", "Sảnh", "test")
    assert send(manager, f"/admin/screens/{device}", counter="3").status_code == 303
    assert screen_places.place_of(server.context, device) == ScreenPlace("up", "main", None, sound=True)


def test_only_the_manager_may_pair_and_move(client: FlaskClient, server: Server) -> None:
    device, _ = devices.enrol_device(server.context, "display", "Sảnh", "test")
    for path in ("/admin/screens", f"/admin/screens/{device}", f"/admin/screens/{device}/revoke"):
        assert client.post(path, data=FORM).status_code in (302, 303, 400)
    assert screen_places.by_device(server.context) == {}


def test_nobody_asks_for_codes_without_end(client: FlaskClient) -> None:
    statuses = [client.post("/api/v1/pairings").status_code for _ in range(25)]
    assert statuses[:20] == [201] * 20
    assert set(statuses[20:]) == {429}


def test_an_unknown_secret_is_a_named_error(client: FlaskClient) -> None:
    answer = client.post("/api/v1/pairings/claim", json={"secret": "x"})
    assert (answer.status_code, answer.json["code"]) == (404, "unknown_pairing")
    assert client.post("/api/v1/pairings/claim", json={}).status_code == 400


@pytest.mark.parametrize(
    ("place", "gone"),
    [
        (ScreenPlace("down", "main"), "hall"),
        (ScreenPlace("up", "counter", 10), "counter"),
    ],
)
def test_a_screen_whose_place_was_removed_is_told_so_and_the_manager_too(
    tmp_path: Path, clock: SetClock, server: Server, place: ScreenPlace, gone: str
) -> None:
    device, token = devices.enrol_device(server.context, "display", "Sảnh", "test")
    screen_places.place_screen(server.context, device, place, "test")
    fewer = default_settings(tmp_path / "data", halls=HALLS[1:])
    take_all(server.context, fewer.model_copy(update={"counters": fewer.counters[:9]}).of_centre(), "test")
    clock.forward(seconds=61)
    hello = me(server.app.test_client(), token).json
    assert hello["next"] is None
    assert hello["gone"]["code"] == f"unknown_{gone}"
    assert all(hello["gone"]["text"].values())
    (seen,) = server.halls.screens.screens()
    assert seen.troubles == (gone, "gone")


def test_a_screen_left_at_an_address_that_is_gone_looks_again_by_itself(client: FlaskClient) -> None:
    lost = client.get("/display?hall=cellar")
    assert lost.status_code == 404
    assert lost.headers["Refresh"] == "30; url=/screen"
    assert client.get("/display?hall=cellar&layout=plain").headers["Refresh"] == "30"
    assert "Refresh" not in client.get("/display?hall=up").headers
    assert client.get("/screen").status_code == 200
