"""Who may listen: the right kind of token or session, and nobody else."""

import asyncio
import http.cookiejar
import re
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

from server.core.refusals.catalogue import CATALOGUE
from tests.live.conftest import PUBLIC_URL, Running
from tests.support.process import PASSWORD, Staff
from tests.support.screens import Hall, dial

Token = Callable[[Staff], str]
NAMESPACES = ("/board", "/counter", "/kiosk", "/admin")
TOKENS: dict[str, Token] = {
    "kiosk": lambda staff: staff.kiosk,
    "display": lambda staff: staff.display,
    "officer": lambda staff: staff.officers[0].token,
    "admin": lambda staff: staff.admin,
}
MAY = {
    "/board": {"display", "officer", "admin"},
    "/counter": {"officer", "admin"},
    "/kiosk": {"kiosk", "officer", "admin"},
    "/admin": {"admin"},
}


def refused(hall: Hall, namespace: str, **auth: Any) -> dict[str, Any]:
    return hall.screen(namespace, **auth).wait_for_refusal()


@pytest.mark.parametrize("kind", TOKENS)
@pytest.mark.parametrize("namespace", NAMESPACES)
def test_each_kind_hears_only_what_is_meant_for_it(
    running: Running, hall: Hall, namespace: str, kind: str
) -> None:
    screen = hall.screen(namespace, token=TOKENS[kind](running.staff), counter=1)

    if kind in MAY[namespace]:
        assert screen.wait_for(bool)
    else:
        assert screen.wait_for_refusal()["code"] == "not_allowed"
        assert screen.snapshots == []


@pytest.mark.parametrize("namespace", NAMESPACES)
def test_nobody_hears_anything_without_a_token(running: Running, hall: Hall, namespace: str) -> None:
    assert refused(hall, namespace)["code"] == "not_signed_in"


@pytest.mark.parametrize("token", ["", "made-up", 17, None, ["x"], {"x": 1}, "x" * 10_000])
def test_it_refuses_what_is_no_token(running: Running, hall: Hall, token: Any) -> None:
    assert refused(hall, "/board", token=token)["code"] == "not_signed_in"


def test_it_tells_an_expired_token_from_a_wrong_one(running: Running, hall: Hall) -> None:
    assert refused(hall, "/board", token=running.staff.expired)["code"] == "token_expired"


@pytest.mark.parametrize("counter", [99, 0, -1, "x", "²", None, ["1"]])
def test_it_refuses_the_console_of_a_counter_that_is_not_there(
    running: Running, hall: Hall, counter: Any
) -> None:
    officer = running.staff.officers[0]

    assert refused(hall, "/counter", token=officer.token, counter=counter)["code"] == "unknown_counter"


def test_a_refusal_says_in_both_languages_what_is_wrong_and_what_to_do(running: Running, hall: Hall) -> None:
    found = refused(hall, "/admin", token=running.staff.kiosk)

    kind = CATALOGUE["not_allowed"]
    assert found == {
        "code": "not_allowed",
        "text": {
            "vi": f"{kind.detail.vi} {kind.action.vi}",
            "en": f"{kind.detail.en} {kind.action.en}",
        },
    }


def test_an_officer_who_has_signed_in_needs_no_token(running: Running, hall: Hall) -> None:
    cookie = sign_in(f"http://127.0.0.1:{running.server.port}", running.staff.officers[0].username)

    assert hall.screen("/counter", cookie=cookie, counter=1).wait_for(bool).payload["n"] == 1
    assert hall.screen("/admin", cookie=cookie).wait_for_refusal()["code"] == "not_allowed"


def test_another_sites_page_cannot_use_the_session(running: Running) -> None:
    cookie = sign_in(f"http://127.0.0.1:{running.server.port}", running.staff.officers[0].username)

    with pytest.raises(ConnectionRefusedError, match=" 400 "):
        asyncio.run(dial(running.server.port, cookie, origin="http://elsewhere.example"))


def test_a_page_of_the_public_address_opens_a_line_though_nothing_says_how_it_was_asked(
    running: Running,
) -> None:
    """Behind a proxy that tells neither the scheme nor the name that the browser asked."""

    async def screen() -> None:
        _, writer = await dial(running.server.port, origin=PUBLIC_URL)
        writer.close()

    asyncio.run(screen())
    with pytest.raises(ConnectionRefusedError, match=" 400 "):
        asyncio.run(dial(running.server.port, origin=f"{PUBLIC_URL}.example"))


def sign_in(url: str, username: str) -> str:
    """The Cookie header of a browser in which somebody has signed in."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with browser.open(f"{url}/sign-in") as page:
        found = re.search(r'name="csrf_token" value="([^"]+)"', page.read().decode())
    assert found is not None
    form = {"csrf_token": found[1], "username": username, "password": PASSWORD}
    with browser.open(f"{url}/sign-in", urllib.parse.urlencode(form).encode()) as page:
        assert "/sign-in" not in page.url
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)
