"""What a manager may do to people, what only an administrator may, and two of them at once."""

from typing import Any

import pytest

from server.app import Server
from server.core.refusal import Refusal
from server.service.people import people
from server.service.people.people import Changes, NewPerson
from server.service.people.tokens import token_for
from tests.support.api import Api, Caller
from tests.support.clock import SetClock
from tests.support.enrolled import PASSWORD

HOA: dict[str, Any] = {"username": "hoa", "name": "Phạm Thị Hoa", "role": "officer", "password": PASSWORD}


@pytest.fixture
def manager(server: Server, api: Api) -> Caller:
    """Somebody with the role manager."""
    people.add_person(server.context, NewPerson("thu", "Hoàng Thị Thu", "manager", PASSWORD), "test")
    return api.holding(token_for(server.context, "thu", "test"))


def test_a_manager_looks_after_people_and_is_told_what_she_may_not(manager: Caller) -> None:
    assert manager.post("/people", HOA).status_code == 201
    assert manager.patch("/people/hoa", {"role": "viewer"}).status_code == 200
    assert manager.delete("/people/hoa").status_code == 204


ADMINISTRATORS_ONLY = pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("patch", "/people/thu", {"role": "admin"}),
        ("patch", "/people/lan", {"role": "admin"}),
        ("post", "/people", HOA | {"role": "admin"}),
        ("patch", "/people/binh", {"name": "Bình"}),
        ("patch", "/people/binh", {"password": "mat-khau-moi"}),
        ("patch", "/people/binh", {"active": False}),
        ("patch", "/people/binh", {"role": "officer"}),
        ("delete", "/people/binh", None),
    ],
)


@ADMINISTRATORS_ONLY
def test_a_manager_makes_nobody_administrator_and_touches_none(
    api: Api, manager: Caller, method: str, path: str, body: dict[str, Any] | None
) -> None:
    before = api.admin.get("/people").json
    answer = manager.delete(path) if body is None else getattr(manager, method)(path, body)
    assert (answer.status_code, answer.json["code"]) == (403, "administrators_only")
    assert "Chỉ người quản trị" in answer.json["detail"]
    assert people_of(api.admin.get("/people").json) == people_of(before)


@ADMINISTRATORS_ONLY
def test_no_more_does_a_program_with_that_role(
    api: Api, manager: Caller, method: str, path: str, body: dict[str, Any] | None
) -> None:
    token = api.admin.post("/tokens", {"name": "Phần mềm", "role": "manager"}).json["token"]
    program = api.holding(token)
    before = api.admin.get("/people").json
    answer = program.delete(path) if body is None else getattr(program, method)(path, body)
    assert (answer.status_code, answer.json["code"]) == (403, "administrators_only")
    assert people_of(api.admin.get("/people").json) == people_of(before)


def test_a_program_with_that_role_looks_after_people_until_its_token_ends(api: Api) -> None:
    made = api.admin.post("/tokens", {"name": "Phần mềm", "role": "manager"}).json
    program = api.holding(made["token"])
    assert program.post("/people", HOA).status_code == 201
    assert program.patch("/people/hoa", {"role": "viewer"}).status_code == 200
    api.admin.delete(f"/tokens/{made['id']}")
    assert program.delete("/people/hoa").status_code == 401


def people_of(answer: Any) -> list[Any]:
    return [{name: value for name, value in each.items() if name != "last_seen"} for each in answer["items"]]


def test_whoever_lost_the_right_while_waiting_for_their_turn_changes_nobody(
    server: Server, manager: Caller
) -> None:
    """Two administrators take the right from each other at the same time: the first is the one who has it still."""
    context = server.context
    people.change_person(context, "thu", Changes(role="admin"), "test")
    people.change_person(context, "thu", Changes(role="officer"), "admin:binh", by="binh")
    with pytest.raises(Refusal, match="not_allowed"):
        people.change_person(context, "binh", Changes(role="officer"), "admin:thu", by="thu")
    with pytest.raises(Refusal, match="not_allowed"):
        people.add_person(context, NewPerson("hoa", "Hoa", "officer", PASSWORD), "admin:thu", by="thu")
    with pytest.raises(Refusal, match="not_allowed"):
        people.remove_person(context, "lan", "admin:thu", by="thu")


def version_of(api: Api, username: str) -> int:
    found = next(each for each in api.admin.get("/people").json["items"] if each["username"] == username)
    version: int = found["version"]
    return version


def change(caller: Caller, username: str, version: int, **changes: Any) -> Any:
    return caller.patch(f"/people/{username}", changes, if_match=f'"{version}"')


def test_two_managers_at_once_overwrite_nothing_of_each_other(api: Api, manager: Caller) -> None:
    seen = version_of(api, "lan")
    assert change(manager, "lan", seen, title="Chuyên viên").status_code == 200
    answer = change(api.admin, "lan", seen, name="Nguyễn Lan")
    assert (answer.status_code, answer.json["code"]) == (412, "person_moved")
    assert "Chưa có gì bị ghi đè" in answer.json["detail"]
    assert api.admin.delete("/people/lan", if_match=f'"{seen}"').json["code"] == "person_moved"
    lan = next(each for each in api.admin.get("/people").json["items"] if each["username"] == "lan")
    assert (lan["name"], lan["title"]) == ("Nguyễn Thị Lan", "Chuyên viên")
    assert change(api.admin, "lan", lan["version"], name="Nguyễn Lan").status_code == 200


@pytest.mark.parametrize("secret", [{"password": "mat-khau-moi"}, {"pin": "97531"}, {"pin": None}])
def test_a_new_password_or_pin_is_a_change_too(api: Api, manager: Caller, secret: dict[str, Any]) -> None:
    seen = version_of(api, "lan")
    assert manager.patch("/people/lan", secret).status_code == 200
    assert change(api.admin, "lan", seen, name="Nguyễn Lan").json["code"] == "person_moved"


def test_without_the_version_the_last_one_wins_as_before(api: Api, manager: Caller) -> None:
    assert manager.patch("/people/lan", {"name": "Lan"}).status_code == 200
    assert api.admin.patch("/people/lan", {"name": "Nguyễn Lan"}).json["name"] == "Nguyễn Lan"


@pytest.mark.parametrize("wrong", ["17", '"x"', 'W/"1"', ""])
def test_a_version_that_was_never_given_changes_nothing(api: Api, wrong: str) -> None:
    seen = version_of(api, "lan")
    answer = api.admin.patch("/people/lan", {"name": "Lan"}, if_match=wrong)
    assert (answer.status_code, answer.json["code"]) == (412, "person_moved")
    assert version_of(api, "lan") == seen


def test_a_user_name_that_was_removed_may_come_again_and_one_that_is_taken_may_not(
    api: Api, manager: Caller
) -> None:
    assert manager.post("/people", HOA | {"username": "lan"}).json["code"] == "username_taken"
    manager.delete("/people/lan")
    assert manager.patch("/people/lan", {"name": "Ai"}).json["code"] == "unknown_officer"
    assert manager.post("/people", HOA | {"username": "lan"}).status_code == 201


def test_what_is_wrong_is_said_in_vietnamese_and_in_english(manager: Caller) -> None:
    body = HOA | {"password": "ngan", "name": " "}
    assert "mật khẩu: ít nhất 8 ký tự" in manager.post("/people", body).json["detail"]
    english = manager.post("/people", body, accept_language="en").json["detail"]
    assert "password: at least 8 characters" in english
    assert "name: 1 to 60 letters" in english


def test_last_seen_is_when_somebody_signed_in_or_did_something(api: Api, clock: SetClock) -> None:
    def seen() -> dict[str, str | None]:
        return {each["username"]: each["last_seen"] for each in api.admin.get("/people").json["items"]}

    assert seen() == {"binh": None, "lan": None, "minh": None}
    api.at_work(1)
    assert seen() == {"binh": None, "lan": "2026-11-23T08:00:00+07:00", "minh": None}
    clock.forward(minutes=5)
    api.admin.patch("/people/minh", {"name": "Trần Minh"})
    assert seen()["binh"] == "2026-11-23T08:05:00+07:00"
    api.officer.post("/counters/1/close")
    assert seen()["lan"] == "2026-11-23T08:05:00+07:00"
    api.admin.delete("/people/lan")
    api.admin.post("/people", HOA | {"username": "lan"})
    assert seen()["lan"] is None


def test_a_tablet_is_nobody_who_was_seen(api: Api, server: Server) -> None:
    people.add_person(server.context, NewPerson("3", "Ba", "helper", PASSWORD), "test")
    assert api.helper.post("/tickets", {"field": "CT"}).status_code == 201
    three = next(each for each in api.admin.get("/people").json["items"] if each["username"] == "3")
    assert three["last_seen"] is None


def test_a_helper_who_signs_in_is_told_of_their_own_numbers_alone(api: Api, server: Server) -> None:
    people.add_person(server.context, NewPerson("3", "Ba", "helper", PASSWORD), "test")
    guide = api.holding(token_for(server.context, "3", "test"))
    own = guide.post("/tickets", {"field": "CT"}).json
    others = api.helper.post("/tickets", {"field": "CT"}).json
    assert guide.get(f"/tickets/{own['id']}").json["number"] == own["number"]
    assert guide.get(f"/tickets/{others['id']}").json["code"] == "unknown_ticket"
    told = api.admin.get("/journal?limit=1000").json["items"]
    assert [item["actor"] for item in told if item["type"] == "ticket_issued"] == ["guide:3", "helper:3"]
