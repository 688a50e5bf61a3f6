"""The tracking address as a QR code, made of whole dots."""

import segno
from PIL import Image

_QUIET = 4
_SMALLEST = 4


def qr(url: str, size: int) -> Image.Image:
    """A QR code (1-bit, quiet zone of 4 modules in it) at most `size` dots wide.

    A module is a whole number of dots and never under 4 (half a millimetre), so a long address gives a
    code wider than `size`.
    """
    matrix = segno.make(url, error="m", micro=False).matrix
    modules = len(matrix) + 2 * _QUIET
    code = Image.new("1", (modules, modules), 1)
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                code.putpixel((x + _QUIET, y + _QUIET), 0)
    dots = modules * max(_SMALLEST, size // modules)
    return code.resize((dots, dots), Image.Resampling.NEAREST)
