"""The bytes of what a centre sends: packed and unpacked only so far as it may be."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge

from server.city.ingest.refused import too_large, unreadable
from server.http.body import BodyBroken

PACKED: Final = 1024 * 1024
UNPACKED: Final = 16 * 1024 * 1024
_LARGE: Final = 1024 * 1024
_ONE_AT_A_TIME: Final = Lock()
"""More than that is unpacked and looked at alone: what it unfolds to in memory is many times as large."""
_GZIP: Final = 16 + zlib.MAX_WBITS


@contextmanager
def of(request: Request) -> Iterator[bytes]:
    """The whole body, unpacked, to be looked at in the block. Raises `Refused`: too large, cut off, or not packed as it says."""
    sent = _sent(request)
    match request.headers.get("Content-Encoding", "identity").strip().lower():
        case "identity" | "":
            yield sent
        case "gzip":
            with _unpacked(sent) as body:
                yield body
        case _:
            raise unreadable("Content-Encoding: gzip, or none")


def _sent(request: Request) -> bytes:
    request.max_content_length = PACKED
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge as error:
        raise too_large(f"over {PACKED} bytes") from error
    except BodyBroken as error:
        raise unreadable("the body was cut off") from error


@contextmanager
def _unpacked(sent: bytes) -> Iterator[bytes]:
    unpacking = zlib.decompressobj(_GZIP)
    body = _more(unpacking, sent, _LARGE)
    if len(body) == _LARGE and not unpacking.eof:
        with _ONE_AT_A_TIME:
            body += _more(unpacking, unpacking.unconsumed_tail, UNPACKED + 1 - len(body))
            yield _whole(unpacking, body)
    else:
        yield _whole(unpacking, body)


def _more(unpacking: "zlib._Decompress", packed: bytes, most: int) -> bytes:
    try:
        return unpacking.decompress(packed, most)
    except zlib.error as error:
        raise unreadable("gzip") from error


def _whole(unpacking: "zlib._Decompress", body: bytes) -> bytes:
    if len(body) > UNPACKED:
        raise too_large(f"over {UNPACKED} bytes when unpacked")
    if not unpacking.eof or unpacking.unused_data:
        raise unreadable("gzip: cut off, or more than one")
    return body
