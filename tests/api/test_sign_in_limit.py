"""Ten tries a minute from one machine; then the page says to wait."""

import pytest
from flask.testing import FlaskClient

from tests.api.browsing import csrf_of, sign_in
from tests.support.api import Api
from tests.support.enrolled import PASSWORD

TRIES = 10


@pytest.fixture
def token(client: FlaskClient, tokens: object) -> str:
    """The CSRF token of a machine that has used up its tries."""
    token = csrf_of(client.get("/sign-in"))
    for _ in range(TRIES):
        wrong = {"csrf_token": token, "username": "lan", "password": "sai"}
        assert client.post("/sign-in", data=wrong).status_code == 401
    return token


def once_more(client: FlaskClient, token: str, **options: object) -> object:
    right = {"csrf_token": token, "username": "lan", "password": PASSWORD}
    return client.post("/sign-in", data=right, **options)


def test_one_try_too_many_is_429_even_with_the_right_password(client: FlaskClient, token: str) -> None:
    assert once_more(client, token).status_code == 429
    assert client.get("/counter/1").status_code == 302


def test_the_page_says_what_happened_and_what_to_do(client: FlaskClient, token: str) -> None:
    page = once_more(client, token).text
    assert "Thử quá nhiều lần" in page
    assert "Có quá nhiều lần thử từ máy này." in page
    assert "Đợi một phút rồi thử lại." in page


def test_it_says_so_in_english_to_who_chose_english(client: FlaskClient, token: str) -> None:
    client.set_cookie("lang", "en")
    assert "Wait a minute and try again." in once_more(client, token).text


def test_looking_at_the_form_is_no_try(client: FlaskClient, token: str) -> None:
    assert client.get("/sign-in").status_code == 200


def test_another_machine_may_still_sign_in(client: FlaskClient, token: str) -> None:
    elsewhere = client.application.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "192.168.1.20"
    assert sign_in(elsewhere, "lan").status_code == 303


def test_enrolled_devices_are_not_limited(api: Api, token: str) -> None:
    assert [api.take()["number"] for _ in range(30)][-1] == "A030"


def lockouts(api: Api) -> list[dict[str, object]]:
    items = api.admin.get("/journal?limit=1000").json["items"]
    return [item["data"] | {"actor": item["actor"]} for item in items if item["type"] == "sign_in_locked_out"]


def test_a_lockout_is_one_event_however_often_somebody_tries(
    api: Api, client: FlaskClient, token: str
) -> None:
    for _ in range(3):
        once_more(client, token)
    assert lockouts(api) == [{"username": "lan", "way": "password", "seconds": 60, "actor": "sign_in"}]


def test_what_was_typed_in_the_wrong_place_stays_out_of_the_journal(
    api: Api, client: FlaskClient, token: str
) -> None:
    client.post("/sign-in", data={"csrf_token": token, "username": PASSWORD, "password": "x"})
    assert [told["username"] for told in lockouts(api)] == [""]
    assert PASSWORD not in api.admin.get("/journal?limit=1000").text
