"""Finds where a request ends in a connection's bytes, as they arrive and before it gets a thread.

Malformed bytes are passed on unchanged: gunicorn's parser judges them, and never gets a byte beyond the end found here.
"""

import re
from enum import Enum, auto
from typing import Final

LONGEST_HEAD: Final = 32 * 1024
GATHERED: Final = 64 * 1024
"""A body up to this size is read before the request gets a thread; a longer one is read by the thread, if the caller may send it."""
_MOST_CHUNKED: Final = 2 * GATHERED  # with the sizes between the chunks
_LONGEST_SIZE: Final = 256
_LONE_LF: Final = re.compile(rb"(?<!\r)\n")
_HEX: Final = re.compile(rb"[0-9a-fA-F]{1,16}")
_END: Final = b"\r\n\r\n"


class RequestPart(Enum):
    """How much of a request has arrived."""

    BEGUN = auto()
    WHOLE = auto()
    LONG = auto()
    """Its head; the body is too long to be read in advance."""
    ODD = auto()
    """Bytes that cannot become a request, or whose end cannot be found."""
    HEAD_TOO_LONG = auto()


class Framing:
    """The bytes of a connection that are not used yet; `feed` tells how much of a request they are.

    `upgrades` is true if the request asks for another protocol, a WebSocket.
    """

    def __init__(self) -> None:
        self.data = bytearray()
        self._renew()

    @property
    def waits_for_go(self) -> bool:
        """Whether the peer waits for a go before it sends the body (`Expect: 100-continue`)."""
        return self._expects and not len(self.data) > self._head

    def feed(self, data: bytes = b"") -> RequestPart:
        """Take in more bytes, or check those left from the last request."""
        self.data += data
        if not self._head and (found := self._find_head()) is not None:
            return found
        return self._body()

    def take(self, part: RequestPart) -> bytes:
        """Remove and return the bytes of the request, or all bytes if its end is unknown; later bytes stay."""
        size = self._end if part is RequestPart.WHOLE else len(self.data)
        taken = bytes(self.data[:size])
        del self.data[:size]
        self._renew()
        return taken

    def _renew(self) -> None:
        self._head = self._searched = self._end = self._at = self._decoded = 0
        self._expects = self._chunked = self.upgrades = False

    def _find_head(self) -> RequestPart | None:
        """Look for the head; returns `None` once it is complete and valid."""
        begin = 2 if self.data[:2] == b"\r\n" else 0  # one empty line before it is allowed
        end = self.data.find(_END, max(begin, self._searched - len(_END)))
        if (len(self.data) if end < 0 else end) > LONGEST_HEAD:
            return RequestPart.HEAD_TOO_LONG
        if end < 0:
            odd = _LONE_LF.search(self.data, max(0, self._searched - 1))
            self._searched = len(self.data)
            return RequestPart.ODD if odd else RequestPart.BEGUN
        self._head = self._at = self._end = end + len(_END)
        return None if self._read_head(bytes(self.data[begin:end])) else RequestPart.ODD

    def _read_head(self, head: bytes) -> bool:
        lengths, codings = [], []
        for line in head.split(b"\r\n")[1:]:
            name, _, value = line.partition(b":")
            match name.lower():
                case b"content-length":
                    lengths.append(value.strip(b" \t"))
                case b"transfer-encoding":
                    codings.append(value.strip(b" \t").lower())
                case b"upgrade":
                    self.upgrades = True
                case b"expect":
                    self._expects = value.strip(b" \t").lower() == b"100-continue"
        if codings:
            self._chunked = True
            return codings == [b"chunked"] and not lengths
        if len(set(lengths)) > 1 or len(lengths) > 1 or not all(one.isdigit() for one in lengths):
            return False
        self._end += int(lengths[0][:20]) if lengths else 0
        return True

    def _body(self) -> RequestPart:
        if self._chunked:
            return self._chunks()
        if self._end - self._head > GATHERED:
            return RequestPart.LONG
        return RequestPart.WHOLE if len(self.data) >= self._end else RequestPart.BEGUN

    def _chunks(self) -> RequestPart:
        """Follow the chunks from where the last call stopped."""
        while (line := self.data.find(b"\r\n", self._at, self._at + _LONGEST_SIZE)) >= 0:
            size = _HEX.fullmatch(bytes(self.data[self._at : line]).partition(b";")[0].rstrip(b" \t"))
            if size is None:
                return RequestPart.ODD
            if not int(size[0], 16):
                return self._trailer(line)
            if self._decoded + min(int(size[0], 16), len(self.data) - line - 2) > GATHERED:
                return RequestPart.LONG
            after = line + 2 + int(size[0], 16) + 2
            if len(self.data) < after:
                return self._more()
            if self.data[after - 2 : after] != b"\r\n":
                return RequestPart.ODD
            self._at, self._decoded = after, self._decoded + int(size[0], 16)
        return RequestPart.ODD if len(self.data) - self._at >= _LONGEST_SIZE else self._more()

    def _trailer(self, line: int) -> RequestPart:
        """Read what may follow the last chunk, up to the empty line."""
        end = self.data.find(_END, line)
        if end < 0:
            return self._more()
        self._end = end + len(_END)
        return RequestPart.WHOLE

    def _more(self) -> RequestPart:
        return RequestPart.ODD if len(self.data) - self._head > _MOST_CHUNKED else RequestPart.BEGUN
