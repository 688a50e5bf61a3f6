"""What a phone can ask, and what it is told before anybody is asked."""

from uuid import uuid4

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.city.requests.stand import a_centre, silent, sync


def ask(phone: FlaskClient, centre: str = "W0001", field: str = "CT", id_: str | None = None):
    body = {"centre": centre, "id": id_ or str(uuid4()), "field": field}
    return phone.post("/public/requests", json=body)


def test_a_request_sent_twice_is_one(phone: FlaskClient, connection: psycopg.Connection) -> None:
    id_ = str(uuid4())
    first, again = ask(phone, id_=id_), ask(phone, id_=id_)
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json["standing"] == "asking"
    assert connection.execute("SELECT count(*) FROM request").fetchone() == (1,)


def test_without_a_script_the_form_leads_to_the_page_of_the_request(phone: FlaskClient) -> None:
    id_ = str(uuid4())
    sent = phone.post("/public/requests", data={"centre": "W0001", "id": id_, "field": "CT"})
    assert (sent.status_code, sent.location) == (303, f"/afar/W0001/{id_}")
    assert "Đang hỏi phường…" in phone.get(sent.location).text


def test_a_silent_centre_is_said_before_anybody_can_ask(phone: FlaskClient, conninfo: str) -> None:
    silent(conninfo)
    page = phone.get("/afar/W0001").text
    assert "Phường đang mất kết nối: không lấy số từ xa được, mời đến trực tiếp." in page
    assert "<form" not in page
    refused = ask(phone)
    assert (refused.status_code, refused.json["code"]) == (409, "centre_silent")


def test_a_closed_centre_says_so_in_its_own_words(app: Flask, conninfo: str) -> None:
    a_centre(conninfo, "W0002", open=False, closed_words={"vi": "Mở cửa lại 07:00 thứ Hai"})
    assert "Mở cửa lại 07:00 thứ Hai" in app.test_client().get("/afar/W0002").text


def test_a_centre_that_gives_none_offers_none(app: Flask, conninfo: str) -> None:
    a_centre(conninfo, "W0002", remote={})
    client = app.test_client()
    assert "Nơi này không cấp số từ xa." in client.get("/afar/W0002").text
    assert ask(client, "W0002").json["code"] == "afar_off"


@pytest.mark.parametrize(("field", "code"), [("HT", "afar_share"), ("XX", "afar_off")])
def test_where_none_is_left_nobody_asks(phone: FlaskClient, field: str, code: str) -> None:
    assert ask(phone, field=field).json["code"] == code


def test_what_is_on_the_way_counts_against_the_share(
    app: Flask, conninfo: str, connection: psycopg.Connection
) -> None:
    a_centre(conninfo, "W0002", remote={"CT": {"share": 2, "left": 2}})
    codes = []
    for _ in range(3):
        client = app.test_client()
        client.get("/afar/W0002")
        codes.append(ask(client, "W0002").json.get("code"))
    assert codes == [None, None, "afar_share"]
    assert len(sync(connection, "W0002")) == 2


def test_one_phone_has_two_numbers_and_others_behind_its_address_are_not_held_up(
    app: Flask, phone: FlaskClient
) -> None:
    assert [ask(phone).status_code for _ in range(3)] == [202, 202, 429]
    for _ in range(25):  # all from one network address
        other = app.test_client()
        other.get("/afar/W0001")
        assert ask(other).status_code == 202


def test_a_centre_is_not_asked_more_than_it_can_answer(app: Flask, connection: psycopg.Connection) -> None:
    codes = []
    for _ in range(31):
        client = app.test_client()
        client.get("/afar/W0001")
        codes.append(ask(client).json.get("code"))
    assert (codes[:30], codes[30]) == ([None] * 30, "many_ask")


def test_a_phone_that_keeps_no_cookie_is_told(app: Flask, centre: str) -> None:
    refused = ask(app.test_client())
    assert (refused.status_code, refused.json["code"]) == (400, "no_cookie")


@pytest.mark.parametrize(
    "body", [{}, {"centre": "W0001"}, {"centre": "W0001", "id": "x"}, {"id": 1, "field": ["CT"]}, []]
)
def test_garbage_changes_nothing(phone: FlaskClient, connection: psycopg.Connection, body: object) -> None:
    assert phone.post("/public/requests", json=body).status_code == 400
    assert connection.execute("SELECT count(*) FROM request").fetchone() == (0,)


def test_an_unknown_centre_and_an_unknown_request_are_404(phone: FlaskClient) -> None:
    assert phone.get("/afar/W9999").status_code == 404
    assert ask(phone, "W9999").status_code == 404
    assert phone.get(f"/public/requests/W0001/{uuid4()}").json["code"] == "unknown_request"


def test_what_the_city_lost_the_phone_asks_again_with_its_own_id(
    phone: FlaskClient, connection: psycopg.Connection
) -> None:
    id_ = str(uuid4())
    ask(phone, id_=id_)
    sync(connection, "W0001")
    connection.execute("DELETE FROM request")  # a fail-over to a replica that lagged
    assert phone.get(f"/public/requests/W0001/{id_}").status_code == 404
    ask(phone, id_=id_)
    assert [each["id"] for each in sync(connection, "W0001")] == [id_]


def test_while_the_database_is_gone_people_are_asked_to_try_again(
    phone: FlaskClient, conninfo: str, server
) -> None:
    name = psycopg.conninfo.conninfo_to_dict(conninfo)["dbname"]
    with psycopg.connect(server.conninfo(), autocommit=True) as admin:
        admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        refused = ask(phone)
        admin.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
