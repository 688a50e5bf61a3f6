"""The Socket.IO server behind a centre's live lines."""

from flask import Flask
from flask_socketio import SocketIO

from server.config import ServerPart
from server.http.access import LISTENERS
from server.http.lines.opening import open_lines


def socket_server(app: Flask, settings: ServerPart, largest: int) -> SocketIO:
    """Lines for screens, counters and kiosks; no message above `largest` bytes."""
    return open_lines(
        app,
        namespaces=list(LISTENERS),
        cap=settings.sockets,
        largest=largest,
        public_url=settings.public_url,
        proxies=settings.trusted_proxies,
    )
