"""The address of every screen: its layouts, what an old television is let in by, and what a wrong address says."""

import re
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server import config
from server.app import Server
from server.core.screens import place
from server.service.people.devices import enrol_device, revoke_device
from tests.api.browsing import sign_in, submit
from tests.support.api import Api
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens, enrol_everybody
from tests.support.quick_server import quick_server

PLAIN = "/display?layout=plain"
HALLS = (
    config.HallPart(code="down", vi="Tầng trệt", en="Ground floor"),
    config.HallPart(code="up", vi="Tầng hai", en="First floor"),
)


@pytest.fixture
def television(client: FlaskClient, tokens: Tokens) -> FlaskClient:
    """An old television that opened its link once."""
    answer = client.get(f"/display/enter?token={tokens.display}&hall=1")
    assert (answer.status_code, answer.location) == (303, "/display?layout=plain&hall=1")
    return client


@pytest.fixture
def two_halls(tmp_path: Path, clock: SetClock) -> Iterator[FlaskClient]:
    plain = default_settings(tmp_path / "halls")
    places = tuple(c.model_copy(update={"hall": "down" if c.n <= 2 else "up"}) for c in plain.counters)
    server = quick_server(plain.model_copy(update={"halls": HALLS, "counters": places}), clock)
    yield server.app.test_client()
    server.close()


@pytest.mark.parametrize("layout", sorted({*place.LAYOUTS} - {place.PLAIN}))
def test_a_layout_is_chosen_by_the_address(client: FlaskClient, layout: str) -> None:
    page = client.get(f"/display?hall=1&layout={layout}&counter=1")
    assert page.status_code == 200
    assert f'data-layout="{layout}"' in page.text


def test_without_a_layout_it_is_the_main_board(client: FlaskClient) -> None:
    assert 'data-layout="main"' in client.get("/display?hall=1").text


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("layout=wall", ", ".join(place.LAYOUTS)),
        ("hall=99", "Các sảnh: 1."),
        ("layout=counter", "quầy"),
        ("layout=counter&counter=77", "quầy 77"),
        ("layout=counter&counter=²", "quầy"),
    ],
)
def test_a_wrong_address_says_what_to_do_and_is_asked_again(
    client: FlaskClient, address: str, says: str
) -> None:
    page = client.get(f"/display?{address}")
    assert page.status_code == 404
    assert says in page.text
    assert page.headers["Refresh"] == "30; url=/screen"


@pytest.mark.parametrize("layout", ["main", "plain", "entrance"])
def test_a_screen_of_a_hall_that_is_gone_says_so(two_halls: FlaskClient, layout: str) -> None:
    page = two_halls.get(f"/display?hall=cellar&layout={layout}")
    where = "" if layout == "plain" else "; url=/screen"
    assert (page.status_code, page.headers["Refresh"]) == (404, f"30{where}")
    assert "cellar" in page.text


def test_a_counter_panel_listens_to_its_counter_s_own_hall(two_halls: FlaskClient) -> None:
    page = two_halls.get("/display?layout=counter&counter=3&hall=down").text
    assert 'data-hall="up"' in page
    assert 'data-counter="3"' in page


def test_an_old_television_shows_the_board_without_scripts(television: FlaskClient, api: Api) -> None:
    api.take()
    api.at_work().post("/counters/1/call")
    page = television.get(PLAIN)
    assert page.status_code == 200
    assert "<script" not in page.text
    assert '<meta http-equiv="refresh" content="5">' in page.text
    assert "A001" in page.text
    assert "08:00" in page.text


def test_it_is_not_sent_again_what_it_has(television: FlaskClient, api: Api, clock: SetClock) -> None:
    etag = television.get(PLAIN).headers["ETag"]
    assert television.get(PLAIN, headers={"If-None-Match": etag}).status_code == 304
    clock.forward(seconds=5)
    assert television.get(PLAIN, headers={"If-None-Match": etag}).status_code == 304
    api.take()
    assert television.get(PLAIN, headers={"If-None-Match": etag}).status_code == 200


def test_midnight_turns_its_day(television: FlaskClient, api: Api, server: Server, clock: SetClock) -> None:
    api.take()
    api.at_work().post("/counters/1/call")
    clock.set("2026-11-24 00:00")
    server.keepers.day.look()
    page = television.get(PLAIN).text
    assert "24/11/2026" in page
    assert "A001" not in page


def test_its_cookie_is_for_screens_pages_alone(client: FlaskClient, tokens: Tokens) -> None:
    cookie = client.get(f"/display/enter?token={tokens.display}").headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/display"} <= set(cookie.split("; "))
    assert client.get("/api/v1/board").status_code == 401


def test_nobody_looks_without_being_let_in(client: FlaskClient) -> None:
    page = client.get(PLAIN)
    assert page.status_code == 401
    assert 'action="/display/enter"' in page.text
    assert "Refresh" not in page.headers


@pytest.mark.parametrize("kind", ["kiosk", "counter"])
def test_a_token_of_another_kind_is_refused(client: FlaskClient, tokens: Tokens, kind: str) -> None:
    client.get(f"/display/enter?token={getattr(tokens, kind)}")
    assert client.get(PLAIN).status_code == 403


def test_a_revoked_television_is_shown_the_door(client: FlaskClient, server: Server, tokens: Tokens) -> None:
    device, token = enrol_device(server.context, "display", "Tivi cũ", "test")
    client.get(f"/display/enter?token={token}")
    assert client.get(PLAIN).status_code == 200
    revoke_device(server.context, device, "test")
    page = client.get(PLAIN)
    assert page.status_code == 401
    assert "Màn hình này chưa được đăng ký" in page.text


def test_the_manager_is_given_its_link(client: FlaskClient, server: Server, tokens: Tokens) -> None:
    sign_in(client, "binh")
    page = submit(client, "/admin/devices", "/admin", kind="display", name="Tivi cũ").text
    link = re.search(r'id="plain-link" value="http://localhost(/display/enter\?token=[^"]+)"', page)
    assert link
    television = server.app.test_client()
    television.get(link[1])
    assert television.get(PLAIN).status_code == 200


def test_it_gives_a_sign_of_life(television: FlaskClient, server: Server) -> None:
    television.get(PLAIN)
    seen = {device.kind: device.last_seen for device in server.life.devices()}
    assert seen["display"] is not None


def test_the_manager_may_look_at_it(client: FlaskClient, tokens: Tokens) -> None:
    sign_in(client, "binh")
    assert client.get(PLAIN).status_code == 200


@pytest.mark.parametrize("english", ["Closed for Tết", ""])
def test_a_plain_board_says_why_it_is_closed_and_when_it_opens(
    tmp_path: Path, clock: SetClock, english: str
) -> None:
    closed = config.ExceptionPart(date=date(2026, 11, 23), vi="Nghỉ <Tết>", en=english)
    clock.set("2026-11-23 09:00")
    week = config.HoursPart(sessions=((time(7), time(11, 30)),))
    server = quick_server(default_settings(tmp_path, hours=week, exceptions=(closed,)), clock)
    tokens = enrol_everybody(server.context)
    television = server.app.test_client()
    television.get(f"/display/enter?token={tokens.display}&hall=1")
    page = television.get(PLAIN).text
    server.close()
    assert page.count("Nghỉ &lt;Tết&gt;") == 1  # without English it stands there once all the same
    assert english in page
    assert "Mở cửa lại 07:00 thứ Ba." in page
    assert "Opens again at 07:00 on Tuesday." in page
