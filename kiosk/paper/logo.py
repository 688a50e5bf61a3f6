"""The centre's logo on paper: small, and its greys made of dots."""

from functools import lru_cache
from io import BytesIO
from typing import Final

from PIL import Image

_MOST_PIXELS: Final = 1 << 20
"""The server keeps none larger than 512 by 512: whatever is, is none of its."""


@lru_cache(maxsize=4)
def logo(picture: bytes, width: int, height: int) -> Image.Image | None:
    """A PNG or a JPEG in black and white dots, no wider or higher than this; `None` for what cannot be drawn.

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
    """Its greys, on white where it lets the ground through."""
    clear = picture.convert("RGBA")
    ground = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(ground, clear).convert("L")
