"""People sign in by the form; what their browser sends must carry the page's CSRF token."""

import pytest
from flask.testing import FlaskClient

from server.app import Server
from tests.api.browsing import csrf_of, session_cookie, sign_in, submit
from tests.support.api import VERSION, Api
from tests.support.enrolled import PASSWORD, Tokens

pytestmark = pytest.mark.usefixtures("tokens")
OPEN = f"{VERSION}/counters/1/open"


@pytest.mark.parametrize(
    ("username", "page"), [("lan", "/counter/1"), ("minh", "/counter/2"), ("binh", "/admin")]
)
def test_whoever_signs_in_comes_to_where_they_work(client: FlaskClient, username: str, page: str) -> None:
    answer = sign_in(client, username)
    assert (answer.status_code, answer.location) == (303, page)
    assert client.get(page).status_code == 200


def test_a_page_asked_for_before_comes_after_signing_in(client: FlaskClient) -> None:
    asked = client.get("/counter/3")
    assert asked.status_code == 302
    assert asked.location == "/sign-in?next=%2Fcounter%2F3"
    assert 'name="next" value="/counter/3"' in client.get(asked.location).text
    assert sign_in(client, "lan", next="/counter/3").location == "/counter/3"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "evil",
        "javascript:alert(1)",
        "/\t/evil.example",
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(client: FlaskClient, elsewhere: str) -> None:
    assert sign_in(client, "lan", next=elsewhere).location == "/counter/1"


@pytest.mark.parametrize("address", ["/counter/1\r\nX-A: b", "/counter/1\n", "/\n/[", "/\x00", "/a\x7f"])
def test_what_cannot_stand_in_a_header_is_no_page_to_come_back_to(client: FlaskClient, address: str) -> None:
    answer = sign_in(client, "lan", next=address)
    assert (answer.status_code, answer.location) == (303, "/counter/1")
    stranger = client.application.test_client()
    assert stranger.get("/sign-in", query_string={"next": address}).status_code == 200


@pytest.mark.parametrize(
    ("username", "password"), [("lan", "sai-mat-khau"), ("ma", PASSWORD), ("", ""), ("lan", "")]
)
def test_a_wrong_name_and_a_wrong_password_are_told_alike(
    client: FlaskClient, username: str, password: str
) -> None:
    answer = sign_in(client, username, password)
    assert answer.status_code == 401
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.text
    assert client.get("/counter/1").status_code == 302


def test_what_was_typed_stays_except_the_password(client: FlaskClient) -> None:
    page = sign_in(client, "lan", "sai-mat-khau").text
    assert 'value="lan"' in page
    assert "sai-mat-khau" not in page


def test_a_user_name_is_shown_and_never_run(client: FlaskClient) -> None:
    assert "<script>alert" not in sign_in(client, '"><script>alert(1)</script>').text


def test_the_form_needs_its_csrf_token(client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"username": "lan", "password": PASSWORD})
    assert answer.status_code == 400
    assert "Trang đã cũ" in answer.text


def test_a_session_may_read_the_api(client: FlaskClient) -> None:
    sign_in(client, "lan")
    assert client.get(f"{VERSION}/counters/1").status_code == 200


def test_a_session_changes_nothing_without_a_csrf_token(client: FlaskClient, api: Api) -> None:
    sign_in(client, "lan")
    answer = client.post(OPEN)
    assert (answer.status_code, answer.json["code"]) == (400, "csrf")
    assert api.officer.get("/counters/1").json["state"] == "closed"


def test_somebody_elses_csrf_token_does_not_do(client: FlaskClient) -> None:
    sign_in(client, "lan")
    stranger = client.application.test_client()
    answer = client.post(OPEN, headers={"X-CSRFToken": csrf_of(stranger.get("/sign-in"))})
    assert answer.json["code"] == "csrf"


def test_a_session_acts_with_its_pages_csrf_token(client: FlaskClient) -> None:
    sign_in(client, "lan")
    token = csrf_of(client.get("/counter/1"))
    answer = client.post(OPEN, headers={"X-CSRFToken": token})
    assert answer.status_code == 200
    assert answer.json["officer"]["username"] == "lan"


def test_a_bearer_token_needs_no_csrf_token_even_beside_a_session(
    client: FlaskClient, tokens: Tokens
) -> None:
    sign_in(client, "lan")
    answer = client.post(f"{VERSION}/counters/2/open", headers={"Authorization": f"Bearer {tokens.other}"})
    assert answer.json["officer"]["username"] == "minh"


def test_a_session_is_bound_to_what_the_person_may(client: FlaskClient) -> None:
    sign_in(client, "lan")
    assert client.get(f"{VERSION}/journal").status_code == 403
    assert client.get("/admin").status_code == 403


def test_signing_out_ends_the_session(client: FlaskClient) -> None:
    sign_in(client, "lan")
    assert submit(client, "/sign-out", "/counter/1").location == "/sign-in"
    assert client.get("/counter/1").status_code == 302
    assert client.get(f"{VERSION}/counters/1").status_code == 401


def test_signing_in_leaves_nothing_of_the_one_before(client: FlaskClient) -> None:
    sign_in(client, "lan")
    before = csrf_of(client.get("/counter/1"))
    sign_in(client, "minh")
    assert client.post(OPEN, headers={"X-CSRFToken": before}).json["code"] == "csrf"


def test_the_session_cookie_is_kept_from_scripts_and_from_other_sites(client: FlaskClient) -> None:
    cookies = sign_in(client, "lan").headers.getlist("Set-Cookie")
    session = next(cookie for cookie in cookies if cookie.startswith("goiso_"))
    assert "HttpOnly" in session
    assert "SameSite=Lax" in session


def test_what_was_planted_before_signing_in_opens_nothing_afterwards(
    server: Server, client: FlaskClient
) -> None:
    """Whoever put a cookie of their own into somebody's browser does not sit in the session that begins there."""
    planted = server.app.test_client()
    planted.get("/sign-in")
    client.set_cookie(*session_cookie(planted))
    sign_in(client, "lan")
    assert client.get("/counter/1").status_code == 200
    assert planted.get("/counter/1").status_code == 302
    assert planted.get("/api/v1/counters/1").status_code == 401


def test_a_forged_session_is_no_session(client: FlaskClient) -> None:
    client.set_cookie(
        client.application.config["SESSION_COOKIE_NAME"],
        "eyJfdXNlcl9pZCI6ImJpbmgifQ.Zx0000.aaaaaaaaaaaaaaaaaaaaaaaaaaa",
    )
    assert client.get("/admin").status_code == 302


def test_the_form_is_not_shown_to_who_is_signed_in(client: FlaskClient) -> None:
    sign_in(client, "lan")
    back = client.get("/sign-in")
    assert (back.status_code, back.location, back.headers["Cache-Control"]) == (303, "/counter/1", "no-store")
    assert client.get("/sign-in?next=/counter/3").location == "/counter/3"
    assert client.get("/sign-in?next=//evil.example/").location == "/counter/1"
    assert 'value="minh"' in client.get("/sign-in?username=minh").text


def test_whoever_leaves_somebody_at_the_counter_is_asked_before_they_are_signed_out(
    client: FlaskClient, api: Api
) -> None:
    number = api.take()["number"]
    api.at_work().post("/counters/1/call")
    sign_in(client, "lan")
    asked = submit(client, "/sign-out", "/counter/1")
    assert asked.status_code == 409
    assert f"Số {number} đang được gọi vào quầy." in asked.text
    assert client.get("/counter/1").status_code == 200
    assert submit(client, "/sign-out", "/counter/1", anyway="yes").location == "/sign-in"
    assert client.get("/counter/1").status_code == 302


def test_a_place_that_is_held_at_the_counter_is_named_before_signing_out(
    client: FlaskClient, api: Api
) -> None:
    number = api.take()["number"]
    for action in ("call", "park"):
        api.at_work().post(f"/counters/1/{action}")
    sign_in(client, "lan")
    assert f"Đang chờ bổ sung: {number}." in submit(client, "/sign-out", "/counter/1").text


def test_todays_figures_are_the_viewers_also_when_the_counter_is_closed(
    client: FlaskClient, api: Api
) -> None:
    api.take()
    for action in ("call", "serve", "finish", "close"):
        assert api.at_work().post(f"/counters/1/{action}").status_code == 200
    assert (api.officer.get("/counters/1").json or {})["today"]["finished"] == 1
    assert (api.other.get("/counters/1").json or {})["today"]["finished"] == 0
