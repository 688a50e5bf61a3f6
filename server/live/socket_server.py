"""The Socket.IO server behind the live lines."""

from functools import partial
from typing import Any

from flask import Flask
from flask_socketio import SocketIO

from server.config import ServerPart
from server.http.access import LISTENERS
from server.http.proxies import Proxies
from server.live.ending import end_at_once
from server.live.line_limit import LineLimit
from server.live.malformed import end_on_malformed
from server.live.pings import ping_together


def socket_server(app: Flask, settings: ServerPart, largest: int) -> SocketIO:
    """Lines for screens, counters and kiosks, by WebSocket alone; no message above `largest` bytes.

    Pages of `public_url` may open one, besides those of the address that was asked. What proxies say is heard first of
    all, for lines and requests alike.
    """
    made = SocketIO(
        app,
        async_mode="threading",
        transports=["websocket"],
        manage_session=False,
        cors_allowed_origins=partial(_is_ours, settings.public_url or ""),
        namespaces=list(LISTENERS),  # otherwise "/" would let in anybody
        max_http_buffer_size=largest,
        ping_interval=10,
        ping_timeout=10,
    )
    end_at_once(made)
    end_on_malformed(made)
    ping_together(made)
    lines = LineLimit(app.wsgi_app, settings.sockets)
    app.wsgi_app = Proxies(lines, settings.trusted_proxies)  # type: ignore[method-assign]
    return made


def _is_ours(public_url: str, origin: str, environ: dict[str, Any]) -> bool:
    here = f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}"
    return origin in {here, public_url.lower()}
