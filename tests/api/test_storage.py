"""Trouble with the disk, as callers are told of it: by name, with nothing half-done."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient

from server.app import Server
from server.core.refusal import Refusal
from server.store import doctor
from tests.support.api import Api
from tests.support.sick_disk import writing


@dataclass(frozen=True)
class Trouble:
    """Something wrong with the disk: how it begins and ends, and what callers are told."""

    begins: str
    ends: str
    status: int
    code: str


FULL = Trouble("max_page_count = 1", "max_page_count = 100000", 507, "storage_full")
READ_ONLY = Trouble("query_only = ON", "query_only = OFF", 503, "storage_readonly")


@pytest.fixture
def disk(server: Server) -> Callable[[str], object]:
    """Set something on the connection that writes: `disk("query_only = ON")`."""
    connection = writing(server.context.store)
    return lambda setting: connection.execute(f"PRAGMA {setting}").fetchall()


def differences(server: Server) -> list[str]:
    with server.context.store.read() as connection:
        return list(doctor.examine(connection))


def taken_until_refused(api: Api) -> tuple[int, int, str]:
    """How many numbers were given, and the refusal's status and code."""
    for given in range(2000):
        answer = api.kiosk.post("/tickets", {"field": "CT"})
        if answer.status_code != 201:
            assert answer.content_type == "application/problem+json"
            return given, answer.status_code, answer.json["code"]
    raise AssertionError("it was never refused")


@pytest.mark.parametrize("trouble", [FULL, READ_ONLY], ids=lambda trouble: trouble.code)
def test_it_is_named_changes_nothing_and_works_again_afterwards(
    server: Server, api: Api, disk: Callable[[str], object], trouble: Trouble
) -> None:
    disk(trouble.begins)
    given, *refused = taken_until_refused(api)
    assert refused == [trouble.status, trouble.code]
    assert differences(server) == []

    disk(trouble.ends)
    assert api.take()["number"] == f"A{given + 1:03d}"


def test_what_is_shown_stays_readable_on_a_read_only_disk(api: Api, disk: Callable[[str], object]) -> None:
    ticket = api.take()
    disk(READ_ONLY.begins)
    assert api.kiosk.get(f"/tickets/{ticket['id']}").status_code == 200
    assert api.display.get("/board").status_code == 200


def test_it_says_what_to_do_in_the_callers_language(api: Api, disk: Callable[[str], object]) -> None:
    disk(READ_ONLY.begins)
    answer = api.kiosk.post("/tickets", {"field": "CT"}, accept_language="en")
    assert answer.json["detail"] == "The data file is read-only; nothing was changed."
    assert answer.json["action"]


def test_a_repeat_after_the_trouble_gives_one_number(api: Api, disk: Callable[[str], object]) -> None:
    disk(READ_ONLY.begins)
    assert api.kiosk.post("/tickets", {"field": "CT"}, key="k1").status_code == 503
    disk(READ_ONLY.ends)
    numbers = [api.kiosk.post("/tickets", {"field": "CT"}, key="k1").json["number"] for _ in range(2)]
    assert numbers == ["A001", "A001"]


@pytest.mark.parametrize("code", ["storage_damaged", "storage_busy"])
def test_a_page_says_it_too(
    client: FlaskClient, server: Server, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    def fail() -> sqlite3.Connection:
        raise Refusal(code)

    monkeypatch.setattr(server.context.store, "read", fail)
    answer = client.get("/kiosk")
    assert answer.status_code == 503
    assert Refusal(code).kind.title.vi in answer.text
