"""A line that this side ends: nobody waits for it, whatever became of its other end."""

import threading
from types import SimpleNamespace
from typing import Any

from engineio import Server
from engineio.socket import Socket

from server.http.lines.ending import end_at_once

PATIENCE_S = 20


def test_a_line_whose_peer_has_gone_is_ended_by_somebody_who_does_not_wait() -> None:
    engine = Server(async_mode="threading")
    socketio: Any = SimpleNamespace(server=SimpleNamespace(eio=engine))
    end_at_once(socketio)
    line = Socket(engine, "gone")  # nobody takes from its queue: its writer broke off
    engine.sockets["gone"] = line
    ending = threading.Thread(target=engine.disconnect, args=("gone",), daemon=True)

    ending.start()
    ending.join(PATIENCE_S)

    assert not ending.is_alive()
    assert line.closed
    assert "gone" not in engine.sockets


def test_one_that_is_not_there_is_ended_already() -> None:
    engine = Server(async_mode="threading")
    end_at_once(SimpleNamespace(server=SimpleNamespace(eio=engine)))  # type: ignore[arg-type]
    engine.disconnect("nobody")
