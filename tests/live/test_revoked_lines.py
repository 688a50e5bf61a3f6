"""Whoever was taken off the list hears nothing more, whatever their page sends by itself."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from flask_socketio import SocketIOTestClient

from server.app import Server
from server.live import sockets
from server.service.people.devices import enrol_device, revoke_device
from server.service.people.people import Changes, change_person
from server.service.queue import tickets
from server.service.queue.tickets import NumberRequest
from tests.api.browsing import csrf_of, sign_in
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens
from tests.support.waiting import until

Open = Callable[..., SocketIOTestClient]
LINES = {"display": "/board", "kiosk": "/kiosk"}


@pytest.fixture
def opened(server: Server, tokens: Tokens) -> Iterator[Open]:
    """Open a line; all are ended afterwards."""
    clients = []

    def open_(namespace: str, **how: object) -> SocketIOTestClient:
        client = server.socketio.test_client(server.app, namespace=namespace, **how)
        assert client.is_connected(namespace)
        clients.append((client, namespace))
        return client

    yield open_
    for client, namespace in clients:
        if client.is_connected(namespace):
            client.disconnect(namespace)


_NUMBERS = count(1)


def taken(line: SocketIOTestClient) -> list[dict[str, Any]]:
    """The events that the server sent to a line since it was last asked, also to one that has ended."""
    found, line.queue = line.queue, []
    return list(found)


def hears_of_a_number(server: Server, line: SocketIOTestClient, namespace: str) -> bool:
    """Whether a number that is given now reaches the line; another line tells when it would have."""
    taken(line)
    witness = server.socketio.test_client(
        server.app,
        namespace=namespace,
        auth={"token": enrol_device(server.context, KIND[namespace], f"x{next(_NUMBERS)}", "test")[1]},
    )
    taken(witness)
    ticket, _ = tickets.issue(server.context, NumberRequest("CT"), "test")

    def tells_of_it(told: SocketIOTestClient) -> bool:
        """Whether a snapshot came that has it; what was under way before does not."""
        snapshots = [event["args"][0] for event in taken(told) if event["name"] == "snapshot"]
        return any(snapshot["seq"] >= ticket["id"] for snapshot in snapshots)

    until(lambda: tells_of_it(witness))
    witness.disconnect(namespace)
    return tells_of_it(line)


KIND = {namespace: kind for kind, namespace in LINES.items()}


@pytest.mark.parametrize("kind", LINES)
@pytest.mark.parametrize(
    "says", [(), ("disconnect",), ("disconnect", "x"), ("connect",), ("connect", {}, {})]
)
def test_a_revoked_machine_hears_nothing_more_whatever_it_sent(
    server: Server, opened: Open, kind: str, says: tuple[object, ...]
) -> None:
    namespace = LINES[kind]
    device, token = enrol_device(server.context, kind, "Máy bị mất", "test")
    line = opened(namespace, auth={"token": token})
    if says:
        line.emit(*says, namespace=namespace)
    else:
        assert hears_of_a_number(server, line, namespace)
    revoke_device(server.context, device, "test")
    assert not hears_of_a_number(server, line, namespace)
    assert device not in server.sockets.devices()


def test_an_event_called_disconnect_ends_the_line_for_good(
    server: Server, opened: Open, tokens: Tokens
) -> None:
    line = opened("/board", auth={"token": tokens.display})
    line.emit("disconnect", namespace="/board")
    assert server.sockets.live == 0
    assert not hears_of_a_number(server, line, "/board")


def test_who_is_revoked_while_the_door_opens_is_not_let_in(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    device, token = enrol_device(server.context, "display", "Màn hình", "test")
    permitted = sockets.permit

    def slowly(*asked: Any) -> Any:
        caller = permitted(*asked)
        monkeypatch.setattr(sockets, "permit", permitted)
        revoke_device(server.context, device, "test")
        server.sockets.see_off()
        return caller

    monkeypatch.setattr(sockets, "permit", slowly)
    line = server.socketio.test_client(server.app, namespace="/board", auth={"token": token})
    assert not line.is_connected("/board")
    assert server.sockets.live == 0


def test_nobody_is_sent_anything_between_the_commit_and_the_check(
    server: Server, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread that sees people off is late; whoever sends looks first."""
    device, token = enrol_device(server.context, "display", "Màn hình", "test")
    line = opened("/board", auth={"token": token})
    monkeypatch.setattr(server.sockets, "heard", lambda _: None)
    revoke_device(server.context, device, "test")
    taken(line)
    for room in server.sockets.rooms("/board"):
        server.socketio.emit("snapshot", {}, namespace="/board", to=room)
    assert [event["name"] for event in taken(line)] == []


def test_a_borrowed_screens_line_ends_when_its_token_does(
    server: Server, opened: Open, clock: SetClock
) -> None:
    _, token = enrol_device(server.context, "display", "Màn hình mượn", "test", lasts_s=3600)
    line = opened("/board", auth={"token": token})
    assert hears_of_a_number(server, line, "/board")
    clock.forward(minutes=60)
    assert not hears_of_a_number(server, line, "/board")


def test_signing_out_ends_the_lines_of_this_browser_and_no_other(server: Server, opened: Open) -> None:
    browser, elsewhere = server.app.test_client(), server.app.test_client()
    sign_in(browser, "lan")
    sign_in(elsewhere, "lan")
    here = opened("/counter", auth={"counter": 1}, flask_test_client=browser)
    there = opened("/counter", auth={"counter": 1}, flask_test_client=elsewhere)
    browser.post("/sign-out", data={"csrf_token": csrf_of(browser.get("/counter/1"))})
    until(lambda: not here.is_connected("/counter"))
    assert there.is_connected("/counter")


def test_a_new_password_ends_the_persons_lines(server: Server, opened: Open, tokens: Tokens) -> None:
    browser = server.app.test_client()
    sign_in(browser, "lan")
    by_session = opened("/counter", auth={"counter": 1}, flask_test_client=browser)
    by_token = opened("/counter", auth={"counter": 1, "token": tokens.officer})
    change_person(server.context, "lan", Changes(password="mat-khau-moi"), "test")
    until(lambda: not by_session.is_connected("/counter") and not by_token.is_connected("/counter"))
