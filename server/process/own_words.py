"""gunicorn's own answers to invalid requests, in our words: JSON for programs, a page for people."""

import html
import json
import sys
from http import HTTPStatus
from typing import Any, Final

from gunicorn import util
from gunicorn.http.message import Request
from gunicorn.http.parser import RequestParser

from server.core.refusal import Refusal
from server.core.texts import ENGLISH, VIETNAMESE

_CODES: Final = {
    HTTPStatus.REQUEST_URI_TOO_LONG: "address_too_long",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "headers_too_long",
    HTTPStatus.INTERNAL_SERVER_ERROR: "internal",
}
_FOR_PROGRAMS: Final = ("/api/", "/healthz", "/readyz", "/metrics", "/socket.io")
_PAGE: Final = (
    '<!doctype html><html lang="vi"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width"><title>{title}</title>'
    '<h1>{title}</h1><p>{detail} {action}</p><p lang="en">{english}</p></html>'
)
_BEGINNING: Final = 256


class AskedRequest(Request):  # type: ignore[misc]
    """A request whose errors know the requested address (`asked`), as far as it could be read."""

    _beginning = ""

    def parse(self, unreader: Any) -> Any:
        """Read the head; raises what gunicorn raises for an invalid one."""
        try:
            return super().parse(unreader)
        except Exception as error:
            error.asked = self._asked()  # type: ignore[attr-defined]
            raise

    def read_line(self, unreader: Any, buf: Any, limit: int = 0) -> Any:
        """Read the request's first line."""
        try:
            return super().read_line(unreader, buf, limit)
        finally:
            self._beginning = bytes(buf[:_BEGINNING]).decode("latin-1")

    def _asked(self) -> str:
        words = self._beginning.split(" ")
        return str(getattr(self, "uri", None) or (words[1] if len(words) > 1 else ""))


def speak() -> None:
    """Make gunicorn answer this way in this process."""
    RequestParser.mesg_class = AskedRequest
    util.write_error = write_error


def write_error(sock: Any, status: int, reason: str, _: str) -> None:
    """Answer a request that gunicorn rejected; called while its error is handled."""
    asked = getattr(sys.exception(), "asked", "")
    kind, body = _refused(_refusal(status), status, for_programs=asked.startswith(_FOR_PROGRAMS))
    head = (
        f"HTTP/1.1 {status} {reason}",
        "Connection: close",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        "Content-Language: vi",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Content-Security-Policy: default-src 'none'",
    )
    util.write_nonblock(sock, "\r\n".join((*head, "", "")).encode("latin-1") + body)


def _refusal(status: int) -> Refusal:
    return Refusal(_CODES.get(HTTPStatus(status), "bad_request"), reason="HTTP")


def _refused(refusal: Refusal, status: int, *, for_programs: bool) -> tuple[str, bytes]:
    """The content type and the content."""
    problem = refusal.problem(VIETNAMESE) | {"status": status}
    if for_programs:
        return "application/problem+json", json.dumps(problem, ensure_ascii=False).encode()
    texts = {name: html.escape(str(problem[name])) for name in ("title", "detail", "action")}
    english = html.escape(refusal.texts([ENGLISH])["en"])
    return "text/html; charset=utf-8", _PAGE.format(**texts, english=english).encode()
