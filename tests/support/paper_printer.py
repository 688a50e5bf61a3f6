"""A thermal printer made of a thread: bytes go in, pages come out, faults are set from outside.

Like real ones, and on the worse side where they differ:
- DLE EOT is answered at once, everything else in turn;
- out of paper it holds what it got, and prints it after the new roll, whoever has hung up meanwhile;
- an answer goes to whoever is connected when it is ready;
- a command that a lost connection left half done is still waited for on the next connection.
"""

import threading
from collections import deque
from collections.abc import Callable
from math import inf

from PIL import Image

from tests.support.escpos_stream import Command, Stream
from tests.support.waiting import PATIENCE_S

Answer = Callable[[bytes], None]

_QUERY_STATUS, _QUERY_DONE, _ROWS, _CUT = b"\x10\x04", b"\x1dr", b"\x1dv0", b"\x1dV"
_INVERTED = bytes(range(255, -1, -1))


class PaperPrinter:
    """The printer without its line. Attributes are faults; set them whenever.

    near_end, cover_open    what the sensors say
    paper_rows              rows of dots left on the roll; at 0 it is out of paper
    delay_s                 seconds before GS r is answered
    held                    answers no GS r until it is let go
    silent                  never answers anything
    forgetful               prints, but never answers GS r (the power went after the last row)
    """

    def __init__(self) -> None:
        self.near_end = self.cover_open = self.silent = self.forgetful = False
        self._held = False
        self.delay_s = 0.0
        self.received = 0
        self._paper_rows = inf
        self._stream = Stream()
        self._pages: list[Image.Image] = []
        self._rows: list[Image.Image] = []
        self._queue: deque[Command] = deque()
        self._answer: Answer = lambda _: None
        self._changed = threading.Condition()
        self._closed = threading.Event()
        self._engine = threading.Thread(target=self._work, name="paper printer", daemon=True)
        self._engine.start()

    @property
    def pages(self) -> list[Image.Image]:
        """The pages cut off so far, 1-bit, black on white."""
        with self._changed:
            return list(self._pages)

    @property
    def out_of_paper(self) -> bool:
        """Whether the roll is used up; setting it takes the roll out or puts a new one in."""
        return self._paper_rows <= 0

    @out_of_paper.setter
    def out_of_paper(self, out: bool) -> None:
        self.paper_rows = 0 if out else inf

    @property
    def held(self) -> bool:
        """Whether it keeps to itself that a page is out."""
        return self._held

    @held.setter
    def held(self, held: bool) -> None:
        with self._changed:
            self._held = held
            self._changed.notify_all()

    @property
    def paper_rows(self) -> float:
        """Rows of dots left on the roll."""
        return self._paper_rows

    @paper_rows.setter
    def paper_rows(self, rows: float) -> None:
        with self._changed:
            self._paper_rows = rows
            self._changed.notify_all()

    def refill(self) -> None:
        """Put in a new roll: what it holds is printed now."""
        self.out_of_paper = False

    def wait_for_pages(self, count: int) -> list[Image.Image]:
        """Wait until `count` pages are out, return all; fail the test when they do not come."""
        with self._changed:
            come = self._changed.wait_for(lambda: len(self._pages) >= count, PATIENCE_S)
            assert come, f"{len(self._pages)} pages came out, not {count}"
            return list(self._pages)

    def connected(self, answer: Answer) -> None:
        """Send answers over this connection from now on."""
        with self._changed:
            self._answer = answer

    def feed(self, data: bytes) -> None:
        """Receive bytes."""
        with self._changed:
            self.received += len(data)
            for command in self._stream.feed(data):
                if command.name == _QUERY_STATUS:
                    self._say(self._status(command.data[2]))
                else:
                    self._queue.append(command)
            self._changed.notify_all()

    def close(self) -> None:
        """Switch it off."""
        with self._changed:
            self._closed.set()
            self._changed.notify_all()
        self._engine.join(PATIENCE_S)

    def _status(self, n: int) -> int:
        out, cover = self.out_of_paper, self.cover_open
        bits = {
            1: 0x08 * (out or cover),
            2: 0x20 * out | 0x04 * cover,
            4: 0x60 * out | 0x0C * (out or self.near_end),
        }
        return 0x12 | bits.get(n, 0)

    def _say(self, byte: int) -> None:
        if not self.silent:
            self._answer(bytes([byte]))

    def _work(self) -> None:
        while (command := self._next()) is not None:
            if command.name == _QUERY_DONE and self.delay_s:
                self._closed.wait(self.delay_s)
            with self._changed:
                if command.name == _QUERY_DONE:
                    self._changed.wait_for(lambda: self._closed.is_set() or not self._held)
                self._do(command)
                self._changed.notify_all()

    def _next(self) -> Command | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed.is_set() or (self._queue and not self._stuck()))
            return None if self._closed.is_set() else self._queue.popleft()

    def _stuck(self) -> bool:
        return self.out_of_paper or self.cover_open

    def _do(self, command: Command) -> None:
        if command.name == _ROWS:
            self._print(_decode(command.data))
        elif command.name == _CUT:
            self._cut()
        elif command.name == _QUERY_DONE and not self.forgetful:
            self._say(0x03 if self.near_end else 0x00)

    def _print(self, rows: Image.Image) -> None:
        self._rows.append(rows)
        self._paper_rows -= rows.height

    def _cut(self) -> None:
        if self._rows:
            self._pages.append(_stacked(self._rows))
            self._rows = []


def _decode(command: bytes) -> Image.Image:
    size = (int.from_bytes(command[4:6], "little") * 8, int.from_bytes(command[6:8], "little"))
    return Image.frombytes("1", size, command[8:].translate(_INVERTED))


def _stacked(pieces: list[Image.Image]) -> Image.Image:
    page = Image.new("1", (max(piece.width for piece in pieces), sum(piece.height for piece in pieces)), 1)
    y = 0
    for piece in pieces:
        page.paste(piece, (0, y))
        y += piece.height
    return page
