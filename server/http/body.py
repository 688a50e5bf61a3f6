"""The content of a request: its body, read to the end or refused but never cut; the JSON in it; its key."""

import json
from collections.abc import Callable
from typing import IO, Any, Final, cast

from flask import Request as FlaskRequest
from flask import request
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import BadRequest, ClientDisconnected, RequestEntityTooLarge
from werkzeug.utils import cached_property
from werkzeug.wsgi import LimitedStream

from server.core.refusal import Refusal

BODY_LIMIT: Final = 64 * 1024
LONGEST_KEY: Final = 200


class BodyBroken(OSError):
    """The connection ended before the body did, or the body is malformed."""


class Body(LimitedStream):
    """The incoming bytes, `most` at most; `promised` is the Content-Length, if there is one.

    Without a length, one byte more than allowed is read, to tell a body that ends there from a longer one.
    Reading raises `BodyBroken`, or `RequestEntityTooLarge`.
    """

    def __init__(self, incoming: IO[bytes], most: int, promised: int | None) -> None:
        super().__init__(incoming, most + 1 if promised is None else promised, is_max=promised is None)
        self._most = most

    def readinto(self, part: bytearray) -> int | None:  # type: ignore[override]
        """Read the next bytes into `part`; returns how many, 0 at the end."""
        try:
            size = super().readinto(part)
        except (ClientDisconnected, ParseException) as error:
            raise BodyBroken from error
        if self.tell() > self._most:
            raise RequestEntityTooLarge
        return size


class Request(FlaskRequest):
    """A request whose body is a `Body` for every reader: JSON, form or file."""

    @cached_property
    def stream(self) -> IO[bytes]:
        """The body. Raises `RequestEntityTooLarge` if its stated length is too large."""
        most, promised = self.max_content_length or BODY_LIMIT, self.content_length
        if promised is not None and promised > most:
            raise RequestEntityTooLarge
        return cast(IO[bytes], Body(self.environ["wsgi.input"], most, promised))


def json_object() -> dict[str, Any]:
    """The request's body as a JSON object in valid UTF-8. Raises `bad_request`."""
    return object_of(lambda: request.get_json(force=True))


def object_of(read: Callable[[], Any]) -> dict[str, Any]:
    """The JSON object that `read` gives, in valid UTF-8. Raises `bad_request`."""
    body = whole_json(read)
    if not isinstance(body, dict):
        raise Refusal("bad_request", reason="JSON {…}")
    return body


def whole_json(read: Callable[[], Any]) -> Any:
    """The JSON value that `read` gives, in valid UTF-8. Raises `bad_request`."""
    try:
        body = read()
        json.dumps(body, ensure_ascii=False).encode()
    except (BadRequest, ValueError, RecursionError) as error:  # the last for brackets thousands deep
        raise Refusal("bad_request", reason="JSON") from error
    return body


def checked_key(key: str) -> str:
    """An Idempotency-Key of an allowed length. Raises `bad_request`."""
    if not 0 < len(key) <= LONGEST_KEY:
        raise Refusal("bad_request", reason=f"Idempotency-Key: 1–{LONGEST_KEY}")
    return key
