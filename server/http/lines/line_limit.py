"""Limits how many live lines may hold a thread."""

import threading
from collections.abc import Callable
from typing import Any

from server.http.lines.strangers import LINE, SPARE, Strangers


class LineLimit:
    """WSGI: counts each live line before it is answered, and refuses lines that would take the last threads.

    `Sockets` tells a screen too many politely.
    """

    def __init__(self, app: Callable[..., Any], cap: int, strangers: Strangers | None = None) -> None:
        self._app = app
        self._strangers = strangers or Strangers(cap)
        self._most = most_lines(cap)
        self._open = 0
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """One request."""
        if not environ.get("PATH_INFO", "").startswith("/socket.io"):
            return self._app(environ, start_response)
        with self._lock:
            full = self._open >= self._most
            self._open += not full
        if full:
            start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Retry-After", "5")])
            return [b"too many screens"]
        # what is compressed is compressed for each screen anew
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        try:
            return self._with_line(environ, start_response)
        finally:
            with self._lock:
                self._open -= 1

    def _with_line(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        line = self._strangers.opened(environ.get("REMOTE_ADDR", ""), environ.get("gunicorn.socket"))
        environ[LINE] = line
        try:
            return self._app(environ, start_response)
        finally:
            self._strangers.closed(line)


def most_lines(cap: int) -> int:
    """How many live lines may hold a thread: joined ones, strangers, and some that are ending."""
    return 2 * cap + 2 * SPARE
