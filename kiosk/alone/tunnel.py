"""The live connection, passed through byte by byte while the server is there."""

import socket
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Final
from urllib.parse import urlsplit

_PATH: Final = "/socket.io/"
_CONNECT_S: Final = 2.0
_CHUNK: Final = 65536


class Tunnel:
    """WSGI: joins a browser's WebSocket to the server's, in gunicorn's thread and one more; the rest goes to `app`."""

    def __init__(self, app: Callable[..., Iterable[bytes]], url: str, up: Callable[[], bool]) -> None:
        self._app, self._up = app, up
        parts = urlsplit(url)
        self._plain, self._url = parts.scheme == "http", url
        self._address = (parts.hostname or "", parts.port or 80)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        browser = environ.get("gunicorn.socket")
        wanted = environ["PATH_INFO"] == _PATH and environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        if not wanted or browser is None or not self._plain or not self._up():
            return self._app(environ, start_response)
        try:
            server = socket.create_connection(self._address, _CONNECT_S)
        except OSError:
            return self._app(environ, start_response)
        self._join(browser, server, self._request(environ))
        raise StopIteration  # gunicorn's word for a line that is used up

    def _join(self, browser: socket.socket, server: socket.socket, request: bytes) -> None:
        with server:
            server.settimeout(None)
            server.sendall(request)
            back = threading.Thread(target=_pump, args=(server, browser), name="live", daemon=True)
            back.start()
            _pump(browser, server)
            back.join()

    def _request(self, environ: dict[str, Any]) -> bytes:
        headers = {
            name[5:].replace("_", "-"): value for name, value in environ.items() if name.startswith("HTTP_")
        }
        headers |= {"HOST": f"{self._address[0]}:{self._address[1]}", "ORIGIN": self._url}
        lines = [f"GET {_PATH}?{environ.get('QUERY_STRING', '')} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _pump(source: socket.socket, target: socket.socket) -> None:
    """Pass on bytes until either end closes; then end the other direction too."""
    with suppress(OSError):
        while data := source.recv(_CHUNK):
            target.sendall(data)
    for end in (source, target):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
