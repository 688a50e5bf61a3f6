"""The little of RFC 6455 that both ends of a benchmark speak: handshake, frames, and nothing that costs time."""

import base64
import hashlib
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_MAGIC: Final = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_COMPRESSED: Final = 0x40
_SHORT, _MEDIUM = 125, 126
TEXT, CLOSE = 0x1, 0x8


def handshake_request(host: str, path: str) -> bytes:
    """A client's opening request. It offers compression, as every browser does."""
    key = base64.b64encode(os.urandom(16)).decode()
    return (
        f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n"
    ).encode()


def handshake_answer(key: bytes) -> bytes:
    """A server's answer to the client's `Sec-WebSocket-Key`."""
    accept = base64.b64encode(hashlib.sha1(key + _MAGIC).digest())
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
    )


def frame(payload: bytes, *, masked: bool) -> bytes:
    """One text message. A client must mask; a mask of zeros is allowed and costs nothing."""
    bit = 0x80 if masked else 0
    length = len(payload)
    if length <= _SHORT:
        head = bytes((0x80 | TEXT, bit | length))
    else:
        head = bytes((0x80 | TEXT, bit | _MEDIUM)) + length.to_bytes(2, "big")
    return head + (bytes(4) if masked else b"") + payload


@dataclass(slots=True)
class Frames:
    """Bytes from a server in, messages out: whole frames, never fragmented, none of them masked."""

    inflate: "zlib._Decompress | None" = None
    _rest: bytes = b""

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """The opcode and payload of every frame that is complete now."""
        rest = self._rest + data if self._rest else data
        while (found := _split(rest)) is not None:
            first, payload, rest = found
            self._rest = rest
            yield first & 0x0F, self._plain(payload) if first & _COMPRESSED else payload
        self._rest = rest

    def _plain(self, payload: bytes) -> bytes:
        assert self.inflate is not None
        return self.inflate.decompress(payload + b"\x00\x00\xff\xff")


def _split(data: bytes) -> tuple[int, bytes, bytes] | None:
    """First byte, payload and what follows of the first frame; `None` while it is not all there."""
    if len(data) < 2:
        return None
    length, start = data[1] & 0x7F, 2
    if length > _SHORT:
        start = 4 if length == _MEDIUM else 10
        length = int.from_bytes(data[2:start], "big")
    if len(data) < start or len(data) < start + length:
        return None
    return data[0], data[start : start + length], data[start + length :]
