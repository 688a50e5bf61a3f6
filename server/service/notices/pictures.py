"""Pictures for screens: whatever came is decoded, made no larger than a screen, and written anew without its past."""

from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from server.core.refusal import Refusal

LONGEST_EDGE: Final = 3840
MOST_PIXELS: Final = 64_000_000
"""Decoded, so many hold 256 MB of memory at most."""
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
_EXACT: Final = ("PNG", "GIF", "BMP")
_QUALITY: Final = 88
_LARGEST_PNG: Final = 4 * 1024 * 1024
"""A picture kept exactly that is larger than so many bytes is a photograph: every screen would wait for it."""


def write_anew(came: Path, clean: Path) -> str:
    """Decode the first frame of `came` and write it into `clean`; answers the file's kind, `jpg` or `png`.

    Turned as its camera held it; nothing else of what was written beside the picture (place, time, camera, colour
    profile) is kept. Raises `not_a_picture`, `picture_too_large`, or `OSError` from writing.
    """
    picture = _decoded(came)
    if picture.mode == "RGBA":
        _bare(picture).save(clean, "PNG")
        if clean.stat().st_size <= _LARGEST_PNG:
            return "png"
    _on_white(picture).save(clean, "JPEG", quality=_QUALITY, progressive=True)
    return "jpg"


def _decoded(came: Path) -> Image.Image:
    """The first frame: RGB where it came with loss, otherwise as it was, so that letters stay sharp."""
    try:
        with Image.open(came, formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refusal("picture_too_large", most=MOST_PIXELS // 1_000_000)
            picture.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
            turned = ImageOps.exif_transpose(picture)
            plain = turned.convert("RGBA" if picture.format in _EXACT else "RGB")
    except Image.DecompressionBombError as bomb:
        raise Refusal("picture_too_large", most=MOST_PIXELS // 1_000_000) from bomb
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, ArithmeticError) as damaged:
        raise Refusal("not_a_picture") from damaged
    plain.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    return plain


def _bare(picture: Image.Image) -> Image.Image:
    """The picture alone, without anything kept beside it."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture alone, on white where it lets the ground through."""
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture if picture.mode == "RGBA" else None)
    return ground
