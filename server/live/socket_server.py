"""The Socket.IO server behind the live lines."""

from flask import Flask
from flask_socketio import SocketIO

from server.auth import LISTENERS
from server.live.line_limit import LineLimit


def socket_server(app: Flask, cap: int, largest: int) -> SocketIO:
    """Lines for at most `cap` screens, counters and kiosks, by WebSocket alone; no message above `largest` bytes."""
    made = SocketIO(
        app,
        async_mode="threading",
        transports=["websocket"],
        manage_session=False,
        namespaces=list(LISTENERS),  # otherwise "/" would let in anybody
        max_http_buffer_size=largest,
        ping_interval=10,
        ping_timeout=10,
    )
    app.wsgi_app = LineLimit(app.wsgi_app, cap)  # type: ignore[method-assign]
    return made
