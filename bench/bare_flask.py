"""Baseline process: Flask and Socket.IO with nothing in them, under the gunicorn settings of the real server."""

import sys
from typing import Any, Final

from flask import Flask, Response, jsonify, request
from flask_socketio import SocketIO
from gunicorn.app.base import BaseApplication

SOCKETS: Final = 250
TICKET: Final = {
    "id": 17,
    "number": "A012",
    "field": "CT",
    "procedure": None,
    "priority": None,
    "channel": "kiosk",
    "state": "waiting",
    "ahead": 11,
    "wait": {"low_s": 1980, "high_s": 5280},
    "issued_at": "2026-11-22T08:00:00+07:00",
    "track": "k3JxQm0aZ1vTAAAAABEx",
    "counter": None,
    "called_at": None,
    "served_at": None,
    "ended_at": None,
    "calls": 0,
    "outcome": None,
    "print": None,
}


def app() -> Flask:
    """One route that answers the JSON of a ticket, one namespace that lets everybody in."""
    flask = Flask(__name__)
    socketio = SocketIO(flask, async_mode="threading", transports=["websocket"], manage_session=False)
    socketio.on_event("connect", lambda _auth=None: None, namespace="/board")

    @flask.post("/api/v1/tickets")
    def issue() -> tuple[Response, int]:
        request.get_json()
        return jsonify(TICKET), 201

    @flask.get("/readyz")
    def ready() -> Response:
        return jsonify(status="ready")

    return flask


class _Embedded(BaseApplication):  # type: ignore[misc]
    def __init__(self, port: int) -> None:
        self._port = port
        super().__init__()

    def load_config(self) -> None:
        chosen: dict[str, Any] = {
            "bind": f"127.0.0.1:{self._port}",
            "worker_class": "gthread",
            "workers": 1,
            "threads": 2 * SOCKETS + 64,
            "worker_connections": 4 * SOCKETS + 1000,
            "graceful_timeout": 3,
            "timeout": 60,
            "keepalive": 30,
            "control_socket_disable": True,
            "loglevel": "warning",
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return app()


if __name__ == "__main__":
    _Embedded(int(sys.argv[1])).run()
