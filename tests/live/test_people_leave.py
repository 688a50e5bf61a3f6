"""Whoever may not listen any more loses the line at once."""

from collections.abc import Iterator

import pytest
from flask_socketio import SocketIOTestClient

from server.app import Server
from server.service.people.people import Changes, NewPerson, add_person, change_person, remove_person
from server.service.people.tokens import token_for
from tests.support.enrolled import PASSWORD, Tokens
from tests.support.waiting import until


@pytest.fixture
def line(server: Server, tokens: Tokens) -> Iterator[SocketIOTestClient]:
    """The second manager's page, which listens."""
    add_person(server.context, NewPerson("hoa", "Hoa", "admin", PASSWORD), "test")
    token = token_for(server.context, "hoa", "test")
    client = server.socketio.test_client(server.app, namespace="/admin", auth={"token": token})
    assert client.is_connected("/admin")
    yield client
    if client.is_connected("/admin"):
        client.disconnect("/admin")


def test_a_person_removed(server: Server, line: SocketIOTestClient) -> None:
    remove_person(server.context, "hoa", "admin:binh")
    until(lambda: not line.is_connected("/admin"))


def test_a_manager_no_more(server: Server, line: SocketIOTestClient) -> None:
    change_person(server.context, "hoa", Changes(role="officer"), "admin:binh")
    until(lambda: not line.is_connected("/admin"))


def test_others_and_other_changes_leave_the_line_alone(server: Server, line: SocketIOTestClient) -> None:
    heard: list[int] = []
    server.publisher.subscribe("test", lambda entries: heard.extend(e.seq for e in entries))
    change_person(server.context, "hoa", Changes(title="Chủ tịch"), "admin:binh")
    remove_person(server.context, "minh", "admin:binh")
    remove_person(server.context, "lan", "admin:binh")
    until(lambda: len(heard) >= 4)
    assert line.is_connected("/admin")
