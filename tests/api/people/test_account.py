"""One's own password and PIN, changed without the manager."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.core.guessing import PASSWORDS
from server.core.refusal import Refusal
from server.core.roles import ROLES
from server.http.rate_limit import limiter
from server.service.people import people, sessions
from server.service.people.account import Own, change_own
from server.service.people.password_tries import PasswordTries
from server.service.people.people import Changes, NewPerson
from server.service.people.pins import Lockouts, Pins, check_pin
from server.service.people.sign_in import by_password
from server.service.people.tokens import token_for
from tests.api.browsing import csrf_of, sign_in
from tests.support.api import VERSION, Api
from tests.support.clock import SetClock
from tests.support.enrolled import OFFICER, PASSWORD

NEW = "mat-khau-moi"


def send(client: FlaskClient, what: str, **body: Any) -> Any:
    token = csrf_of(client.get("/account"))
    return client.post(f"{VERSION}/account/{what}", json=body, headers={"X-CSRFToken": token})


@pytest.mark.parametrize("role", ROLES)
def test_everybody_changes_their_own_password(server: Server, client: FlaskClient, role: str) -> None:
    people.add_person(server.context, NewPerson("hoa", "Hoa", role, PASSWORD), "test")
    sign_in(client, "hoa")
    assert client.get("/account").status_code == 200
    answer = send(client, "password", old=PASSWORD, password=NEW)
    assert (answer.status_code, answer.json["username"]) == (200, "hoa")
    assert client.get("/account").status_code == 200  # this session goes on
    assert sign_in(server.app.test_client(), "hoa").status_code == 401
    assert sign_in(server.app.test_client(), "hoa", NEW).status_code == 303


def test_other_sessions_and_tokens_end(api: Api, server: Server, client: FlaskClient) -> None:
    elsewhere = server.app.test_client()
    for browser in (client, elsewhere):
        sign_in(browser, "lan")
    send(client, "password", old=PASSWORD, password=NEW)
    assert elsewhere.get("/counter/1").status_code == 302
    assert client.get("/counter/1").status_code == 200
    assert api.officer.get("/counters/1").status_code == 401


@pytest.mark.parametrize(("what", "body"), [("password", {"password": NEW}), ("pin", {"pin": "97531"})])
def test_a_wrong_old_password_changes_nothing(api: Api, client: FlaskClient, what: str, body: Any) -> None:
    sign_in(client, "lan")
    before = api.admin.get("/people").json["items"][1]["version"]
    answer = send(client, what, old="mat-khau-sai", **body)
    assert (answer.status_code, answer.json["code"]) == (403, "wrong_password")
    assert "chưa đổi gì" in answer.json["detail"]
    assert api.admin.get("/people").json["items"][1]["version"] == before


def test_wrong_old_passwords_are_braked_like_sign_ins(api: Api, client: FlaskClient) -> None:
    sign_in(client, "lan")
    codes = [send(client, "password", old="sai", password=NEW).json["code"] for _ in range(11)]
    assert codes == ["wrong_password"] * 10 + ["too_many_requests"]


def test_after_many_in_one_session_it_waits_and_others_sign_in(
    server: Server, api: Api, clock: SetClock
) -> None:
    context = server.context
    tries = PasswordTries(context, Lockouts(context))
    own = Own("lan", "officer:lan", 1)

    def attempt(old: str, session: int = 1) -> str:
        try:
            change_own(context, tries, Own("lan", "officer:lan", session), old, Changes(password=PASSWORD))
        except Refusal as refusal:
            return refusal.code
        return "changed"

    assert [attempt("sai") for _ in range(PASSWORDS.free)] == ["wrong_password"] * PASSWORDS.free
    assert attempt(PASSWORD, own.session or 0) == "sign_in_locked"
    assert tries.sign_in("lan", PASSWORD, None).person.username == "lan"
    assert attempt(PASSWORD, session=2) == "changed"
    clock.forward(minutes=1)
    assert attempt(PASSWORD) == "changed"


def test_an_officer_sets_and_drops_their_own_pin(api: Api, server: Server, client: FlaskClient) -> None:
    sign_in(client, "lan")
    assert send(client, "pin", old=PASSWORD, pin="97531").json["pin"] is True
    assert check_pin(server.context, "lan", "97531").username == "lan"
    with pytest.raises(Refusal, match="pin_failed"):
        check_pin(server.context, "lan", OFFICER.pin or "")
    assert send(client, "pin", old=PASSWORD, pin=None).json["pin"] is False


def test_who_signed_in_by_pin_goes_on_after_changing_it(api: Api, server: Server) -> None:
    context = server.context
    proven = Pins(context).sign_in(4, "lan", OFFICER.pin or "")
    here, elsewhere = (sessions.begin(context, proven, 4).session for _ in range(2))
    tries = PasswordTries(context, Lockouts(context))
    change_own(context, tries, Own("lan", "officer:lan", here.id), PASSWORD, Changes(pin="97531"))
    assert sessions.find(context, here.id, here.begun_at) is not None
    assert sessions.find(context, elsewhere.id, elsewhere.begun_at) is None


@pytest.mark.parametrize("role", [role for role in ROLES if role != "officer"])
def test_only_an_officer_has_a_pin(server: Server, client: FlaskClient, role: str) -> None:
    people.add_person(server.context, NewPerson("hoa", "Hoa", role, PASSWORD), "test")
    sign_in(client, "hoa")
    answer = send(client, "pin", old=PASSWORD, pin="97531")
    assert (answer.status_code, answer.json["code"]) == (422, "not_valid")
    assert "chỉ công chức" in answer.json["detail"]


@pytest.mark.parametrize(
    ("what", "body", "said"),
    [
        ("password", {"old": PASSWORD, "password": "ngan"}, "mật khẩu: ít nhất 8 ký tự"),
        ("pin", {"old": PASSWORD, "pin": "12"}, "mã PIN: từ 4 đến 8 chữ số"),
        ("pin", {"old": PASSWORD, "pin": "abcd"}, "mã PIN: từ 4 đến 8 chữ số"),
        ("password", {"password": NEW}, "old"),
    ],
)
def test_what_is_not_valid_is_said(api: Api, client: FlaskClient, what: str, body: Any, said: str) -> None:
    sign_in(client, "lan")
    answer = send(client, what, **body)
    assert (answer.status_code, answer.json["code"]) == (422, "not_valid")
    assert said in answer.json["detail"]


def test_no_machine_has_an_account_and_a_session_needs_its_pages_token(api: Api, client: FlaskClient) -> None:
    assert api.kiosk.get("/account").json["code"] == "not_allowed"
    assert api.nobody.get("/account").json["code"] == "not_signed_in"
    sign_in(client, "lan")
    body = {"old": PASSWORD, "password": NEW}
    assert client.post(f"{VERSION}/account/password", json=body).json["code"] == "csrf"


def test_a_program_may_do_it_too_and_its_token_ends(api: Api, server: Server) -> None:
    script = api.holding(token_for(server.context, "lan", "test"))
    assert script.get("/account").json["username"] == "lan"
    limiter.reset()
    assert script.post("/account/password", {"old": PASSWORD, "password": NEW}).status_code == 200
    assert script.get("/account").status_code == 401
    assert by_password(server.context, "lan", NEW).person.username == "lan"
