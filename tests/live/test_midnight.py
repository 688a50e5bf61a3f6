"""Midnight turns the day on every screen by itself, though nothing happens in the hall."""

import time
from typing import Any

from server.app import Server
from tests.support.api import Api
from tests.support.clock import SetClock
from tests.support.enrolled import Tokens

PATIENCE_S = 15


def test_a_screen_begins_the_new_day_by_itself(
    server: Server, api: Api, tokens: Tokens, clock: SetClock
) -> None:
    clock.set("2026-11-23 23:58")
    api.take()
    assert api.at_work().post("/counters/1/call").json["number"] == "A001"
    screen = server.socketio.test_client(server.app, namespace="/board", auth={"token": tokens.display})

    def until(day: str) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            for packet in screen.get_received("/board"):
                if packet["name"] == "snapshot" and packet["args"][0]["day"] == day:
                    board: dict[str, Any] = packet["args"][0]
                    return board
            time.sleep(0.02)
        raise AssertionError(f"no snapshot of {day}")

    assert [call["number"] for call in until("2026-11-23")["calls"]] == ["A001"]
    clock.forward(minutes=3)
    board = until("2026-11-24")
    assert board["calls"] == []
    assert [queue["waiting"] for queue in board["waiting"]] == [0] * 10
    assert board["at"].startswith("2026-11-24T00:01")
