"""A person who is switched off: they cannot sign in, and their name stays."""

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.core.refusal import Refusal
from server.service.people.pins import check_pin
from server.service.queue import counters
from server.service.queue.counters import Officer
from server.store import doctor
from tests.api.browsing import sign_in
from tests.support.api import Api
from tests.support.enrolled import OFFICER


def switch(api: Api, username: str, *, active: bool) -> tuple[int, str | None]:
    answer = api.admin.patch(f"/people/{username}", {"active": active})
    return answer.status_code, answer.json.get("code")


def test_who_is_switched_off_is_out_at_once_everywhere(api: Api, server: Server, client: FlaskClient) -> None:
    sign_in(client, "lan")
    assert client.get("/counter/1").status_code == 200
    assert switch(api, "lan", active=False) == (200, None)
    assert client.get("/counter/1").status_code == 302
    assert api.officer.get("/counters/1").json["code"] == "not_signed_in"
    answer = sign_in(client, "lan")
    assert answer.status_code == 403
    assert "Tài khoản này đã được tắt" in answer.text
    with pytest.raises(Refusal, match="account_off"):
        check_pin(server.context, "lan", OFFICER.pin or "")


def test_a_wrong_password_does_not_tell_who_is_switched_off(api: Api, client: FlaskClient) -> None:
    switch(api, "lan", active=False)
    assert sign_in(client, "lan", "mat-khau-sai").status_code == 401


def test_the_name_stays_and_it_is_in_the_journal(api: Api, server: Server) -> None:
    switch(api, "lan", active=False)
    lan = next(each for each in api.admin.get("/people").json["items"] if each["username"] == "lan")
    assert (lan["name"], lan["active"], lan["pin"]) == (OFFICER.name, False, True)
    listed = {each["username"]: each["active"] for each in api.admin.get("/officers").json["items"]}
    assert listed == {"lan": False, "minh": True, "binh": True}
    told = [
        item
        for item in api.admin.get("/journal?limit=1000").json["items"]
        if item["type"] == "person_changed"
    ]
    assert (told[-1]["actor"], told[-1]["data"]) == (
        "admin:binh",
        {"username": "lan", "changed": {"active": False}, "takes_back": None},
    )
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []


def test_switched_on_again_they_sign_in_as_before(api: Api, server: Server, client: FlaskClient) -> None:
    switch(api, "lan", active=False)
    switch(api, "lan", active=True)
    assert sign_in(client, "lan").status_code == 303
    assert check_pin(server.context, "lan", OFFICER.pin or "").username == "lan"
    assert api.officer.get("/counters/1").status_code == 401  # their tokens are gone for good


def test_whoever_is_at_a_counter_closes_it_first(api: Api, server: Server) -> None:
    api.at_work(1)
    answer = api.admin.patch("/people/lan", {"active": False})
    assert (answer.status_code, answer.json["code"]) == (409, "person_at_counter")
    assert "rồi thử lại" in answer.json["action"]
    assert api.admin.patch("/people/lan", {"role": "viewer"}).json["code"] == "person_at_counter"
    assert api.admin.patch("/people/lan", {"role": "manager"}).status_code == 200
    counters.close(server.context, 1, Officer("lan"))
    assert switch(api, "lan", active=False) == (200, None)


@pytest.mark.parametrize("role", ["helper", "viewer"])
def test_no_counter_is_given_to_who_cannot_work_at_one(api: Api, role: str) -> None:
    api.admin.patch("/people/minh", {"role": role})
    switch(api, "lan", active=False)
    for username in ("lan", "minh"):
        answer = api.admin.post("/counters/1/open", {"officer": username})
        assert (answer.status_code, answer.json["code"]) == (404, "unknown_officer")


def test_the_last_administrator_is_not_switched_off(api: Api) -> None:
    assert switch(api, "binh", active=False) == (409, "last_manager")
    api.admin.patch("/people/minh", {"role": "admin"})
    assert switch(api, "minh", active=False) == (200, None)
    assert switch(api, "binh", active=False) == (409, "last_manager")
    assert api.admin.delete("/people/binh").json["code"] == "last_manager"
