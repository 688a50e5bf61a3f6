"""Pictures for screens: whatever came is decoded, made no larger than a screen, and written anew without its past."""

from pathlib import Path
from typing import Final

from PIL import ExifTags, Image

from server.core.refusal import Refusal

LONGEST_EDGE: Final = 3840
MOST_PIXELS: Final = 64_000_000
MOST_BYTES: Final = 256 * 1024 * 1024
"""So much memory may decoding take beyond what the server has; what would take more is refused by its head alone."""
_BYTES_A_PIXEL: Final = {"WEBP": 24, "JPEG": 9}
_OTHERS_BYTES_A_PIXEL: Final = 13
"""Four for each copy: as it was decoded, with its transparency worked in, and while it is scaled; and some to spare.

WebP's decoder holds copies of its own. A photograph has no transparency; a progressive one is
held whole before it is a picture, two bytes a channel.
"""
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
_EXACT: Final = ("PNG", "GIF", "BMP")
_QUALITY: Final = 88
_TURNED: Final = dict(
    enumerate(
        (
            Image.Transpose.FLIP_LEFT_RIGHT,
            Image.Transpose.ROTATE_180,
            Image.Transpose.FLIP_TOP_BOTTOM,
            Image.Transpose.TRANSPOSE,
            Image.Transpose.ROTATE_270,
            Image.Transpose.TRANSVERSE,
            Image.Transpose.ROTATE_90,
        ),
        start=2,
    )
)
"""What undoes each orientation of EXIF, from 2 to 8; 1 is upright."""
_LARGEST_PNG: Final = 4 * 1024 * 1024
"""A picture kept exactly that is larger than so many bytes is a photograph: every screen would wait for it."""


def write_anew(came: Path, clean: Path, longest_edge: int = LONGEST_EDGE) -> str:
    """Decode the first frame of `came` and write it into `clean`; returns the file's kind, `jpg` or `png`.

    No side of it is longer than `longest_edge` pixels. Turned as its camera held it; nothing else of what was written beside the picture (place, time, camera, colour
    profile) is kept. Raises `not_a_picture`, `picture_too_large`, or `OSError` from writing.
    """
    picture = _decoded(came, longest_edge)
    if picture.mode == "RGBA":
        _bare(picture).save(clean, "PNG")
        if clean.stat().st_size <= _LARGEST_PNG:
            return "png"
    _on_white(picture).save(clean, "JPEG", quality=_QUALITY, progressive=True)
    return "jpg"


def _decoded(came: Path, longest_edge: int) -> Image.Image:
    """The first frame: RGB if it came from a lossy file, else unchanged, so that letters stay sharp.

    No larger than it may be, and turned as its camera held it.
    """
    try:
        plain, held = _whole(came)
    except Image.DecompressionBombError as bomb:
        raise Refusal("picture_too_large", most=MOST_PIXELS // 1_000_000) from bomb
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, ArithmeticError) as damaged:
        raise Refusal("not_a_picture") from damaged
    plain.thumbnail((longest_edge, longest_edge), Image.Resampling.LANCZOS)
    return plain if held is None else plain.transpose(held)


def _whole(came: Path) -> tuple[Image.Image, Image.Transpose | None]:
    """The first frame as it is, and how it must be turned. What else decoding took is free again afterwards."""
    with Image.open(came, formats=_FORMATS) as picture:
        _prepare(picture)
        mode = "RGBA" if picture.format in _EXACT else "RGB"
        if picture.mode != mode:
            plain = picture.convert(mode)
        else:
            picture.load()
            plain = picture
        return plain, _TURNED.get(picture.getexif().get(ExifTags.Base.Orientation, 1))


def _prepare(picture: Image.Image) -> None:
    """Raise `picture_too_large` for what takes too much to decode; a large photograph is decoded at half its size."""
    pixels = picture.width * picture.height
    each = _BYTES_A_PIXEL.get(str(picture.format), _OTHERS_BYTES_A_PIXEL)
    if picture.format == "JPEG" and not picture.info.get("progressive"):
        halved = pixels * each > MOST_BYTES
        most, size = MOST_PIXELS, (picture.width // 2, picture.height // 2)
        picture.draft("RGB", size if halved else (LONGEST_EDGE, LONGEST_EDGE))
    else:
        most = MOST_BYTES // (
            max(each, 5 * len(picture.getbands()) - 4) if picture.format == "JPEG" else each
        )
    if pixels > most:
        raise Refusal("picture_too_large", most=most // 1_000_000)


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
