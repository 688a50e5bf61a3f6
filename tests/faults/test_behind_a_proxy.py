"""Behind each proxy that docs/install.md recommends, with the file that it gives: all works as without one."""

import http.client
import json
import re
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

from server.core.certificates import AUTHORITY, folder_of
from server.operations.certificate_names import Names
from server.operations.certificates import make
from tests.support import caddy, nginx
from tests.support.ports import free_port
from tests.support.process import PASSWORD, Process, Staff
from tests.support.proxy import NAME, Proxy
from tests.support.screens import frame

TRIES_A_MINUTE = 10
MANY_TRIES = 60


@dataclass(frozen=True)
class Centre:
    """A server, whom it knows, and what stands before it."""

    server: Process
    staff: Staff
    proxy: Proxy


def before(program: ModuleType) -> object:
    """The proxy of one of the samples."""
    name = program.PROGRAMS[0]
    there = pytest.mark.skipif(
        not program.installed(), reason=f"{name} is not installed: python -m tests.support.{name}"
    )
    return pytest.param(getattr(program, name), id=name, marks=there)


@pytest.fixture(scope="module", params=[before(nginx), before(caddy)])
def centre(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Centre]:
    folder, port = tmp_path_factory.mktemp("proxied"), free_port()
    settings = f'public_url = "https://{NAME}:{port}"\ntrusted_proxies = ["127.0.0.1"]'
    with Process(folder, settings=settings) as server:
        staff = server.enrol(officers=1)
        server.start()
        with request.param(folder, port, server.port) as proxy:
            yield Centre(server, staff, proxy)


class Phone:
    """A browser behind an address of its own."""

    def __init__(self, proxy: Proxy, address: str, **headers: str) -> None:
        self._proxy, self._address = proxy, address
        self._headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.cookies: dict[str, str] = {}
        self.set_cookie: list[str] = []

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Status and text; cookies are kept."""
        line = http.client.HTTPConnection(NAME, self._proxy.port)
        line.sock = self._proxy.line(self._address)
        headers = {
            "Host": f"{NAME}:{self._proxy.port}",
            "Referer": f"{self._proxy.origin}/sign-in",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        line.request(method, path, urllib.parse.urlencode(form or {}), headers | self._headers)
        answer = line.getresponse()
        text = answer.read().decode()
        self.set_cookie = answer.headers.get_all("Set-Cookie") or []
        for cookie in self.set_cookie:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        line.close()
        return answer.status, text

    def sign_in(self, username: str) -> int:
        """The status of what the form answers."""
        page = self.ask("GET", "/sign-in")[1]
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token is not None
        form = {"csrf_token": token[1], "username": username, "password": PASSWORD}
        return self.ask("POST", "/sign-in", form)[0]


def upgrade(centre: Centre, origin: str, **headers: str) -> bytes:
    """What a WebSocket's opening request is answered with, and what comes after a screen has joined."""
    lines = [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        f"Host: {NAME}:{centre.proxy.port}",
        f"Origin: {origin}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    with centre.proxy.line() as line:
        line.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        heard = line.recv(4096)
        if b" 101 " in heard:
            line.sendall(frame(f"40/board,{json.dumps({'token': centre.staff.display})}"))
            while b'"snapshot"' not in heard:
                more = line.recv(65536)
                assert more, heard
                heard += more
    return heard


def test_screens_are_live(centre: Centre) -> None:
    assert upgrade(centre, centre.proxy.origin).startswith(b"HTTP/1.1 101 ")


def test_another_sites_page_opens_no_line_whatever_host_it_says_was_asked(centre: Centre) -> None:
    assert b" 400 " in upgrade(centre, "https://evil.example")
    assert b" 400 " in upgrade(centre, "https://evil.example", X_Forwarded_Host="evil.example")


def test_eleven_phones_sign_in_within_a_minute(centre: Centre) -> None:
    phones = [Phone(centre.proxy, f"127.0.0.{n}") for n in range(20, 20 + TRIES_A_MINUTE + 1)]
    assert [phone.sign_in("quanly") for phone in phones] == [303] * len(phones)


def limited(try_once: Callable[[int], int]) -> bool:
    """Whether tries are refused in the end; on a slow machine a minute holds few, so it goes on for many."""
    return any(try_once(n) == 429 for n in range(MANY_TRIES))


def test_one_phone_is_limited_whoever_it_says_it_speaks_for(centre: Centre) -> None:
    def try_once(n: int) -> int:
        return Phone(centre.proxy, "127.0.0.99", X_Forwarded_For=f"203.0.113.{n}").sign_in(f"ai-do-{n}")

    assert limited(try_once)


def test_cookies_are_for_https_alone(centre: Centre) -> None:
    phone = Phone(centre.proxy, "127.0.0.98")
    phone.sign_in("quanly")
    assert phone.set_cookie
    assert all("; Secure" in cookie for cookie in phone.set_cookie)
    assert phone.ask("GET", "/admin")[0] == 200


def test_links_for_machines_are_those_that_people_open(centre: Centre) -> None:
    phone = Phone(centre.proxy, "127.0.0.97")
    phone.sign_in("quanly")
    page = phone.ask("GET", "/admin")[1]
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page) or re.search(
        r'csrf[^>]*content="([^"]+)"', page
    )
    assert token is not None
    status, text = phone.ask("POST", "/admin/devices", {"csrf_token": token[1], "kind": "kiosk", "name": "K"})
    assert status == 201
    assert f"{centre.proxy.origin}/" in text


@pytest.mark.skipif(not nginx.installed(), reason="nginx is not installed: python -m tests.support.nginx")
def test_with_its_own_certificate_the_halls_machines_are_on_https_and_phones_stay_on_http(
    tmp_path: Path,
) -> None:
    plain, encrypted = free_port(), free_port()
    with Process(tmp_path, settings='trusted_proxies = ["127.0.0.1"]') as server:
        staff = server.enrol(officers=1)
        authority = folder_of(server.data) / AUTHORITY
        make(authority.parent, Names.of([NAME]), datetime.now(UTC))
        server.start()
        with nginx.nginx_of_the_hall(server.data, (plain, encrypted), server.port) as proxy:
            centre = Centre(server, staff, replace(proxy, authority=authority))
            assert upgrade(centre, centre.proxy.origin).startswith(b"HTTP/1.1 101 ")
            assert Phone(centre.proxy, "127.0.0.96").sign_in("quanly") == 303
            phone = http.client.HTTPConnection("127.0.0.1", plain, timeout=20)
            phone.request("GET", "/trust/goiso.crt")
            assert phone.getresponse().read() == authority.read_bytes()


def test_what_passes_no_proxy_of_ours_is_not_believed(tmp_path: Path) -> None:
    with Process(tmp_path) as server:
        server.enrol()
        server.start()
        assert limited(partial(_wrong, server))


def _wrong(server: Process, n: int) -> int:
    line = http.client.HTTPConnection("127.0.0.1", server.port)
    line.request("GET", "/sign-in")
    answer = line.getresponse()
    token = re.search(r'name="csrf_token" value="([^"]+)"', answer.read().decode())
    cookie = (answer.headers["Set-Cookie"] or "").partition(";")[0]
    assert token is not None
    form = urllib.parse.urlencode({"csrf_token": token[1], "username": f"ai-do-{n}", "password": "x"})
    headers = {
        "Cookie": cookie,
        "X-Forwarded-For": f"203.0.113.{n}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    line.request("POST", "/sign-in", form, headers)
    return line.getresponse().status
