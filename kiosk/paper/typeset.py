"""Setting text: the fonts, how wide a line is, where it breaks, how it is shortened."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

import fontpkg_be_vietnam_pro  # type: ignore[import-untyped]
from PIL import Image, ImageDraw, ImageFont

Weight = Literal["Medium", "SemiBold", "Bold", "ExtraBold", "Black"]
Font = ImageFont.FreeTypeFont

ELLIPSIS = "…"
_STRONG, _WEAK = ";:.)", ";:.),"
_NO_LETTER = "\U0010ffff"
"""A character that no font has: fonts draw the same sign for it as for every missing letter."""
_LOOSE_ENDS = " ,;:.(-–/"


@lru_cache(maxsize=64)
def font(weight: Weight, size: int) -> Font:
    """Be Vietnam Pro in one weight; size is the em in dots. Loaded once."""
    path = fontpkg_be_vietnam_pro.ROOT / "files" / f"BeVietnamPro-{weight}.ttf"
    # Basic layout: raqm may be missing on a machine, and the slip must look the same everywhere.
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def writable(text: str) -> bool:
    """Whether the font has every letter of a text: it has Vietnamese and Latin letters, but no Chinese."""
    return all(_in_the_font(letter) for letter in clean(text) if not letter.isspace())


@lru_cache(maxsize=1024)
def _in_the_font(letter: str) -> bool:
    return _drawn(letter) != _drawn(_NO_LETTER)


def _drawn(letter: str) -> bytes:
    return bytes(font("Medium", 16).getmask(letter))


def fit(text: str, weight: Weight, width: int, tallest: int) -> Font:
    """The largest font, at most `tallest` dots em, in which text takes at most `width` dots."""
    size = int(tallest * width / max(width, measure(text, font(weight, tallest))))
    while size > 1 and measure(text, font(weight, size)) > width:
        size -= 1
    return font(weight, max(1, size))


def clean(text: str) -> str:
    """The text with its diacritics composed (the basic layout cannot) and every run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=4096)
def measure(text: str, face: Font) -> float:
    """How wide a text is, in dots. Remembered: FreeType takes 0.1 ms to answer."""
    return face.getlength(text)


@lru_cache(maxsize=256)
def ink(text: str, face: Font) -> tuple[Image.Image, int]:
    """What `drawn` draws, remembered: most lines of a slip are on every slip, and drawing takes longer than all the rest."""
    return drawn(text, face)


def drawn(text: str, face: Font) -> tuple[Image.Image, int]:
    """One line, white on black, cut to its ink; and how far its top is from the baseline, in dots."""
    left, top, right, bottom = (round(edge) for edge in face.getbbox(text, anchor="ls"))
    image = Image.new("L", (max(1, right - left), max(1, bottom - top)))
    ImageDraw.Draw(image).text((-left, -top), text, font=face, fill=255, anchor="ls")
    return image, top


@lru_cache(maxsize=512)
def wrap(text: str, face: Font, width: int, most: int) -> tuple[str, ...]:
    """The text in at most `most` lines of at most `width` dots, of about equal length.

    What does not fit is left out at the end of a clause or a word, and "…" says so. A word longer than
    a line is broken: nothing is ever wider than `width`. Remembered, as its ink is.
    """
    words = _enough(_unbroken(clean(text), face, width), face, most * width)
    lines = len(_fill(words, face, width))
    broken = _shortened(words, face, width, most) if lines > most else _balanced(words, face, width, lines)
    return tuple(broken)


def _unbroken(text: str, face: Font, width: int) -> Iterator[str]:
    room = width - measure(ELLIPSIS, face)
    for word in text.split(" "):
        yield from _pieces(word, face, room)


def _pieces(word: str, face: Font, room: float) -> Iterator[str]:
    while len(word) > 1 and measure(word, face) > room:
        cut = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or measure(word[:n], face) <= room)
        yield word[:cut]
        word = word[cut:]
    yield word


def _enough(words: Iterator[str], face: Font, room: float) -> list[str]:
    """As many words as surely fill `room`: the longest official name has 919 letters."""
    taken = []
    for word in words:
        taken.append(word)
        room -= measure(word, face)
        if room < 0:
            break
    return taken


def _fill(words: Sequence[str], face: Font, width: float) -> list[str]:
    lines: list[str] = []
    used, space = 0.0, measure(" ", face)
    for word in words:
        used += space + measure(word, face)
        if lines and used <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
            used = measure(word, face)
    return lines


def _balanced(words: Sequence[str], face: Font, width: int, count: int) -> list[str]:
    """Narrow the measure while the number of lines stays the same, so that no last word stands alone."""
    low, high = width // 2, width
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if len(_fill(words, face, middle)) <= count else (middle + 1, high)
    return _fill(words, face, high)


def _shortened(words: list[str], face: Font, width: int, most: int) -> list[str]:
    fitting = len(" ".join(_fill(words, face, width)[:most]).split(" "))
    kept = _whole_clauses(words, fitting)
    while kept > 1 and len(_fill(_ended(words[:kept]), face, width)) > most:
        kept -= 1
    ended = _ended(words[:kept])
    return _balanced(ended, face, width, len(_fill(ended, face, width)))


def _whole_clauses(words: list[str], fitting: int) -> int:
    """How many words to keep: up to the end of a clause if that keeps most of what fits."""
    for marks, least in ((_STRONG, fitting * 2 // 3), (_WEAK, fitting * 3 // 4)):
        for kept in range(fitting, least, -1):
            if words[kept - 1][-1] in marks:
                return kept
    return fitting


def _ended(words: list[str]) -> list[str]:
    return [*words[:-1], words[-1].rstrip(_LOOSE_ENDS) + ELLIPSIS]
