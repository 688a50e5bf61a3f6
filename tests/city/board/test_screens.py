"""The door of the board's live lines."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_socketio import SocketIOTestClient

from server.city.board.mirror import News
from server.city.board.screens import LINE, Screens
from server.city.database import DatabaseGone
from server.city.people import access
from server.city.people.people import Person
from server.city.roles import INGEST, city_app
from server.city.settings import CitySettings
from tests.support.board import liaison


class Door:
    """Screens of a process that has no database; `who` asks, nobody where it is None."""

    def __init__(self, folder: Path) -> None:
        settings = CitySettings(database="host=/nowhere", data=folder)
        self.who: Person | None = Person("thử", "Người thử", "administrator")
        self.app: Flask = city_app(settings, INGEST)
        self.gone = False
        self.screens = Screens(self.app, settings)

    def asks(self) -> Person | None:
        if self.gone:
            raise DatabaseGone
        return self.who

    def screen(self) -> SocketIOTestClient:
        return self.app.extensions["socketio"].test_client(self.app, namespace=LINE)


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    found = Door(tmp_path)
    monkeypatch.setattr(access, "person_here", found.asks)
    yield found
    found.screens.close()


def told(screen: SocketIOTestClient) -> list[dict[str, Any]]:
    return [said["args"][0] for said in screen.get_received(LINE) if said["name"] == "told"]


def test_nobody_hears_anything_who_may_not_look(door):
    door.who = None
    door.screens.mirror.take(News(10, [{"code": "W1"}]))
    assert not door.screen().is_connected(LINE)


def test_who_may_look_is_told_everything_then_what_changes(door):
    door.screens.mirror.take(News(10, [{"code": "W1"}]))
    screen = door.screen()
    door.screens.mirror.take(News(20, [{"code": "W2"}]))
    assert [(said["whole"], said["centres"]) for said in told(screen)] == [
        (True, [{"code": "W1"}]),
        (False, [{"code": "W2"}]),
    ]


def test_who_came_before_there_was_anything_is_told_all_of_the_first(door):
    screen = door.screen()
    assert told(screen) == []
    door.screens.mirror.take(News(10, [{"code": "W1"}]))
    door.screens.mirror.take(News(20, []))
    assert [(said["whole"], said["centres"]) for said in told(screen)] == [
        (True, [{"code": "W1"}]),
        (False, []),
    ]


def test_asking_again_and_again_is_answered_now_and_then(door):
    door.screens.mirror.take(News(10, [{"code": "W1"}]))
    screen = door.screen()
    for _ in range(50):
        screen.emit("ask", namespace=LINE)
    assert len(told(screen)) < 10


@pytest.mark.parametrize("said", [None, 3, "x", {"a": 1}, [1, 2]])
@pytest.mark.parametrize("event", ["ask", "connect", "disconnect", "told", "nothing"])
def test_whatever_a_screen_sends_the_others_hear_on(door, event, said):
    other, screen = door.screen(), door.screen()
    screen.emit(event, said, namespace=LINE)
    door.screens.mirror.take(News(10, [{"code": "W1"}]))
    assert told(other)


def test_who_may_no_longer_look_is_put_out_and_nobody_while_that_cannot_be_read(door):
    screen = door.screen()
    door.gone, door.who = True, None
    door.screens.see_off()
    assert screen.is_connected(LINE)
    assert not door.screen().is_connected(LINE)
    door.gone = False
    door.screens.see_off()
    assert not screen.is_connected(LINE)


def everything(screen: SocketIOTestClient) -> str:
    return json.dumps(screen.get_received(LINE))


def test_a_liaison_is_told_of_their_own_centres_and_no_word_of_another(door):
    theirs, other = {"code": "W1"}, {"code": "W2"}
    all_of_them = door.screen()
    door.who = liaison("W1")
    early = door.screen()
    door.screens.mirror.take(News(10, [theirs, other], whole=True))
    late = door.screen()
    late.emit("ask", namespace=LINE)
    door.screens.mirror.take(News(20, [{**theirs, "v": 2}, {**other, "v": 2}]))
    door.screens.mirror.take(News(30, [{**other, "v": 3}]))
    door.screens.mirror.take(News(40, [], gone=["W2"]))
    for screen in (early, late):
        said = screen.get_received(LINE)
        assert '"W2"' not in json.dumps(said)
        heard = [each["args"][0] for each in said if each["name"] == "told"]
        assert {tile.get("v", 1) for message in heard for tile in message["centres"]} == {1, 2}
        counted = [message["n"] for message in heard]
        assert counted == sorted(counted)
        assert set(counted) == set(range(counted[0], counted[-1] + 1)), (
            "no screen thinks that it missed something"
        )
    assert '"W2"' in everything(all_of_them)


def test_liaisons_of_the_same_centres_hear_the_same_and_of_others_nothing(door):
    seen = {}
    for centres in (("W1", "W2"), ("W2", "W1"), ("W3",), ()):
        door.who = liaison(*centres)
        seen[centres] = door.screen()
    door.screens.mirror.take(News(10, [{"code": f"W{n}"} for n in range(1, 4)]))
    heard = {
        centres: [tile["code"] for message in told(screen) for tile in message["centres"]]
        for centres, screen in seen.items()
    }
    assert heard == {("W1", "W2"): ["W1", "W2"], ("W2", "W1"): ["W1", "W2"], ("W3",): ["W3"], (): []}


def test_whose_centres_are_others_by_now_is_put_out_and_let_in_again_for_those(door):
    door.who = liaison("W1")
    door.screens.mirror.take(News(10, [{"code": "W1"}, {"code": "W2"}]))
    screen = door.screen()
    door.screens.see_off()
    assert screen.is_connected(LINE)
    door.who = liaison("W2")
    door.screens.see_off()
    assert not screen.is_connected(LINE)
    door.screens.mirror.take(News(20, [{"code": "W1", "v": 2}]))
    assert [tile["code"] for message in told(door.screen()) for tile in message["centres"]] == ["W2"]
