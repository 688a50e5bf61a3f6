"""The Socket.IO server behind live lines."""

from collections.abc import Sequence
from functools import partial
from ipaddress import IPv4Network, IPv6Network
from typing import Any

from flask import Flask
from flask_socketio import SocketIO

from server.http.lines.ending import end_at_once
from server.http.lines.line_limit import LineLimit
from server.http.lines.malformed import end_on_malformed
from server.http.lines.pings import ping_together
from server.http.proxies import Proxies


def open_lines(  # noqa: PLR0913 - each is said by whoever serves them
    app: Flask,
    *,
    namespaces: Sequence[str],
    cap: int,
    largest: int,
    public_url: str | None,
    proxies: Sequence[IPv4Network | IPv6Network],
) -> SocketIO:
    """Lines by WebSocket only, at most `cap` of them; no message above `largest` bytes.

    Pages of `public_url` may open one, besides those of the requested address. What proxies say is evaluated first of
    all, for lines and requests alike.
    """
    made = SocketIO(
        app,
        async_mode="threading",
        transports=["websocket"],
        manage_session=False,
        cors_allowed_origins=partial(_is_ours, public_url or ""),
        namespaces=list(namespaces),  # otherwise "/" would let in anybody
        max_http_buffer_size=largest,
        ping_interval=10,
        ping_timeout=10,
    )
    end_at_once(made)
    end_on_malformed(made)
    ping_together(made)
    lines = LineLimit(app.wsgi_app, cap)
    app.wsgi_app = Proxies(lines, proxies)  # type: ignore[method-assign]
    return made


def _is_ours(public_url: str, origin: str, environ: dict[str, Any]) -> bool:
    here = f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}"
    return origin in {here, public_url.lower()}
