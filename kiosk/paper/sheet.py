"""The strip of paper that a slip is set on: a cursor going down, blocks placed under each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw

from kiosk.paper.typeset import Font, drawn, ink

_INK, _PAPER = 0, 255
_LONGEST = 4096
_LEADING = 1.28


@dataclass(frozen=True, slots=True)
class Column:
    """A vertical part of the sheet; x and width in dots."""

    x: int
    width: int


def leading(face: Font) -> int:
    """Dots from one baseline to the next: room for a capital with two marks over it (Ấ, Ộ)."""
    return round(face.size * _LEADING)


class Sheet:
    """Grey paper to draw on, `width` dots wide, cut off at the end and made black and white.

    Text is drawn smooth and cut at half grey: at 203 dpi that keeps the shapes of the marks better than
    FreeType's own two-colour drawing, and leaves no dither.
    """

    def __init__(self, width: int) -> None:
        self.y = 0
        self.width = width
        self._image = Image.new("L", (width, _LONGEST), _PAPER)
        self._draw = ImageDraw.Draw(self._image)

    def space(self, dots: int) -> None:
        """Go down."""
        self.y += dots

    def lines(self, texts: Sequence[str], face: Font, column: Column, *, centred: bool = True) -> None:
        """Set lines of text under each other in a column."""
        for text in texts:
            line, top = ink(text, face)
            x = column.x + (column.width - line.width) // 2 * centred
            self._image.paste(_INK, (x, self.y + round(face.size) + top), line)
            self.y += leading(face)

    def figures(self, text: str, face: Font, column: Column) -> None:
        """Set one line of capitals and digits, taking up exactly the height of its ink."""
        line, _ = drawn(text, face)  # hardly any number comes twice
        self._image.paste(_INK, (column.x + (column.width - line.width) // 2, self.y), line)
        self.y += line.height

    def rule(self, column: Column, dots: int) -> None:
        """Draw a line across a column, `dots` thick."""
        self._draw.rectangle((column.x, self.y, column.x + column.width - 1, self.y + dots - 1), fill=_INK)
        self.y += dots

    def bar(self, top: int, x: int, dots: int) -> None:
        """Draw a vertical line from `top` down to the cursor."""
        self._draw.rectangle((x, top, x + dots - 1, self.y - 1), fill=_INK)

    def inverted(self, top: int, column: Column) -> None:
        """Make a column white on black from `top` down to the cursor, with round corners."""
        box = (column.x, top, column.x + column.width, self.y)
        part = self._image.crop(box)
        mask = Image.new("L", part.size, _INK)
        ImageDraw.Draw(mask).rounded_rectangle((0, 0, part.width - 1, part.height - 1), 12, fill=_PAPER)
        self._image.paste(part.point(lambda grey: _PAPER - grey), box, mask)

    def picture(self, image: Image.Image, x: int) -> None:
        """Place a picture at the cursor without moving it."""
        self._image.paste(image, (x, self.y))

    def finish(self) -> Image.Image:
        """Cut the sheet at the cursor: 1-bit, `width` dots wide."""
        return self._image.crop((0, 0, self.width, self.y)).convert("1", dither=Image.Dither.NONE)
