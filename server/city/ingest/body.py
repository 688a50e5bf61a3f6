"""The bytes of what a centre sends: packed and unpacked only so far as it may be."""

import zlib
from typing import Final

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge

from server.city.ingest.refused import too_large, unreadable
from server.http.body import BodyBroken

PACKED: Final = 1024 * 1024
UNPACKED: Final = 16 * 1024 * 1024
_GZIP: Final = 16 + zlib.MAX_WBITS


def read(request: Request) -> bytes:
    """The whole body, unpacked. Raises `Refused`: too large, cut off, or not packed as it says."""
    request.max_content_length = PACKED
    try:
        sent = request.get_data(cache=False)
    except RequestEntityTooLarge as error:
        raise too_large(f"over {PACKED} bytes") from error
    except BodyBroken as error:
        raise unreadable("the body was cut off") from error
    match request.headers.get("Content-Encoding", "identity").strip().lower():
        case "identity" | "":
            return sent
        case "gzip":
            return _unpacked(sent)
        case _:
            raise unreadable("Content-Encoding: gzip, or none")


def _unpacked(sent: bytes) -> bytes:
    unpacking = zlib.decompressobj(_GZIP)
    try:
        body = unpacking.decompress(sent, UNPACKED + 1)
    except zlib.error as error:
        raise unreadable("gzip") from error
    if len(body) > UNPACKED:
        raise too_large(f"over {UNPACKED} bytes when unpacked")
    if not unpacking.eof or unpacking.unused_data:
        raise unreadable("gzip: cut off, or more than one")
    return body
