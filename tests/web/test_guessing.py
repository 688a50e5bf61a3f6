"""Guessing PINs and passwords: how many tries somebody gets, and who waits meanwhile."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.app import Server
from server.http.rate_limit import limiter
from server.service.people import devices
from tests.api.browsing import csrf_of, sign_in, submit
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.enrolled import OFFICER, PASSWORD, Tokens

PIN = str(OFFICER.pin)
DAY_MINUTES = 24 * 60
Enter = Callable[..., TestResponse]


@pytest.fixture
def enter(server: Server, tokens: Tokens) -> Enter:
    """Try a PIN at a counter machine, on the page that stays open until somebody is signed in."""
    machines: dict[str, tuple[FlaskClient, str]] = {}
    open_pages: dict[str, str] = {}

    def try_(pin: str, username: str = "lan", machine: str = "stolen") -> TestResponse:
        if machine not in machines:
            _, token = devices.enrol_device(server.context, "counter", machine, "test")
            machines[machine] = server.app.test_client(), token
        client, token = machines[machine]
        if machine not in open_pages:
            open_pages[machine] = csrf_of(client.get("/pin"))
        headers = {"Authorization": f"Bearer {token}", "X-CSRFToken": open_pages[machine]}
        answer = client.post("/pin", json={"username": username, "pin": pin}, headers=headers)
        if answer.status_code == 200:
            del open_pages[machine]
        return answer

    return try_


def guess_all_day(enter: Enter, clock: SetClock, names: list[str]) -> int:
    """Try wrong PINs as fast as the server lets one, each minute at another name, for a day; answers how many were looked at."""
    looked_at = 0
    for minute in range(DAY_MINUTES):
        while enter("999999", names[minute % len(names)]).json["code"] == "pin_failed":
            looked_at += 1
        clock.forward(minutes=1)
    return looked_at


def test_a_stolen_machine_tries_a_handful_of_pins_a_day_and_not_14400(enter: Enter, clock: SetClock) -> None:
    assert guess_all_day(enter, clock, ["lan", "minh", "binh"]) <= 25


def locked_machine(enter: Enter, clock: SetClock) -> TestResponse:
    for n in range(15):
        assert enter("999999", f"name{n}").json["code"] == "pin_failed"
        clock.forward(minutes=1 if n % 5 == 4 and n < 14 else 0)
    return enter(PIN)


def test_the_lock_says_what_happened_how_long_it_is_and_who_can_help(enter: Enter, clock: SetClock) -> None:
    answer = locked_machine(enter, clock)
    assert (answer.status_code, answer.json["code"]) == (429, "pin_machine_locked")
    assert "tại máy này" in answer.json["detail"]
    assert "người quản lý" in answer.json["action"]
    assert "5 phút" in answer.json["action"]


def test_the_lock_grows(enter: Enter, clock: SetClock) -> None:
    locked_machine(enter, clock)
    waits = []
    for _ in range(6):
        minutes = int(enter(PIN).json["action"].split(" phút")[0].split()[-1])
        waits.append(minutes)
        clock.forward(minutes=minutes)
        assert enter("999999", "somebody").json["code"] == "pin_failed"
    assert waits == [5, 15, 60, 240, 720, 1440]


def test_officers_at_other_machines_go_on(enter: Enter, clock: SetClock) -> None:
    locked_machine(enter, clock)
    assert enter(PIN, machine="counter 2").status_code == 200


def test_ones_own_right_pin_does_not_buy_more_guesses_at_others(
    enter: Enter, clock: SetClock, server: Server
) -> None:
    for n in range(14):
        assert enter("999999", f"name{n}").json["code"] == "pin_failed"
        clock.forward(minutes=1)
    assert enter(PIN).status_code == 200
    assert enter("999999", "minh").json["code"] == "pin_failed"
    assert enter(PIN).json["code"] == "pin_machine_locked"


def test_who_mistypes_now_and_then_all_day_is_never_kept_waiting(enter: Enter, clock: SetClock) -> None:
    for _ in range(40):
        assert enter("111111").json["code"] == "pin_failed"
        assert enter("222222").json["code"] == "pin_failed"
        assert enter(PIN).status_code == 200
        clock.forward(minutes=6)


def test_a_manager_releases_the_machine_and_the_names_tried_at_it(
    enter: Enter, clock: SetClock, server: Server, api: Api
) -> None:
    manager = server.app.test_client()
    sign_in(manager, "binh")
    assert "Mở khóa mã PIN" not in manager.get("/admin").text
    locked_machine(enter, clock)
    page = manager.get("/admin").text
    assert page.count("Mở khóa mã PIN: stolen") == 1
    device = next(each.id for each in devices.devices(server.context) if each.name == "stolen")
    assert submit(manager, f"/admin/devices/{device}/release", "/admin").status_code == 303
    assert "Mở khóa mã PIN" not in manager.get("/admin").text
    assert enter(PIN).status_code == 200
    items = api.admin.get("/journal?limit=1000").json["items"]
    told = [(item["type"], item["actor"]) for item in items if item["type"].startswith("sign_in_")]
    assert told == [("sign_in_locked_out", f"counter:{device}"), ("sign_in_released", "admin:binh")]


def guess(server: Server, address: str, username: str = "lan") -> TestResponse:
    stranger = server.app.test_client()
    stranger.environ_base["REMOTE_ADDR"] = address
    limiter.reset()
    return sign_in(stranger, username, "sai-mat-khau")


def test_another_spelling_of_a_name_is_no_new_start_for_its_pins(
    enter: Enter, clock: SetClock, api: Api
) -> None:
    for username in ("lan", "Lan", "LAN", " lan ", "lAn"):
        assert enter("999999", username).json["code"] == "pin_failed"
    for username in ("lan", "laN", " lan"):
        assert enter(PIN, username, machine="another").json["code"] == "pin_locked"
    items = api.admin.get("/journal?limit=1000").json["items"]
    assert [item["data"]["username"] for item in items if item["type"] == "sign_in_locked_out"] == ["lan"]


@pytest.mark.parametrize("username", ["lan", "nobody-here"])
def test_another_spelling_of_a_name_is_no_new_start_for_its_passwords(
    server: Server, tokens: Tokens, username: str
) -> None:
    spelled = [
        username.upper(),
        username.capitalize(),
        f" {username}",
        username,
        f"{username[:-1]}{username[-1:].upper()}",
    ]
    statuses = [guess(server, f"10.0.{n}.1", spelled[n % len(spelled)]).status_code for n in range(25)]
    assert statuses == [401] * 20 + [429] * 5


def test_a_browser_that_is_known_by_one_spelling_is_known_by_all(server: Server, tokens: Tokens) -> None:
    own = server.app.test_client()
    assert sign_in(own, "Lan").status_code == 303
    submit(own, "/sign-out", "/counter/1")
    for n in range(22):
        guess(server, f"10.0.{n}.1")
    limiter.reset()
    assert sign_in(own, "lan").status_code == 303


@pytest.mark.parametrize("username", ["lan", "nobody-here"])
def test_passwords_of_one_name_are_not_guessed_from_many_machines(
    server: Server, tokens: Tokens, username: str
) -> None:
    statuses = [guess(server, f"10.0.{n}.1", username).status_code for n in range(25)]
    assert statuses == [401] * 20 + [429] * 5
    page = guess(server, "10.1.0.1", username).text
    assert "Đã nhập sai mật khẩu quá nhiều lần cho tên này." in page
    assert "đợi 1 phút" in page


def test_the_wait_for_a_name_grows_to_a_quarter_of_an_hour_and_no_further(
    server: Server, tokens: Tokens, clock: SetClock
) -> None:
    for n in range(20):
        guess(server, f"10.0.{n}.1")
    waits = []
    for _ in range(7):
        page = guess(server, "10.1.0.1").text
        waits.append(int(page.split("đợi ")[1].split(" phút")[0]))
        clock.forward(minutes=waits[-1])
        assert guess(server, "10.1.0.1").status_code == 401
    assert waits == [1, 2, 4, 8, 15, 15, 15]


def test_an_officer_at_their_own_machine_is_not_kept_out_by_strangers(server: Server, tokens: Tokens) -> None:
    own = server.app.test_client()
    sign_in(own, "lan")
    submit(own, "/sign-out", "/counter/1")
    for n in range(22):
        guess(server, f"10.0.{n}.1")
    assert guess(server, "10.1.0.1").status_code == 429
    limiter.reset()
    assert sign_in(own, "lan").status_code == 303


def test_having_signed_in_under_one_name_makes_no_browser_known_for_another(
    server: Server, tokens: Tokens
) -> None:
    own = server.app.test_client()
    sign_in(own, "minh")
    for n in range(20):
        guess(server, f"10.0.{n}.1")
    limiter.reset()
    assert sign_in(own, "lan").status_code == 429


def test_a_new_password_from_the_manager_opens_the_name_again(server: Server, api: Api) -> None:
    for n in range(21):
        guess(server, f"10.0.{n}.1")
    assert api.admin.patch("/people/lan", {"password": "mat-khau-moi"}).status_code == 200
    limiter.reset()
    assert sign_in(server.app.test_client(), "lan", "mat-khau-moi").status_code == 303


def test_it_opens_the_name_however_it_was_spelled(server: Server, api: Api) -> None:
    for n in range(21):
        guess(server, f"10.0.{n}.1", "Lan")
    assert api.admin.patch("/people/lan", {"password": "mat-khau-moi"}).status_code == 200
    limiter.reset()
    assert sign_in(server.app.test_client(), "Lan", "mat-khau-moi").status_code == 303


def test_ten_wrong_passwords_now_and_the_right_one_keep_nobody_waiting(
    server: Server, tokens: Tokens
) -> None:
    own = server.app.test_client()
    for _ in range(5):
        for _ in range(5):
            limiter.reset()
            assert sign_in(own, "lan", "sai-mat-khau").status_code == 401
        assert sign_in(own, "lan", PASSWORD).status_code == 303
        submit(own, "/sign-out", "/counter/1")
