"""Signing in by PIN at a counter machine."""

import io
import json
import logging
import sqlite3
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from server.app import Server
from server.core.refusal import Refusal
from server.core.roles import machine_may
from server.http.access import ALLOWED, EVERYBODY, LISTENERS
from server.service.people import devices
from server.service.people.people import NewPerson, add_person
from server.service.people.tokens import token_for
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.enrolled import OFFICER, OTHER, PASSWORD, Tokens

PIN = str(OFFICER.pin)
WRONG = "999999"


class Machine:
    """A browser with a counter machine's token, or with another."""

    def __init__(self, server: Server, token: str | None) -> None:
        self.client = server.app.test_client()
        self.token = token

    def enter(self, pin: str, username: str = OFFICER.username, csrf: str | None = None) -> TestResponse:
        """Choose a name and enter a PIN, as the page does."""
        headers = {} if self.token is None else {"Authorization": f"Bearer {self.token}"}
        headers["X-CSRFToken"] = self.csrf() if csrf is None else csrf
        return self.client.post("/pin", json={"username": username, "pin": pin}, headers=headers)

    def csrf(self) -> str:
        page = self.client.get("/pin").text
        return page.split('name="csrf-token" content="')[1].split('"')[0]

    def signed_in(self) -> bool:
        return self.client.get("/counter/1").status_code == 200


@pytest.fixture
def people(tokens: Tokens) -> None:
    """Lan with a PIN, Minh without one, and their manager."""


@pytest.fixture
def device(server: Server) -> tuple[int, str]:
    return devices.enrol_device(server.context, "counter", "Máy quầy 1", "test")


@pytest.fixture
def machine(server: Server, people: None, device: tuple[int, str]) -> Machine:
    return Machine(server, device[1])


def code(answer: TestResponse) -> str:
    return str(answer.json["code"])


def test_the_right_pin_leads_to_the_officers_counter(machine: Machine) -> None:
    answer = machine.enter(PIN)
    assert answer.status_code == 200, answer.text
    assert answer.json == {"next": "/counter/1"}
    assert machine.signed_in()


def test_it_leads_to_the_counter_that_the_officer_holds(
    machine: Machine, server: Server, people: None
) -> None:
    token = token_for(server.context, OFFICER.username, "test")
    opened = server.app.test_client().post(
        "/api/v1/counters/7/open", headers={"Authorization": f"Bearer {token}"}
    )
    assert opened.status_code == 200
    assert machine.enter(PIN).json == {"next": "/counter/7"}


def test_a_wrong_pin_signs_nobody_in(machine: Machine) -> None:
    answer = machine.enter(WRONG)
    assert (answer.status_code, code(answer)) == (401, "pin_failed")
    assert "mật khẩu" in answer.json["action"]
    assert not machine.signed_in()


@pytest.mark.parametrize("username", ["nobody", OTHER.username, "binh", ""])
def test_only_officers_with_a_pin_come_in(machine: Machine, username: str) -> None:
    answer = machine.enter(PIN, username)
    assert code(answer) == ("pin_failed" if username else "bad_request")
    assert not machine.signed_in()


def test_the_password_is_no_pin(machine: Machine) -> None:
    assert code(machine.enter(PASSWORD)) == "pin_failed"


def test_whoever_was_signed_in_before_is_not_any_more(machine: Machine, server: Server) -> None:
    add_person(server.context, NewPerson("thu", "Thu", "officer", PASSWORD, "2468", 5), "test")
    machine.enter(PIN)
    assert "Nguyễn Thị Lan" in machine.client.get("/counter/1").text
    machine.enter("2468", "thu")
    assert "Nguyễn Thị Lan" not in machine.client.get("/counter/1").text


def test_five_wrong_pins_lock_the_name_for_five_minutes(machine: Machine, clock: SetClock) -> None:
    for _ in range(5):
        assert code(machine.enter(WRONG)) == "pin_failed"
    answer = machine.enter(PIN)
    assert (answer.status_code, code(answer)) == (429, "pin_locked")
    assert answer.json["action"].startswith("Đăng nhập bằng mật khẩu, hoặc đợi 5 phút")
    clock.forward(minutes=4, seconds=30)
    assert "1 phút" in machine.enter(PIN).json["action"]
    clock.forward(seconds=30)
    assert machine.enter(PIN).status_code == 200


def test_asking_while_it_is_locked_does_not_lock_it_for_longer(machine: Machine, clock: SetClock) -> None:
    for _ in range(5):
        machine.enter(WRONG)
    for _ in range(4):
        clock.forward(minutes=1)
        assert code(machine.enter(WRONG)) == "pin_locked"
    clock.forward(minutes=1)
    assert machine.enter(PIN).status_code == 200


def test_wrong_pins_that_are_far_apart_lock_nothing(machine: Machine, clock: SetClock) -> None:
    for _ in range(8):
        assert code(machine.enter(WRONG)) == "pin_failed"
        clock.forward(minutes=2)
    assert machine.enter(PIN).status_code == 200


def test_a_right_pin_forgives_what_was_wrong_before(machine: Machine, clock: SetClock) -> None:
    for _ in range(3):
        for _ in range(4):
            assert code(machine.enter(WRONG)) == "pin_failed"
        assert machine.enter(PIN).status_code == 200
        clock.forward(minutes=1)


def test_one_locked_name_leaves_the_others_alone(machine: Machine, server: Server) -> None:
    add_person(server.context, NewPerson("thu", "Thu", "officer", PASSWORD, "2468", 5), "test")
    for _ in range(6):
        machine.enter(WRONG)
    assert machine.enter("2468", "thu").status_code == 200


def test_a_locked_name_can_still_sign_in_with_its_password(machine: Machine) -> None:
    for _ in range(6):
        machine.enter(WRONG)
    form = {"username": OFFICER.username, "password": PASSWORD, "csrf_token": machine.csrf()}
    assert machine.client.post("/sign-in", data=form).status_code == 303
    assert machine.signed_in()


def test_a_lock_holds_at_every_machine(machine: Machine, server: Server) -> None:
    for _ in range(5):
        machine.enter(WRONG)
    other = Machine(server, devices.enrol_device(server.context, "counter", "Máy quầy 2", "test")[1])
    assert code(other.enter(PIN)) == "pin_locked"


def test_one_machine_may_try_ten_times_a_minute(machine: Machine, server: Server, clock: SetClock) -> None:
    for n in range(10):
        assert code(machine.enter(WRONG, f"name{n}")) == "pin_failed"
    assert (machine.enter(PIN).status_code, code(machine.enter(PIN))) == (429, "too_many_requests")
    other = Machine(server, devices.enrol_device(server.context, "counter", "Máy quầy 2", "test")[1])
    assert other.enter(PIN).status_code == 200
    clock.forward(minutes=1)
    assert machine.enter(PIN).status_code == 200


def test_a_browser_that_is_no_counter_machine_cannot_use_a_pin(server: Server, people: None) -> None:
    answer = Machine(server, None).enter(PIN)
    assert (answer.status_code, code(answer)) == (401, "not_signed_in")
    assert code(Machine(server, "made-up").enter(PIN)) == "not_signed_in"


@pytest.mark.parametrize("kind", sorted(set(devices.DEVICE_KINDS) - {"counter"}))
def test_other_devices_cannot_use_a_pin(server: Server, people: None, kind: str) -> None:
    other = Machine(server, devices.enrol_device(server.context, kind, f"other {kind}", "test")[1])
    assert code(other.enter(PIN)) == "not_allowed"
    assert not other.signed_in()


def test_a_persons_token_is_no_counter_machine(server: Server, people: None) -> None:
    token = token_for(server.context, OFFICER.username, "test")
    assert code(Machine(server, token).enter(PIN)) == "not_allowed"


def test_a_machine_whose_token_was_taken_back_cannot_use_a_pin(
    machine: Machine, server: Server, device: tuple[int, str]
) -> None:
    devices.revoke_device(server.context, device[0], "test")
    assert code(machine.enter(PIN)) == "token_expired"
    assert not machine.signed_in()


@pytest.mark.parametrize("csrf", ["", "made-up"])
def test_it_wants_the_pages_csrf_token(machine: Machine, csrf: str) -> None:
    answer = machine.enter(PIN, csrf=csrf)
    assert (answer.status_code, code(answer)) == (400, "csrf")
    assert not machine.signed_in()


@pytest.mark.parametrize("body", [{}, {"username": "lan"}, {"username": "lan", "pin": 123456}, [], "x" * 99])
def test_what_is_no_name_and_pin_is_refused(machine: Machine, body: object) -> None:
    headers = {"Authorization": f"Bearer {machine.token}", "X-CSRFToken": machine.csrf()}
    assert code(machine.client.post("/pin", json=body, headers=headers)) == "bad_request"


@pytest.mark.parametrize(
    "body",
    [
        rb'{"username": "\ud800", "pin": "1234"}',
        rb'{"username": "lan", "pin": "\ud800"}',
        rb'{"username": "lan", "pin": "1234", "\ud800": 1}',
        b"[" * 50_000,
        b'{"username":' * 5000,
        b'{"username": "lan", "pin": ' + b"9" * 5000 + b"}",
        b'{"username": "\xff", "pin": "1234"}',
        b"\xff",
    ],
)
def test_what_is_no_json_in_whole_characters_is_refused(machine: Machine, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {machine.token}", "X-CSRFToken": machine.csrf()}
    answer = machine.client.post("/pin", data=body, content_type="application/json", headers=headers)
    assert (answer.status_code, code(answer)) == (400, "bad_request")


def test_a_name_and_pin_over_64_kb_are_refused_whatever_length_is_promised(machine: Machine) -> None:
    said = json.dumps({"username": OFFICER.username, "pin": PIN}).encode()
    answer = machine.client.post(
        "/pin",
        input_stream=io.BytesIO(said + b" " * (64 * 1024) + b"junk"),
        content_type="application/json",
        headers={"Authorization": f"Bearer {machine.token}", "X-CSRFToken": machine.csrf()},
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert (answer.status_code, code(answer)) == (413, "body_too_large")
    assert not machine.signed_in()


def test_a_nul_in_name_or_pin_is_a_wrong_one(machine: Machine) -> None:
    assert code(machine.enter(PIN, f"{OFFICER.username}\0")) == "pin_failed"
    assert code(machine.enter(f"{PIN}\0")) == "pin_failed"


def test_it_may_ask_for_the_officers_and_for_nothing_else(server: Server, api: Api, machine: Machine) -> None:
    caller = api.holding(str(machine.token))
    assert {person["username"] for person in caller.get("/officers").json["items"]} >= {OFFICER.username}
    reached = {
        name for name, needed in ALLOWED.items() if needed != EVERYBODY and machine_may("counter", needed)
    }
    assert reached == {"people.officers"}
    assert not any(machine_may("counter", needed) for needed in LISTENERS.values())
    for path in ("/counters/1", "/board", "/journal", "/reports/calls"):
        assert code(caller.get(path)) == "not_allowed"
    for path in ("/tickets", "/counters/1/call", "/counters/1/open"):
        assert code(caller.post(path, {})) == "not_allowed"


def test_the_list_says_who_has_a_pin_and_never_which(machine: Machine, api: Api) -> None:
    answer = api.holding(str(machine.token)).get("/officers")
    assert {p["username"]: p["pin"] for p in answer.json["items"]} == {
        "lan": True,
        "minh": False,
        "binh": False,
    }
    assert PIN not in answer.text
    assert "argon2" not in answer.text


def test_changing_officers_leads_back_to_the_names(machine: Machine) -> None:
    machine.enter(PIN)
    assert "Đổi người" in machine.client.get("/counter/1").text
    left = machine.client.post("/sign-out", data={"csrf_token": machine.csrf()})
    assert left.location == "/pin"
    assert not machine.signed_in()


def test_signing_out_elsewhere_leads_to_the_sign_in_page(server: Server, people: None) -> None:
    browser = Machine(server, None)
    form = {"username": OFFICER.username, "password": PASSWORD, "csrf_token": browser.csrf()}
    browser.client.post("/sign-in", data=form)
    assert "Đổi người" not in browser.client.get("/counter/1").text
    assert browser.client.post("/sign-out", data={"csrf_token": browser.csrf()}).location == "/sign-in"


@pytest.mark.parametrize("pin", ["", "123", "123456789", "12 34", "abcd", "１２３４", "1234\n"])
def test_a_pin_has_four_to_eight_digits(server: Server, pin: str) -> None:
    with pytest.raises(Refusal, match="PIN"):
        add_person(server.context, NewPerson("moi", "Mới", "officer", PASSWORD, pin), "test")


def test_a_manager_has_no_pin(server: Server) -> None:
    with pytest.raises(Refusal, match="PIN"):
        add_person(server.context, NewPerson("moi", "Mới", "admin", PASSWORD, "1234"), "test")


def test_the_pin_is_never_kept_in_the_clear(
    machine: Machine,
    server: Server,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    machine.enter(PIN)
    machine.enter(WRONG)
    printed = "".join(capfd.readouterr()) + caplog.text
    assert PIN not in printed
    assert WRONG not in printed
    server.context.store.write(lambda tr: tr.connection.execute("SELECT 1").fetchall())
    with sqlite3.connect(f"file:{next((tmp_path / 'data').glob('*.db'))}?mode=ro", uri=True) as database:
        everything = "\n".join(database.iterdump())
    assert "$argon2" in everything
    assert f"'{PIN}'" not in everything
    assert WRONG not in everything


def test_a_lockout_is_one_event_with_the_name_and_the_machine(
    machine: Machine, server: Server, device: tuple[int, str], clock: SetClock
) -> None:
    def noted() -> list[tuple[str, str]]:
        query = "SELECT actor, data FROM journal WHERE type = 'sign_in_locked_out' ORDER BY seq"
        with server.context.store.read() as connection:
            return connection.execute(query).fetchall()

    for _ in range(4):
        machine.enter(WRONG)
    assert noted() == []
    for _ in range(3):
        machine.enter(WRONG)
    event = (f"counter:{device[0]}", '{"username":"lan","way":"pin","seconds":300}')
    assert noted() == [event]
    clock.forward(seconds=301)
    for _ in range(6):
        machine.enter(WRONG)
    assert noted() == [event, event]
