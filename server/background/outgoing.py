"""Requests to other machines: to exactly the address that was checked, with limits on time and length."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from typing import Final, Self
from urllib.parse import urlsplit

from server.core.refusal import Refusal
from server.service.webhooks.addresses import Target, target

PATIENCE_S: Final = 10.0
_LONGEST_ANSWER: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Question:
    """A request: `url` with its query; `inside` is a host that is allowed although it is in the local network."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None = None
    inside: str = ""


@dataclass(frozen=True, slots=True)
class SendResult:
    """The other end's answer, or one word for what went wrong.

    `taken` says whether the other end may have received the request although no answer came.
    """

    status: int | None = None
    body: bytes = b""
    error: str = ""
    taken: bool = False


def ask(question: Question, patience_s: float = PATIENCE_S) -> SendResult:
    """Ask once. This takes at most about twice `patience_s` seconds, however slow the other end is.

    Half of that time is for finding and reaching it, half for its answer.
    """
    try:
        where, connection = reached(question.url, question.inside, patience_s)
    except (Refusal, OSError) as error:
        return SendResult(error=trouble(error))
    with closing(connection), _Limit(connection, patience_s) as limit:
        return _answer(connection, question, where.path, limit)


def trouble(error: Refusal | OSError | http.client.HTTPException) -> str:
    """One word for why the other end could not be asked."""
    match error:
        case Refusal():
            return error.code
        case TimeoutError():
            return "timeout"
        case ssl.SSLError():
            return "certificate"
        case _:
            return "unreachable"


def _answer(
    connection: http.client.HTTPConnection, question: Question, path: str, limit: "_Limit"
) -> SendResult:
    headers = {"Host": urlsplit(question.url).netloc, **question.headers}
    try:
        connection.request(question.method, path, question.body, headers)
        answer = connection.getresponse()
        found = SendResult(answer.status, answer.read(_LONGEST_ANSWER))
    except ValueError:  # what no header can hold
        return SendResult(error="not_valid")
    except (OSError, http.client.HTTPException) as error:
        over = limit.over or isinstance(error, TimeoutError)
        return SendResult(error="timeout" if over else "unreachable", taken=True)
    return SendResult(error="timeout", taken=True) if limit.over else found


class _Limit:
    """Cuts a connection when its time is over: the socket's own timeout starts again with each byte."""

    def __init__(self, connection: http.client.HTTPConnection, patience_s: float) -> None:
        self.over = False
        self._line = connection.sock
        self._timer = threading.Timer(patience_s, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _cut(self) -> None:
        self.over = True
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)


@cache
def _tls() -> ssl.SSLContext:
    """The certificates that this machine trusts, read only once because that is slow."""
    return ssl.create_default_context()


def reached(url: str, inside: str | None, patience_s: float) -> tuple[Target, http.client.HTTPConnection]:
    """The target of `url` and a connection to it. Raises `TimeoutError` after `patience_s` seconds, and what `target` raises."""
    until = time.monotonic() + patience_s
    where = target(url, inside, patience_s)
    return where, _connected(where, until, patience_s)


def _connected(where: Target, until: float, patience_s: float) -> http.client.HTTPConnection:
    """A connection to exactly the address that was checked, so that the name cannot lead elsewhere meanwhile."""
    connection = http.client.HTTPConnection(where.host, where.port, timeout=patience_s)
    line = socket.create_connection((where.address, where.port), _left_s(until))
    if where.scheme == "https":
        line.settimeout(_left_s(until))
        line = _tls().wrap_socket(line, server_hostname=where.host)
    line.settimeout(patience_s)
    connection.sock = line
    return connection


def _left_s(until: float) -> float:
    """The seconds left until then. Raises `TimeoutError` if that is past."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
