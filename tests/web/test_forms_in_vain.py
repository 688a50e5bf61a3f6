"""A form that came too late, or to an address that takes no such thing, leads back to a page that there is."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from server.app import Server
from tests.api.browsing import csrf_of, sign_in
from tests.support.enrolled import PASSWORD, Tokens

HERE = "http://localhost"


def in_vain(server: Server, username: str, page: str, address: str, referer: str) -> tuple[FlaskClient, str]:
    """Somebody has a page open, signs out in another tab and sends its form; and where they are led."""
    client = server.app.test_client()
    sign_in(client, username)
    token = csrf_of(client.get(page))
    client.post("/sign-out", data={"csrf_token": token})
    answer = client.post(address, data={"csrf_token": token}, headers={"Referer": referer} if referer else {})
    assert answer.status_code == 303
    return client, answer.location


@pytest.mark.parametrize(
    "referer", [f"{HERE}/admin/setup", "", "https://elsewhere.vn/admin/people", "http://["]
)
def test_whoever_signs_in_again_is_led_to_the_page_of_the_form(
    referer: str, server: Server, tokens: Tokens
) -> None:
    client, led = in_vain(server, "binh", "/admin/setup", "/admin/setup/centre", referer)
    page = client.get(led)
    assert "chưa được lưu" in page.text
    after = unescape(re.findall(r'name="next" value="([^"]*)"', page.text)[0])
    form = {"username": "binh", "password": PASSWORD, "next": after, "csrf_token": csrf_of(page)}
    back = client.post("/sign-in", data=form).location
    assert back == "/admin/setup"
    assert client.get(back).status_code == 200


def test_a_page_kept_for_others_is_not_where_they_are_led(server: Server, tokens: Tokens) -> None:
    client, led = in_vain(server, "binh", "/admin/setup", "/admin/setup/centre", f"{HERE}/admin/setup")
    after = re.findall(r"next=([^&]*)", led)[0]
    client = server.app.test_client()
    sign_in(client, "lan")
    assert client.get(f"/sign-in?next={after}").location == "/counter/1"
    assert client.get("/sign-in?next=/admin/setup/centre").location == "/counter/1"


def test_an_address_that_takes_forms_alone_says_what_people_can_do(client: FlaskClient) -> None:
    refused = client.get("/sign-out")
    assert refused.status_code == 405
    assert "API" not in refused.text
    assert "Mở lại trang rồi thử lại." in refused.text


@pytest.mark.parametrize(
    ("address", "referer", "again"),
    [
        ("/sign-in", f"{HERE}/sign-in?next=/admin", "/sign-in?next=/admin"),
        ("/sign-in", "", "/sign-in"),
        ("/admin/setup/centre", "", "/admin/setup"),
        ("/take", "", "/take"),
        ("/t/AAAAAAAAAAAAAAAA/cancel", "", "/t/AAAAAAAAAAAAAAAA"),
        ("/t/AAAAAAAAAAAAAAAA/cancel", f"{HERE}/t/AAAAAAAAAAAAAAAA?lang=en", "/t/AAAAAAAAAAAAAAAA?lang=en"),
        ("/dossiers", "https://elsewhere.vn/dossiers", "/dossiers"),
    ],
)
def test_a_page_that_is_too_old_to_send_from_has_a_link_to_open_it_again(
    address: str, referer: str, again: str, client: FlaskClient
) -> None:
    page = client.post(address, headers={"Referer": referer} if referer else {})
    assert page.status_code == 400
    assert "Những gì vừa nhập chưa được gửi." in page.text
    assert f'href="{again}"' in page.text.split("<main", 1)[1]


def test_a_script_is_told_to_reload_as_before(client: FlaskClient, tokens: Tokens) -> None:
    sign_in(client, "lan")
    told = client.post("/api/v1/counters/1/open", json={"fields": ["CT"]}).json
    assert (told["code"], told["action"]) == ("csrf", "Tải lại trang rồi thử lại.")
