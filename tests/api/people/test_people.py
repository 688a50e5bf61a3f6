"""People who sign in, managed while the server runs."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.app import Server
from server.store import doctor
from tests.api.browsing import sign_in
from tests.support.api import VERSION, Api
from tests.support.enrolled import Tokens

HOA: dict[str, Any] = {
    "username": "hoa",
    "name": "Phạm Thị Hoa",
    "role": "officer",
    "title": "Công chức Tư pháp – Hộ tịch",
    "counter": 3,
    "password": "mat-khau-dai",
}
SHOWN = {
    "username": "hoa",
    "name": "Phạm Thị Hoa",
    "role": "officer",
    "title": "Công chức Tư pháp – Hộ tịch",
    "counter": 3,
    "pin": False,
    "active": True,
}


def shown(answer: TestResponse) -> dict[str, Any]:
    """The person as answered, but for how often they were changed."""
    return {name: value for name, value in answer.json.items() if name != "version"}


@pytest.fixture
def manager(api: Api) -> "Manager":
    return Manager(api)


class Manager:
    """The manager, whose requests may also be PATCH and DELETE."""

    def __init__(self, api: Api) -> None:
        self.caller = api.admin

    def patch(self, username: str, **changes: Any) -> TestResponse:
        return self.caller.patch(f"/people/{username}", changes)

    def delete(self, username: str) -> TestResponse:
        return self.caller.delete(f"/people/{username}")


def journal(api: Api, *types: str) -> list[dict[str, Any]]:
    items = api.admin.get("/journal?limit=1000").json["items"]
    return [item for item in items if item["type"] in types]


def agree(server: Server) -> bool:
    with server.context.store.read() as connection:
        return list(doctor.examine(connection)) == []


def test_a_manager_sees_everybody_and_no_secret(api: Api) -> None:
    answer = api.admin.get("/people")
    assert [person["username"] for person in answer.json["items"]] == ["binh", "lan", "minh"]
    lan = answer.json["items"][1]
    assert lan.pop("version") > 0
    assert lan == {
        "username": "lan",
        "name": "Nguyễn Thị Lan",
        "role": "officer",
        "title": None,
        "counter": 1,
        "pin": True,
        "active": True,
        "at": None,
        "here": False,
        "last_seen": None,
    }
    assert "argon2" not in answer.text


def test_somebody_added_may_sign_in_at_once(api: Api, server: Server, client: FlaskClient) -> None:
    answer = api.admin.post("/people", HOA)
    assert (answer.status_code, shown(answer)) == (201, SHOWN)
    assert sign_in(client, "hoa").status_code == 303
    assert agree(server)


def test_who_did_it_is_in_the_journal_and_the_password_is_not(api: Api, manager: Manager) -> None:
    api.admin.post("/people", HOA | {"pin": "24681357"})
    manager.patch("hoa", role="admin", title=None)
    manager.delete("hoa")
    told = journal(
        api, "person_added", "password_set", "pin_set", "pin_removed", "person_changed", "person_removed"
    )
    mine = [item for item in told if item["data"]["username"] == "hoa"]
    assert [item["type"] for item in mine] == [
        "person_added",
        "password_set",
        "pin_set",
        "person_changed",
        "pin_removed",
        "person_removed",
    ]
    assert {item["actor"] for item in mine} == {"admin:binh"}
    assert mine[3]["data"]["changed"] == {"role": "admin", "title": None}
    assert not any(secret in str(mine) for secret in ("mat-khau-dai", "24681357", "argon2"))


def test_a_name_that_is_taken_is_409(api: Api) -> None:
    answer = api.admin.post("/people", HOA | {"username": "lan"})
    assert (answer.status_code, answer.json["code"]) == (409, "username_taken")


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"username": "Hoa Phạm"}, "username"),
        ({"name": "   "}, "name"),
        ({"role": "king"}, "role"),
        ({"password": "ngan"}, "password"),
        ({"title": "x" * 81}, "title"),
        ({"counter": "ba"}, "counter"),
        ({"counter": 77}, "counter"),
        ({"pin": "12"}, "pin"),
        ({"role": "admin", "pin": "1234"}, "pin"),
        ({"salary": 1}, "salary"),
    ],
)
def test_what_is_not_valid_is_422_and_named(api: Api, wrong: dict[str, Any], path: str) -> None:
    answer = api.admin.post("/people", HOA | wrong)
    assert (answer.status_code, answer.json["code"]) == (422, "not_valid")
    assert path in answer.json["detail"]
    assert "mat-khau-dai" not in answer.text
    assert len(api.admin.get("/people").json["items"]) == 3


def test_every_wrong_path_is_named_at_once(api: Api) -> None:
    detail = api.admin.post("/people", {"username": "hoa", "role": "king"}).json["detail"]
    assert all(f"{path}: " in detail for path in ("name", "role", "password"))


def test_the_same_request_again_adds_nobody_twice(api: Api) -> None:
    first = api.admin.post("/people", HOA, key="k1")
    again = api.admin.post("/people", HOA, key="k1")
    assert (again.status_code, again.json) == (201, first.json)
    assert len(journal(api, "person_added")) == 4


def test_the_same_key_with_another_password_is_another_request(api: Api) -> None:
    api.admin.post("/people", HOA, key="k1")
    other = api.admin.post("/people", HOA | {"password": "mat-khau-khac"}, key="k1")
    assert (other.status_code, other.json["code"]) == (422, "idempotency_mismatch")


def test_what_is_kept_of_the_request_lets_nobody_try_passwords_quickly(api: Api, server: Server) -> None:
    import hashlib
    import json

    api.admin.post("/people", HOA, key="k1")
    body = json.dumps(HOA)
    with server.context.store.read() as connection:
        kept = {row[0] for row in connection.execute("SELECT request FROM answers")}
    quick = (
        hashlib.sha256(f"POST {VERSION}/people\n{said}".encode()).digest()
        for said in (body, body.replace(" ", ""))
    )
    assert len(kept) == 1
    assert kept.isdisjoint(quick)


def test_only_what_is_given_is_changed(api: Api, manager: Manager, server: Server) -> None:
    api.admin.post("/people", HOA)
    assert shown(manager.patch("hoa", name=" Phạm Hoa ")) == SHOWN | {"name": "Phạm Hoa"}
    assert manager.patch("hoa", counter=None, title=None).json["counter"] is None
    assert manager.patch("hoa", pin="1234").json["pin"] is True
    assert manager.patch("hoa", pin=None).json["pin"] is False
    assert manager.patch("hoa").status_code == 200
    assert agree(server)


def test_a_new_password_is_the_one_that_opens(api: Api, manager: Manager, client: FlaskClient) -> None:
    assert manager.patch("lan", password="mat-khau-moi").status_code == 200
    assert sign_in(client, "lan").status_code == 401


@pytest.mark.parametrize(
    ("changes", "path"), [({"role": "king"}, "role"), ({"counter": 77}, "counter"), ({"name": ""}, "name")]
)
def test_a_change_that_is_not_valid_is_422_and_changes_nothing(
    api: Api, manager: Manager, changes: dict[str, Any], path: str
) -> None:
    before = api.admin.get("/people").json
    answer = manager.patch("lan", **changes)
    assert (answer.status_code, path in answer.json["detail"]) == (422, True)
    assert api.admin.get("/people").json == before


def test_nobody_is_404(manager: Manager) -> None:
    assert manager.patch("nobody", name="Ai").json["code"] == "unknown_officer"
    assert manager.delete("nobody").status_code == 404


def test_the_last_manager_stays(api: Api, manager: Manager) -> None:
    for answer in (manager.delete("binh"), manager.patch("binh", role="officer")):
        assert (answer.status_code, answer.json["code"]) == (409, "last_manager")
    assert api.admin.get("/people").status_code == 200


def test_one_of_two_managers_may_go(api: Api, manager: Manager) -> None:
    api.admin.post("/people", HOA | {"role": "admin"})
    assert manager.delete("binh").status_code == 204
    assert api.admin.get("/people").json["code"] == "not_signed_in"


def test_whoever_is_removed_is_out_at_once(
    api: Api, manager: Manager, client: FlaskClient, server: Server
) -> None:
    assert sign_in(client, "lan").status_code == 303
    assert client.get("/counter/1").status_code == 200
    assert manager.delete("lan").status_code == 204
    assert client.get("/counter/1").status_code == 302
    assert api.officer.get("/counters/1").status_code == 401
    assert agree(server)


def test_whoever_comes_back_under_the_same_name_has_no_old_session(
    api: Api, manager: Manager, client: FlaskClient
) -> None:
    sign_in(client, "lan")
    manager.delete("lan")
    api.admin.post("/people", HOA | {"username": "lan"})
    assert client.get("/counter/1").status_code == 302
    assert api.officer.get("/counters/1").status_code == 401


def test_a_manager_no_more_signs_in_again(
    api: Api, manager: Manager, client: FlaskClient, tokens: Tokens, server: Server
) -> None:
    api.admin.post("/people", HOA | {"role": "admin"})
    sign_in(client, "hoa")
    assert client.get("/admin").status_code == 200
    assert manager.patch("hoa", role="officer").status_code == 200
    assert client.get("/counter/1").status_code == 302
    assert agree(server)


def test_who_becomes_a_manager_goes_on_working(manager: Manager, api: Api, client: FlaskClient) -> None:
    sign_in(client, "lan")
    assert manager.patch("lan", role="admin").json["pin"] is False
    assert client.get("/admin").status_code == 200
    assert api.officer.get("/people").status_code == 200


@pytest.mark.parametrize("who", ["kiosk", "display", "helper", "counter", "officer"])
def test_it_is_for_managers_alone(api: Api, who: str) -> None:
    caller = getattr(api, who)
    assert caller.get("/people").status_code == 403
    assert caller.post("/people", HOA).status_code == 403
