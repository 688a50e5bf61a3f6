"""The centre's logo on paper: small, and its greys made of dots."""

from functools import lru_cache
from io import BytesIO
from typing import Final

from PIL import Image

_MOST_PIXELS: Final = 1 << 20
"""The server keeps no logo larger than 512 by 512: a larger picture is not from it."""


@lru_cache(maxsize=4)
def logo(picture: bytes, width: int, height: int) -> Image.Image | None:
    """A PNG or JPEG as black and white dots, at most this wide and high; `None` if it cannot be drawn.

    A slip without a logo is better than none: nothing is raised for a file that is damaged.
    """
    try:
        with Image.open(BytesIO(picture), formats=("PNG", "JPEG")) as found:
            if found.width * found.height > _MOST_PIXELS:
                return None
            grey = _on_paper(found)
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, Image.DecompressionBombError):
        return None
    grey.thumbnail((width, height), Image.Resampling.LANCZOS)
    return grey.convert("1", dither=Image.Dither.FLOYDSTEINBERG)


def _on_paper(picture: Image.Image) -> Image.Image:
    """The picture in greys, on white where it is transparent."""
    clear = picture.convert("RGBA")
    ground = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(ground, clear).convert("L")
