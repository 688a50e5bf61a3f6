"""Trouble at the door itself: whoever cannot be shown anything is told so and holds no place."""

from typing import Any

import pytest

from server.app import Server
from server.core.refusal import Refusal
from tests.support.enrolled import Tokens


@pytest.mark.parametrize("error", [KeyError("of ours"), Refusal("storage_damaged")])
def test_it_keeps_no_place_for_somebody_it_could_not_welcome(
    server: Server, tokens: Tokens, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(_room: str) -> dict[str, Any]:
        raise error

    monkeypatch.setattr(server.lines.broadcasters["/board"], "snapshot", fail)

    screen = server.socketio.test_client(server.app, namespace="/board", auth={"token": tokens.display})

    assert not screen.is_connected("/board")
    assert server.sockets.live == 0
    assert list(server.sockets.rooms("/board")) == []


def test_it_lets_people_in_again_once_the_trouble_is_over(
    server: Server, tokens: Tokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(server.lines.broadcasters["/board"], "snapshot", lambda _: 1 // 0)
        server.socketio.test_client(server.app, namespace="/board", auth={"token": tokens.display})

    screen = server.socketio.test_client(server.app, namespace="/board", auth={"token": tokens.display})

    assert screen.is_connected("/board")
    assert server.sockets.live == 1
    assert [event["name"] for event in screen.get_received("/board")] == ["hello", "snapshot"]
