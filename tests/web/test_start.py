"""The first run's pages: code, administrator, and where everybody goes before and after."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.http.rate_limit import limiter
from server.service.people.people import NewPerson, add_person, people
from tests.api.browsing import csrf_of, submit
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import PASSWORD, Tokens
from tests.support.quick_server import quick_server

ADMIN = {"name": "Trần Thị Bình", "username": "binh", "password": PASSWORD}


def code_of(server: Server) -> str:
    code = server.first_run.code
    assert code is not None
    return code


@pytest.fixture
def let_in(server: Server, client: FlaskClient) -> FlaskClient:
    """A browser in which the code was typed."""
    answer = submit(client, "/start/code", "/start", code=code_of(server))
    assert (answer.status_code, answer.location) == (303, "/start")
    return client


@pytest.mark.parametrize("path", ["/", "/sign-in", "/sign-in?next=/admin"])
def test_everything_leads_there_while_nobody_can_sign_in(client: FlaskClient, path: str) -> None:
    assert client.get(path).location == "/start"


@pytest.mark.parametrize("path", ["/kiosk", "/screen", "/helper", "/pin", "/readyz"])
def test_machines_and_operations_are_not_led_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_the_code_is_asked_for_first_and_shown_nowhere(server: Server, client: FlaskClient) -> None:
    page = client.get("/start").text
    assert 'name="code"' in page
    assert 'name="password"' not in page
    assert code_of(server) not in page
    assert code_of(server).replace(" ", "") not in page


def test_the_administrator_is_signed_in_and_led_to_the_first_steps(
    let_in: FlaskClient, server: Server
) -> None:
    assert 'name="password"' in let_in.get("/start").text
    answer = submit(let_in, "/start", "/start", **ADMIN)
    assert (answer.status_code, answer.location) == (303, "/admin/setup")
    assert let_in.get("/admin/setup").status_code == 200
    assert [(person.username, person.role) for person in people(server.context)] == [("binh", "admin")]


def test_a_wrong_code_is_told_and_opens_nothing(client: FlaskClient, server: Server) -> None:
    wrong = submit(
        client, "/start/code", "/start", code="0000 0000" if code_of(server) != "0000 0000" else "1"
    )
    assert wrong.status_code == 403
    assert "Mã này không phải mã máy chủ vừa in ra." in wrong.text
    assert 'name="password"' not in client.get("/start").text
    answer = submit(client, "/start", "/start", **ADMIN)
    assert answer.status_code == 409
    assert people(server.context) == []


def test_too_many_tries_from_one_machine_have_to_wait(client: FlaskClient) -> None:
    statuses = [submit(client, "/start/code", "/start", code="x").status_code for _ in range(12)]
    assert statuses == [403] * 10 + [429] * 2


def test_tries_from_many_machines_are_counted_together(server: Server, client: FlaskClient) -> None:
    statuses = []
    for n in range(22):
        limiter.reset()
        client.environ_base["REMOTE_ADDR"] = f"10.0.{n}.1"
        statuses.append(submit(client, "/start/code", "/start", code="x").status_code)
    assert statuses == [403] * 20 + [429] * 2
    assert "Đợi 1 phút, hoặc khởi động lại máy chủ" in submit(client, "/start/code", "/start", code="x").text


def test_of_two_browsers_one_wins_and_the_other_is_told_so(let_in: FlaskClient, server: Server) -> None:
    other = server.app.test_client()
    submit(other, "/start/code", "/start", code=code_of(server))
    form = other.get("/start")
    assert 'name="password"' in form.text
    assert submit(let_in, "/start", "/start", **ADMIN).status_code == 303
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', form.text)
    assert csrf is not None
    late = other.post("/start", data=ADMIN | {"username": "khac", "csrf_token": csrf[1]})
    assert late.status_code == 409
    assert "Người quản trị đã được lập rồi" in late.text
    assert 'href="/sign-in"' in late.text
    assert 'name="password"' not in late.text
    assert [person.username for person in people(server.context)] == ["binh"]


def test_the_code_used_again_is_void(let_in: FlaskClient, server: Server) -> None:
    code = code_of(server)
    other = server.app.test_client()
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', other.get("/start").text)
    assert csrf is not None
    submit(let_in, "/start", "/start", **ADMIN)
    late = other.post("/start/code", data={"code": code, "csrf_token": csrf[1]})
    assert late.status_code == 409
    assert "mã một lần không còn dùng được" in late.text


def test_pressed_twice_it_leads_on(let_in: FlaskClient) -> None:
    submit(let_in, "/start", "/start", **ADMIN)
    again = submit(let_in, "/start", "/admin/setup", **ADMIN)
    assert again.location == "/admin/setup"


def test_a_password_that_is_too_short_is_told_and_the_rest_stays(let_in: FlaskClient) -> None:
    answer = submit(let_in, "/start", "/start", **(ADMIN | {"password": "ngắn"}))
    assert answer.status_code == 400
    assert "Mật khẩu cần ít nhất 8 ký tự." in answer.text
    assert 'value="Trần Thị Bình"' in answer.text
    assert "ngắn" not in answer.text


def test_a_centre_with_an_administrator_has_no_first_run(client: FlaskClient, tokens: Tokens) -> None:
    assert client.get("/start").location == "/sign-in"
    assert client.get("/").location == "/sign-in"
    assert client.get("/sign-in").status_code == 200
    assert submit(client, "/start/code", "/sign-in", code="1234 5678").status_code == 409


def test_officers_without_an_administrator_sign_in_and_the_first_run_is_open(
    client: FlaskClient, server: Server
) -> None:
    add_person(server.context, NewPerson("lan", "Lan", "officer", PASSWORD, counter=1), "system")
    assert client.get("/sign-in").status_code == 200
    assert client.get("/start").status_code == 200


def test_it_speaks_english(client: FlaskClient) -> None:
    page = client.get("/start?lang=en").text
    assert "The code of eight digits" in page


def test_a_browser_that_typed_the_code_before_a_restart_types_the_new_one(
    tmp_path: Path, clock: SetClock
) -> None:
    settings = default_settings(tmp_path / "data")
    first = quick_server(settings, clock)
    limiter.reset()
    before = first.app.test_client()
    submit(before, "/start/code", "/start", code=code_of(first))
    name = first.app.config["SESSION_COOKIE_NAME"]
    cookie = before.get_cookie(name)
    assert cookie is not None
    csrf = csrf_of(before.get("/start"))
    first.close()
    second = quick_server(settings, clock)
    after = second.app.test_client()
    after.set_cookie(name, cookie.value)
    late = after.post("/start", data=ADMIN | {"csrf_token": csrf})
    assert late.status_code == 409
    assert "máy chủ đã khởi động lại và có mã mới" in late.text
    assert 'name="code"' in late.text
    assert submit(after, "/start/code", "/start", code=code_of(second)).status_code == 303
    assert submit(after, "/start", "/start", **ADMIN).status_code == 303
    second.close()


@pytest.mark.parametrize(
    ("wrong", "field", "told"),
    [
        ({"username": "Bình Trần"}, "username", "Tên đăng nhập viết liền, không dấu, ví dụ: lan.nguyen."),
        ({"name": " "}, "name", "Gõ họ tên, nhiều nhất 60 chữ."),
        ({"password": "ngan"}, "password", "Mật khẩu cần ít nhất 8 ký tự."),
    ],
)
def test_what_is_wrong_is_told_at_its_field_which_has_the_focus_and_the_password_is_asked_for_again(
    let_in: FlaskClient, wrong: dict[str, str], field: str, told: str
) -> None:
    page = submit(let_in, "/start", "/start", **(ADMIN | wrong)).text
    assert f'id="error-{field}">{told}' in page
    assert re.findall(r'name="(\w+)"[^>]*\bautofocus\b', page) == [field]
    assert 'role="alert"' not in page
    assert ("Xin gõ lại mật khẩu." in page) == (field != "password")
