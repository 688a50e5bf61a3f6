"""Routes whose body is a file: read as it comes, in a size that they count themselves."""

from typing import Final

from flask import Blueprint, request

from server.core.refusal import Refusal

_COUNTS_FOR_ITSELF: Final = 1 << 40
_FORMS: Final = ("multipart/form-data", "application/x-www-form-urlencoded")


def let_files_in(api: Blueprint, route: str, content_type: str) -> None:
    """The one route of `api` that takes more than a body's usual size; to be called before anything reads a body.

    A form would be read before anybody looks at it: it is refused, and told the `content_type` to say instead.
    """

    @api.before_request
    def let_in() -> None:
        if request.endpoint != f"{api.name}.{route}":
            return
        if request.mimetype in _FORMS:
            raise Refusal("bad_request", reason=f"Content-Type: {content_type}")
        request.max_content_length = _COUNTS_FOR_ITSELF
