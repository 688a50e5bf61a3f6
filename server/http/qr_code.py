"""An address as a QR code, an SVG file with error correction M.

The drawing library (0.6 MB) is loaded with the first code, because most days none is needed.
"""

from io import BytesIO


def as_svg(address: str, quiet_zone: int = 4, *, on_white: bool = False) -> bytes:
    """The file, with a margin of `quiet_zone` modules: four by the standard, fewer on a white page.

    `on_white` adds a white ground, for dark pages.
    """
    import segno  # noqa: PLC0415 - as said above

    picture = BytesIO()
    segno.make(address, error="m").save(
        picture, kind="svg", scale=8, border=quiet_zone, light="white" if on_white else None
    )
    return picture.getvalue()
