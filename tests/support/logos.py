"""Pictures that could be a centre's logo."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw


def a_logo(
    size: tuple[int, int] = (300, 200), colour: str = "#961b1d", kind: str = "PNG", **how: Any
) -> bytes:
    """A disc in a colour; clear around it as a PNG, on white as another kind."""
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((size[0] // 4, 0, size[0] * 3 // 4, size[1] - 1), fill=colour)
    if kind != "PNG":
        ground = Image.new("RGB", size, "white")
        ground.paste(picture, mask=picture)
        picture = ground
    drawn = BytesIO()
    picture.save(drawn, kind, **how)
    return drawn.getvalue()
