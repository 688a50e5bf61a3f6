"""The live line through the box to a server on https: only to the one that this machine trusts."""

import socket
import ssl
import threading
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kiosk.alone.tunnel import Tunnel
from server.core.certificates import AUTHORITY, CHAIN, KEY
from server.operations.certificate_names import Names
from server.operations.certificates import make
from tests.support.waiting import PATIENCE_S

HOST = "localhost"
OPENED = b"HTTP/1.1 101 Switching Protocols\r\n\r\n"
LONG = b"x" * 50_000


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    """The certificate of the authority that signed the server's."""
    make(tmp_path, Names.of([HOST]), datetime.now(UTC))
    return tmp_path / AUTHORITY


class EchoServer:
    """A server on https that answers an opening request, then sends back all it gets; `asked` is the request."""

    def __init__(self, folder: Path) -> None:
        self.asked = b""
        self._trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._trust.load_cert_chain(folder / CHAIN, folder / KEY)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(PATIENCE_S)

    def _serve(self) -> None:
        while True:
            try:
                plain = self._listener.accept()[0]
            except OSError:
                return
            try:
                with self._trust.wrap_socket(plain, server_side=True) as line:
                    self._echo(line)
            except OSError:
                plain.close()

    def _echo(self, line: ssl.SSLSocket) -> None:
        while not self.asked.endswith(b"\r\n\r\n"):
            self.asked += line.recv(4096)
        line.sendall(OPENED)
        while data := line.recv(65536):
            line.sendall(data)


@pytest.fixture
def server(authority: Path) -> Iterator[EchoServer]:
    made = EchoServer(authority.parent)
    yield made
    made.close()


def refused(_environ: dict[str, Any], _start_response: object) -> Iterable[bytes]:
    """What answers where there is no live line."""
    return [b"no live line"]


def opening(browser: socket.socket) -> dict[str, Any]:
    """A browser's opening request, as gunicorn tells it."""
    return {
        "PATH_INFO": "/socket.io/",
        "QUERY_STRING": "EIO=4&transport=websocket",
        "HTTP_UPGRADE": "websocket",
        "HTTP_HOST": "localhost:8001",
        "HTTP_ORIGIN": "http://localhost:8001",
        "gunicorn.socket": browser,
    }


def heard(line: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size and (more := line.recv(65536)):
        found += more
    return found


def test_the_live_line_goes_to_a_server_on_https_both_ways(
    server: EchoServer, authority: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    url = f"https://{HOST}:{server.port}"
    here, there = socket.socketpair()
    here.settimeout(PATIENCE_S)

    def serve() -> None:
        with there, pytest.raises(StopIteration):
            Tunnel(refused, url, lambda: True)(opening(there), lambda *_: None)

    box = threading.Thread(target=serve)
    box.start()
    with here:
        assert heard(here, len(OPENED)) == OPENED
        here.sendall(LONG)
        assert heard(here, len(LONG)) == LONG
    box.join(PATIENCE_S)
    assert not box.is_alive()
    assert b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n" in server.asked
    assert f"HOST: {HOST}:{server.port}\r\nORIGIN: {url}\r\n".encode() in server.asked


def test_a_server_that_this_machine_does_not_trust_gets_no_line(server: EchoServer) -> None:
    here, there = socket.socketpair()
    with here, there:
        told = Tunnel(refused, f"https://{HOST}:{server.port}", lambda: True)(opening(there), lambda *_: None)
    assert list(told) == [b"no live line"]
    assert server.asked == b""
