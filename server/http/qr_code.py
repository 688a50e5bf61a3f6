"""An address as a QR code, an SVG file with error correction M.

What draws it is loaded with the first one: 0.6 MB that most days nobody asks for.
"""

from io import BytesIO


def as_svg(address: str, quiet_zone: int = 4, *, on_white: bool = False) -> bytes:
    """The file, with a margin of `quiet_zone` modules: four by the standard, less where the page is white.

    `on_white` brings the white along, for pages that are dark.
    """
    import segno  # noqa: PLC0415 - as said above

    picture = BytesIO()
    segno.make(address, error="m").save(
        picture, kind="svg", scale=8, border=quiet_zone, light="white" if on_white else None
    )
    return picture.getvalue()
