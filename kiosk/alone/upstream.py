"""The line to the server, one request at a time, and when the server counts as gone."""

import json
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

Headers = list[tuple[str, str]]
_OWN: Final = frozenset(
    [
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "content-length",
        "host",
        "accept-encoding",
        "date",
        "server",
    ]
)
_CONDITIONS: Final = frozenset(["if-none-match", "if-modified-since"])
_SERVER_ERROR: Final = 500


class Gone(Exception):
    """The server or the network is gone; whether the request took effect is not known."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came from the server, or as the box made it."""

    status: int
    headers: Headers
    body: bytes

    def header(self, name: str) -> str | None:
        """A header by its name in small letters."""
        return next((value for named, value in self.headers if named.lower() == name), None)

    def json(self) -> Any:
        """The body read as JSON; `None` if it is not JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def unforeseen(self) -> bool:
        """Whether it is a server error without a name: that counts as no answer."""
        if self.status < _SERVER_ERROR:
            return False
        said = self.json()
        return not isinstance(said, dict) or said.get("code") in (None, "internal")


class ServerLine(Protocol):
    """The line to the server as the agent uses it: `Upstream`, or in tests a line that can be cut."""

    @property
    def url(self) -> str:
        """The server's address."""

    def ask(
        self,
        method: str,
        target: str,
        headers: Iterable[tuple[str, str]],
        body: bytes | None,
        within_s: float,
    ) -> Answer:
        """Send one request. Raises `Gone`."""


class Upstream:
    """The server at `url`, like http://192.168.1.10:8000; each request tells it this box's version."""

    def __init__(self, url: str, version: str = "") -> None:
        self._own = {"X-Goiso-Box": version} if version else {}
        self.url = url.rstrip("/")
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
            raise ValueError(f"{url}: the server's address is like http://192.168.1.10:8000")
        self._encrypted = parts.scheme == "https"
        self._host, self._port = parts.hostname, parts.port

    def ask(
        self,
        method: str,
        target: str,
        headers: Iterable[tuple[str, str]],
        body: bytes | None,
        within_s: float,
    ) -> Answer:
        """Send one request. Raises `Gone` when the server is not there, or says nothing for `within_s` seconds."""
        line = self._line(within_s)
        try:
            line.request(
                method, target, body, dict(_without(_OWN, headers)) | self._own | {"Connection": "close"}
            )
            answer = line.getresponse()
            return Answer(answer.status, passed_on(answer.getheaders()), answer.read())
        except (OSError, HTTPException) as error:
            raise Gone(str(error)) from error
        finally:
            line.close()

    def _line(self, within_s: float) -> HTTPConnection:
        if self._encrypted:
            return HTTPSConnection(self._host, self._port, timeout=within_s, context=trust())
        return HTTPConnection(self._host, self._port, timeout=within_s)


def trust() -> ssl.SSLContext:
    """Whom the box believes to be its server, on every line: who has a certificate of an authority that this machine trusts."""
    return ssl.create_default_context()


def passed_on(headers: Iterable[tuple[str, str]]) -> Headers:
    """The headers that concern both ends, and neither the line between them nor what the browser has already."""
    return _without(_OWN | _CONDITIONS, headers)


def _without(names: frozenset[str], headers: Iterable[tuple[str, str]]) -> Headers:
    return [(name, value) for name, value in headers if name.lower() not in names]
