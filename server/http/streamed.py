"""A file made for one answer, sent in pieces, so that a long file is never in memory as a whole."""

from os import SEEK_END
from typing import IO, Final

from flask import Response

_PIECE: Final = 1 << 16


def streamed(file: IO[bytes], mimetype: str) -> Response:
    """The content of an open file, which is closed after it has been sent."""
    response = Response(iter(lambda: file.read(_PIECE), b""), mimetype=mimetype)
    response.content_length = file.seek(0, SEEK_END)
    file.seek(0)
    response.call_on_close(file.close)
    return response
