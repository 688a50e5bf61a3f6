"""The line from a second box to the server that it follows."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import quote, urlsplit

from server.store.private import private_files

_PATH: Final = "/api/v1/standby"
_PATIENCE_S: Final = 20.0
_SNAPSHOT_S: Final = 3600.0
"""A large centre takes minutes to be copied and examined."""
_OK: Final = 200


class LineBroken(Exception):
    """There is no answer, or not one of a server; the text says which."""


class Refused(Exception):
    """The server refused: `code` is the refusal's code, the text is its message."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{problem.get('detail', status)} {problem.get('action', '')}".strip())
        self.code = str(problem.get("code", status))


class StandbyLine(Protocol):
    """How a second box asks the first: `HttpLine`, or in tests a line that can be cut."""

    @property
    def token(self) -> str:
        """The token that it sends."""

    def ask(self, what: str, body: dict[str, Any]) -> dict[str, Any]:
        """Ask by POST. Raises `LineBroken`, `Refused`."""

    def fetch(self, what: str, into: Path) -> None:
        """Fetch a file, completely or not at all. Raises `LineBroken`, `Refused`."""


class HttpLine:
    """The server at `url`, like http://192.168.1.10:8000, with the `token` of the role `standby`. Raises `ValueError` for an invalid address."""

    def __init__(self, url: str, token: str) -> None:
        parts = urlsplit(url.rstrip("/"))
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
            raise ValueError(f"{url}: a server's address is like http://192.168.1.10:8000")
        if not (token.isascii() and token.isprintable()):
            raise ValueError(
                "Mã của máy chủ thứ hai không đúng: dòng đầu của tệp phải là mã, không dấu, không thêm gì."
                " · This is no token: the first line of the file has to be the token and nothing else."
            )
        self._kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self._host, self._port = parts.hostname, parts.port
        self._token = token
        self._headers = {"Authorization": f"Bearer {token}", "Accept-Language": "en"}

    @property
    def token(self) -> str:
        """As in `StandbyLine`."""
        return self._token

    def ask(self, what: str, body: dict[str, Any]) -> dict[str, Any]:
        """As in `StandbyLine`."""
        sent = json.dumps(body).encode()
        headers = self._headers | {"Content-Type": "application/json"}
        with self._answer("POST", what, _PATIENCE_S, headers, sent) as answer:
            found: dict[str, Any] = json.loads(answer.read())
            return found

    def fetch(self, what: str, into: Path) -> None:
        """As in `StandbyLine`."""
        draft = into.with_name(f"{into.name}.part")
        with self._answer("GET", what, _SNAPSHOT_S, self._headers) as answer:
            promised = answer.length
            with private_files(), draft.open("wb") as file:
                shutil.copyfileobj(answer, file)
            if promised is not None and draft.stat().st_size < promised:
                raise LineBroken("the line broke in the middle of a file")
        draft.replace(into)

    @contextmanager
    def _answer(
        self, method: str, what: str, within_s: float, headers: dict[str, str], body: bytes | None = None
    ) -> Iterator[HTTPResponse]:
        line = self._kind(self._host, self._port, timeout=within_s)
        try:
            line.request(method, f"{_PATH}/{what}", body, headers)
            answer = line.getresponse()
            if answer.status != _OK:
                raise Refused(answer.status, _problem(answer.read()))
            yield answer
        except (OSError, HTTPException, json.JSONDecodeError) as error:
            raise LineBroken(str(error) or type(error).__name__) from error
        finally:
            line.close()


def file_of(name: str) -> str:
    """The path of the request for a file beside the database."""
    return f"file?name={quote(name)}"


def _problem(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
