"""Routes whose body is a file: read piece by piece; the routes check its size themselves."""

from typing import Final

from flask import Blueprint, request

from server.core.refusal import Refusal

_COUNTS_FOR_ITSELF: Final = 1 << 40
_FORMS: Final = ("multipart/form-data", "application/x-www-form-urlencoded")


def let_files_in(api: Blueprint, route: str, content_type: str) -> None:
    """Let one route of `api` accept a body over the usual size; call this before anything reads a body.

    A form would be read before any check, so it is refused with the `content_type` to use instead.
    """

    @api.before_request
    def let_in() -> None:
        if request.endpoint != f"{api.name}.{route}":
            return
        if request.mimetype in _FORMS:
            raise Refusal("bad_request", reason=f"Content-Type: {content_type}")
        request.max_content_length = _COUNTS_FOR_ITSELF
