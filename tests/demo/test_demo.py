"""`goiso demo`: a whole centre to try, with everything a newcomer needs written down."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.config import Settings
from server.core.files import LOCK
from server.demo.people import FILE
from server.demo.start import start
from tests.support.centre import default_settings
from tests.support.demo import Demo

NEWCOMER_WAITS_S = 10
FIELDS = {
    1: ["CT", "HT"],
    2: ["HT", "CT"],
    3: ["DD", "XD"],
    4: ["VX", "BH", "KT", "TH"],
    5: ["KQ", "CA"],
    6: ["CT"],
    7: ["CA"],
    8: ["TH", "KT"],
    9: ["BH", "VX"],
    10: ["KQ", "DD", "XD"],
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with Demo(tmp_path_factory.mktemp("demo")) as running:
        yield running


def get(demo: Demo, path: str, token: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.get(f"{demo.url}/api/v1{path}", headers=headers, timeout=30)


def sign_in(demo: Demo, username: str, password: str) -> httpx.Response:
    """The page that somebody comes to after signing in."""
    browser = httpx.Client(follow_redirects=True, timeout=30)
    page = browser.get(f"{demo.url}/sign-in", timeout=30).text
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert csrf
    values = {"csrf_token": csrf[1], "username": username, "password": password}
    return browser.post(f"{demo.url}/sign-in", data=values, timeout=30)


def test_demo_json_has_the_keys_that_scripts_rely_on(demo: Demo) -> None:
    written = demo.credentials
    assert list(written) == ["url", "kiosk_token", "display_token", "admin", "officers"]
    assert list(written["admin"]) == ["username", "password", "token"]
    assert all(
        list(officer) == ["username", "password", "pin", "counter", "fields", "token"]
        for officer in written["officers"]
    )


def test_demo_json_has_the_types_that_scripts_rely_on(demo: Demo) -> None:
    written = demo.credentials
    assert written["url"] == demo.url
    texts = [written["kiosk_token"], written["display_token"], *written["admin"].values()]
    texts += [o[key] for o in written["officers"] for key in ("username", "password", "pin", "token")]
    assert all(isinstance(text, str) and text for text in texts)
    assert {o["counter"]: o["fields"] for o in written["officers"]} == FIELDS
    assert all(re.fullmatch(r"\d{6}", o["pin"]) for o in written["officers"])


def test_demo_json_is_its_owners_alone(demo: Demo) -> None:
    assert (demo.data / "demo.json").stat().st_mode & 0o777 == 0o600


def test_no_two_people_share_a_secret(demo: Demo) -> None:
    written = demo.credentials
    secrets = [
        written["kiosk_token"],
        written["display_token"],
        written["admin"]["password"],
        written["admin"]["token"],
    ]
    secrets += [o[key] for o in written["officers"] for key in ("password", "token")]
    assert len(secrets) == len(set(secrets))


def test_the_kiosk_token_takes_numbers(demo: Demo) -> None:
    assert demo.take("CT")["channel"] == "kiosk"


def test_the_display_token_sees_the_board(demo: Demo) -> None:
    assert get(demo, "/board", demo.display_token).status_code == 200
    assert get(demo, "/counters/1", demo.display_token).status_code == 403


@pytest.mark.parametrize("n", range(1, 11))
def test_each_officers_token_acts_at_their_counter(demo: Demo, n: int) -> None:
    officer = demo.credentials["officers"][n - 1]
    assert officer["counter"] == n
    assert demo.act(n, "open")["officer"]["username"] == officer["username"]
    if n > 5:
        demo.act(n, "close")


def test_five_counters_are_open_and_five_stand_by(tmp_path: Path) -> None:
    with Demo(tmp_path) as fresh:
        board = get(fresh, "/board", fresh.display_token).json()
    assert [c["state"] for c in board["counters"]] == ["open"] * 5 + ["closed"] * 5


def test_it_is_open_at_any_hour(demo: Demo) -> None:
    assert demo.centre()["opening"]["open"] is True


@pytest.mark.parametrize("n", [1, 10])
def test_officers_sign_in_and_come_to_their_counter(demo: Demo, n: int) -> None:
    officer = demo.credentials["officers"][n - 1]
    page = sign_in(demo, officer["username"], officer["password"])
    assert (page.status_code, page.url) == (200, f"{demo.url}/counter/{n}")


def test_the_manager_signs_in_and_comes_to_the_managers_page(demo: Demo) -> None:
    admin = demo.credentials["admin"]
    page = sign_in(demo, admin["username"], admin["password"])
    assert (page.status_code, page.url) == (200, f"{demo.url}/admin")


def test_the_first_page_links_every_surface(demo: Demo) -> None:
    page = httpx.get(f"{demo.url}/", timeout=30).text
    links = set(re.findall(r'href="([^"]+)"', page))
    assert {"/demo/printer", "/api/v1/openapi.json"} <= links
    assert sum("kind=kiosk" in link and demo.kiosk_token in link for link in links) == 1
    assert any("kind=display" in link and demo.display_token in link for link in links)
    signed_in = re.findall(r'name="username" value="([^"]+)"', page)
    assert sorted(signed_in) == sorted(demo.passwords)


@pytest.mark.parametrize("path", ["/kiosk", "/display", "/enter", "/demo/printer", "/components", "/sign-in"])
def test_every_surface_opens(demo: Demo, path: str) -> None:
    assert httpx.get(demo.url + path, timeout=30).status_code == 200


def test_one_click_signs_somebody_in(demo: Demo) -> None:
    browser = httpx.Client(follow_redirects=True, timeout=30)
    page = browser.get(f"{demo.url}/", timeout=30).text
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert csrf
    came = browser.post(
        f"{demo.url}/demo/sign-in", data={"csrf_token": csrf[1], "username": "canbo03"}, timeout=30
    )
    assert (came.status_code, came.url) == (200, f"{demo.url}/counter/3")


def test_it_prints_on_paper_that_the_browser_shows(demo: Demo) -> None:
    number = demo.take("KQ")["number"]
    until = time.monotonic() + 30
    while number not in [
        s["number"] for s in httpx.get(f"{demo.url}/demo/printer/slips", timeout=30).json()["slips"]
    ]:
        assert time.monotonic() < until, "the slip never came"
        time.sleep(0.05)


def test_it_says_where_to_look(demo: Demo) -> None:
    assert f"Open  {demo.url}/" in demo.output()
    assert "demo.json" in demo.output()


def test_everybody_is_the_same_after_a_restart(tmp_path: Path) -> None:
    with Demo(tmp_path) as demo:
        before, number = demo.credentials, demo.take()["number"]
        demo.kill()
        demo.start()
        written = json.loads((demo.data / "demo.json").read_text(encoding="utf-8"))
        assert written == before
        assert (number, demo.take()["number"]) == ("A001", "A002")


def test_a_newcomer_to_a_busy_demo_soon_sees_calls(tmp_path: Path) -> None:
    with Demo(tmp_path, busy=True) as demo:
        until = time.monotonic() + NEWCOMER_WAITS_S
        calls: list[Any] = []
        while not calls and time.monotonic() < until:
            calls = get(demo, "/board", demo.display_token).json()["calls"]
            time.sleep(0.1)
        assert calls, f"no call in {NEWCOMER_WAITS_S} s"


def test_no_kiosk_of_the_demo_is_held_up_by_a_pace(demo: Demo) -> None:
    assert demo.settings()["kiosk"]["numbers_per_minute"] == 0


def started(folder: Path, *, fresh: bool) -> Settings:
    """The settings that the demo serves with, instead of serving."""
    served: list[Settings] = []
    start(default_settings(folder), fresh=fresh, busy=False, serve=lambda given, _ready: served.append(given))
    (settings,) = served
    return settings


def test_fresh_forgets_what_happened_before(tmp_path: Path) -> None:
    (tmp_path / "goiso.db").write_text("yesterday", encoding="utf-8")
    assert started(tmp_path, fresh=False).server.data == tmp_path
    assert (tmp_path / "goiso.db").exists()
    (tmp_path / FILE).write_text("{}", encoding="utf-8")
    assert started(tmp_path, fresh=True).server.data == tmp_path
    assert [path.name for path in tmp_path.iterdir()] == [LOCK]


def test_fresh_is_fine_where_nothing_happened_before(tmp_path: Path) -> None:
    assert started(tmp_path / "never", fresh=True).server.data == tmp_path / "never"
