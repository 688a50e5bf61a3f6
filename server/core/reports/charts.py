"""Where a chart's columns, bars and coloured cells stand; the page draws them as SVG."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 320.0
HEIGHT: Final = 120.0
SMALL: Final = (160.0, 48.0)
"""The size of one chart among many that are compared."""
LINE: Final = 22.0
"""The height of one row of a bar chart."""
_LABELS: Final = 138.0
_VALUES: Final = 50.0
_GAP: Final = 0.25
MOST_COLUMNS: Final = 62
MOST_BARS: Final = 30
LEVELS: Final = 5


@dataclass(frozen=True, slots=True)
class Datum:
    """One value: what it is of, and how it is said; `None` for no value."""

    label: str
    value: float | None
    said: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One column or bar, in the units of the drawing."""

    datum: Datum
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Its middle from the left."""
        return round(self.x + self.width / 2, 2)

    @property
    def end(self) -> float:
        """Its right end."""
        return round(self.x + self.width, 2)


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of `width` × `height`; its text names `highest` and `lowest`, `None` if there is no value."""

    marks: tuple[Mark, ...]
    width: float
    height: float
    highest: Datum | None
    lowest: Datum | None


def columns(data: Sequence[Datum]) -> Chart:
    """Columns side by side, from the first to the last of some time; with none, or too many of them, nothing."""
    return _columns(data, WIDTH, HEIGHT, _most(data))


def small_columns(each: Iterable[Sequence[Datum]]) -> list[Chart]:
    """Small charts of columns on one scale, so that they can be compared: the highest of all fills its chart."""
    every = list(each)
    most = max(map(_most, every), default=1)
    return [_columns(data, *SMALL, most) for data in every]


def _columns(data: Sequence[Datum], width: float, height: float, most: float) -> Chart:
    shown = data if len(data) <= MOST_COLUMNS else ()
    step = width / max(len(shown), 1)
    marks = tuple(
        _mark(datum, at * step + step * _GAP / 2, step * (1 - _GAP), height, most)
        for at, datum in enumerate(shown)
    )
    return Chart(marks, width, height, *_ends(shown))


def bars(data: Sequence[Datum]) -> Chart:
    """Bars below each other, the first `MOST_BARS` of them: names to their left, values to their right."""
    shown = data[:MOST_BARS]
    most, room = _most(shown), WIDTH - _LABELS - _VALUES
    marks = tuple(
        Mark(datum, _LABELS, round(place * LINE + 4, 2), round(room * (datum.value or 0) / most, 2), LINE - 8)
        for place, datum in enumerate(shown)
    )
    return Chart(marks, WIDTH, LINE * len(shown), *_ends(shown))


def level(value: float | None, most: float) -> int:
    """How strong a cell is coloured: 0 for nothing, then 1 to `LEVELS`."""
    if not value or most <= 0:
        return 0
    return min(LEVELS, 1 + int(value / most * LEVELS * 0.999))


def _mark(datum: Datum, x: float, width: float, full: float, most: float) -> Mark:
    height = round((datum.value or 0) / most * full, 2)
    return Mark(datum, round(x, 2), round(full - height, 2), round(width, 2), height)


def _most(data: Iterable[Datum]) -> float:
    """The highest value; never 0, by which nothing can be divided."""
    return max((datum.value or 0 for datum in data), default=0) or 1


def _ends(data: Sequence[Datum]) -> tuple[Datum | None, Datum | None]:
    told = [datum for datum in data if datum.value is not None]
    if not told:
        return None, None
    return max(told, key=lambda each: each.value or 0), min(told, key=lambda each: each.value or 0)
