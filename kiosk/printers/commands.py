"""The few ESC/POS commands that a slip needs, and what the printer's answers mean.

Answers are single bytes. Fixed bits tell which command a byte answers (Epson ESC/POS reference, "DLE EOT" and
"GS r"), so an answer that comes late is never taken for another.
"""

from typing import TYPE_CHECKING

from kiosk.status import PrinterStatus

if TYPE_CHECKING:
    from PIL import Image

RESET = b"\x1b@\x1da\x00"
"""ESC @, and GS a 0: no unasked reports, which could be taken for answers."""

CUT = b"\x1dVB\x00"
ASK_DONE = b"\x1dr\x01"
"""GS r 1: answered in order, so its answer says that everything sent before it is done."""

FRAGMENT_ROWS = 256
"""Rows in one GS v 0. Printers take under 900; a small piece is soon made whole after a cut."""

_ROWS = b"\x1dv0\x00"
_INVERTED = bytes(range(255, -1, -1))


def job(image: "Image.Image") -> bytes:
    """Encode a 1-bit image as a slip of its own: reset, the raster in fragments, feed and cut."""
    return RESET + b"".join(_fragments(image)) + CUT


def _fragments(image: "Image.Image") -> list[bytes]:
    across = (image.width + 7) // 8
    dots = image.tobytes().translate(_INVERTED)
    size = across * FRAGMENT_ROWS
    pieces = [dots[start : start + size] for start in range(0, len(dots), size)]
    return [_ROWS + _word(across) + _word(len(piece) // across) + piece for piece in pieces]


def _word(number: int) -> bytes:
    return number.to_bytes(2, "little")


def mend(width: int) -> bytes:
    """Bytes that repair what a broken line left behind, for paper `width` dots wide.

    A printer in the middle of a fragment takes the next bytes for dots. The zeros are the rest of it, in
    white; a printer that waits for a command ignores them. The cut keeps the torn slip off the next one.
    """
    return bytes(FRAGMENT_ROWS * width // 8 + 8) + CUT


def ask_status(n: int) -> bytes:
    """DLE EOT n: answered at once, even in the middle of a job: 1 printer, 2 why it is offline, 4 paper."""
    return bytes((0x10, 0x04, n))


def answers_status(byte: int) -> bool:
    """Whether a byte answers DLE EOT: bits 1 and 4 set, bits 0 and 7 clear."""
    return byte & 0x93 == 0x12  # noqa: PLR2004


def answers_done(byte: int) -> bool:
    """Whether a byte answers GS r: bits 4 and 7 clear."""
    return byte & 0x90 == 0


def status_from(printer: int, cause: int, paper: int) -> PrinterStatus:
    """What the answers to DLE EOT 1, 2 and 4 say together."""
    signs = (
        (paper & 0x60 or cause & 0x20, PrinterStatus.OUT_OF_PAPER),
        (cause & 0x44, PrinterStatus.ERROR),  # the cover is open; an error
        (cause & 0x08, PrinterStatus.BUSY),  # somebody holds the feed button
        (printer & 0x08, PrinterStatus.OFFLINE),
        (paper & 0x0C, PrinterStatus.PAPER_LOW),
    )
    return next((status for sign, status in signs if sign), PrinterStatus.READY)
