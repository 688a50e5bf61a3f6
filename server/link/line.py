"""One HTTP connection to the city, kept open between requests; time and length of each answer are limited."""

import http.client
import json
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from server.link.joined import Joined

_CONNECTS_S: Final = 10.0
_ANSWERS_S: Final = 30.0
_LONGEST_ANSWER: Final = 16 << 20
_LET_GO: Final = (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError)
_BROKEN: Final = (OSError, http.client.HTTPException, ValueError)


@dataclass(frozen=True, slots=True)
class CityAnswer:
    """The city's answer: `body` as it came, `retry_after` as the header says."""

    status: int
    body: bytes = b""
    retry_after: str | None = None

    @property
    def facts(self) -> dict[str, Any] | None:
        """The body as a JSON object; `None` for anything else."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return None
        return found if isinstance(found, dict) else None


class LineBroken(Exception):
    """No answer came, and nobody knows whether the city received the request. `code` is that of a trouble."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(said)
        self.code = code


class LineToCity(Protocol):
    """Asks the city."""

    def ask(self, method: str, path: str, body: bytes | None = None) -> CityAnswer:
        """Ask once. Raises `LineBroken`."""

    def close(self) -> None:
        """Stop waiting for an answer, and stop asking."""


class CityLine:
    """The line to the city that was joined. One thread asks, any may close it. An answer has at most `longest` bytes."""

    def __init__(
        self,
        joined: Joined,
        connects_s: float = _CONNECTS_S,
        answers_s: float = _ANSWERS_S,
        longest: int = _LONGEST_ANSWER,
    ) -> None:
        self._joined, self._connects_s, self._answers_s = joined, connects_s, answers_s
        self._longest = longest
        self._parts = urlsplit(joined.url)
        self._lock = threading.Lock()
        self._open: http.client.HTTPConnection | None = None
        self._socket: socket.socket | None = None
        self._closed = False
        self._late = False

    def ask(self, method: str, path: str, body: bytes | None = None) -> CityAnswer:
        """As in `LineToCity`. If the city closed the kept connection meanwhile, ask once more on a new one."""
        if self._open is not None:
            try:
                return self._in_time(method, path, body)
            except _LET_GO as error:
                if self._late:
                    raise self._broken(error) from error
            except _BROKEN as error:
                raise self._broken(error) from error
        try:
            return self._in_time(method, path, body)
        except _BROKEN as error:
            raise self._broken(error) from error

    def close(self) -> None:
        """As in `LineToCity`."""
        with self._lock:
            self._closed = True
        self._cut()

    def _in_time(self, method: str, path: str, body: bytes | None) -> CityAnswer:
        """Ask, and cut the connection when the time is over, however slowly the answer arrives."""
        self._late = False
        limit = threading.Timer(self._answers_s, self._too_late)
        limit.daemon = True
        limit.start()
        try:
            connection = self._open or self._connected()
            connection.request(method, f"/city/v1{path}", body, self._headers(body))
            answer = connection.getresponse()
            read = self._whole(answer)
        except BaseException:
            self._drop()
            raise
        finally:
            limit.cancel()
        if answer.will_close:
            self._drop()
        return CityAnswer(answer.status, read, answer.headers.get("Retry-After"))

    def _whole(self, answer: http.client.HTTPResponse) -> bytes:
        """The whole answer. Raises `HTTPException` if it ends too early or is too long for an answer of a city."""
        read = answer.read(self._longest)
        if answer.length or (not answer.isclosed() and answer.read(1)):
            raise http.client.IncompleteRead(b"", answer.length)
        if self._late:  # a line that was cut looks like the end of the answer
            raise TimeoutError
        return read

    def _connected(self) -> http.client.HTTPConnection:
        """A new connection; it can be cut as soon as it has a socket."""
        connection = self._new()
        with self._lock:
            if self._closed:
                raise ConnectionAbortedError("closed")
            self._open = connection
        connection.connect()
        self._socket = (
            connection.sock
        )  # of an answer that ends with its line the connection itself lets it go
        connection.sock.settimeout(self._answers_s)
        return connection

    def _new(self) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        if self._parts.scheme == "http":
            return http.client.HTTPConnection(host, port, timeout=self._connects_s)
        trusted = ssl.create_default_context(cadata=self._joined.ca or None)
        return http.client.HTTPSConnection(host, port, timeout=self._connects_s, context=trusted)

    def _headers(self, body: bytes | None) -> dict[str, str]:
        headers = {"Accept": "application/json"}
        if self._joined.token:
            headers["Authorization"] = f"Bearer {self._joined.token}"
        if body is not None:
            headers |= {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        return headers

    def _broken(self, error: Exception) -> LineBroken:
        said = str(error) or type(error).__name__
        if self._late or isinstance(error, TimeoutError):
            return LineBroken("timeout", said)
        if isinstance(error, ssl.SSLCertVerificationError):
            return LineBroken("certificate", error.verify_message or said)
        return LineBroken("unreachable", said)

    def _too_late(self) -> None:
        self._late = True
        self._cut()

    def _cut(self) -> None:
        with self._lock:
            line = self._socket or (None if self._open is None else self._open.sock)
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _drop(self) -> None:
        self._cut()  # an answer that is not read to its end would keep the socket
        with self._lock:
            connection, self._open, self._socket = self._open, None, None
        if connection is not None:
            connection.close()
