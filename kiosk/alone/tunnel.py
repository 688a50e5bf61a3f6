"""The live connection, passed through byte by byte while the server is there."""

import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from selectors import EVENT_READ, DefaultSelector
from ssl import SSLWantReadError
from typing import Any, Final
from urllib.parse import urlsplit

from kiosk.alone.upstream import trust

_PATH: Final = "/socket.io/"
_CONNECT_S: Final = 2.0
_CHUNK: Final = 65536
_PORTS: Final = {"http": 80, "https": 443}


class Tunnel:
    """WSGI: joins a browser's WebSocket to the server's, in gunicorn's thread; the rest goes to `app`."""

    def __init__(self, app: Callable[..., Iterable[bytes]], url: str, up: Callable[[], bool]) -> None:
        self._app, self._up = app, up
        parts = urlsplit(url)
        self._encrypted, self._url, self._host = parts.scheme == "https", url, parts.netloc
        self._address = (parts.hostname or "", parts.port or _PORTS[parts.scheme])

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        browser = environ.get("gunicorn.socket")
        wanted = environ["PATH_INFO"] == _PATH and environ.get("HTTP_UPGRADE", "").lower() == "websocket"
        if not wanted or browser is None or not self._up():
            return self._app(environ, start_response)
        try:
            server = self._connect()
        except OSError:
            return self._app(environ, start_response)
        with server:
            _relay(browser, server, self._request(environ))
        raise StopIteration  # gunicorn's word for a line that is used up

    def _connect(self) -> socket.socket:
        """A line to the server. Raises `OSError` when it is not there or not the one that it should be."""
        line = socket.create_connection(self._address, _CONNECT_S)
        if not self._encrypted:
            return line
        try:
            return trust().wrap_socket(line, server_hostname=self._address[0])
        except OSError:
            line.close()
            raise

    def _request(self, environ: dict[str, Any]) -> bytes:
        headers = {
            name[5:].replace("_", "-"): value for name, value in environ.items() if name.startswith("HTTP_")
        }
        headers |= {"HOST": self._host, "ORIGIN": self._url}
        lines = [f"GET {_PATH}?{environ.get('QUERY_STRING', '')} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1")


def _relay(browser: socket.socket, server: socket.socket, request: bytes) -> None:
    """Send the request, then pass on bytes until either end closes; then end the other one too.

    In one thread: two may not use an encrypted line at the same time.
    """
    with suppress(OSError), DefaultSelector() as ends:
        ends.register(browser, EVENT_READ, server)
        ends.register(server, EVENT_READ, browser)
        server.settimeout(None)
        server.sendall(request)
        while all(_passed_on(key.fileobj, key.data) for key, _ in ends.select()):
            pass
    for end in (browser, server):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


def _passed_on(source: Any, target: socket.socket) -> bool:
    """Pass on what has come, which may not be a whole record yet on an encrypted line; false at the end."""
    source.settimeout(0)
    try:
        data = source.recv(_CHUNK)
    except (BlockingIOError, SSLWantReadError):
        return True
    finally:
        source.settimeout(None)
    target.sendall(data)
    return bool(data)
