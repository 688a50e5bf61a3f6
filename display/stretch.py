"""Makes speech faster or slower at the same pitch: pieces of it are overlaid where they fit best."""

from array import array
from operator import mul
from typing import Final

from display.sound import RATE

_PIECE: Final = RATE * 3 // 100
_OVERLAP: Final = RATE // 100
_SEARCH: Final = RATE // 200
_STEP: Final = 4


def stretched(sound: "array[int]", speed: float) -> "array[int]":
    """The same words `speed` times as fast, 0.5–2."""
    if speed == 1 or len(sound) <= 2 * (_PIECE + _SEARCH):
        return sound
    out = array("h", sound[:_PIECE])
    hop = int((_PIECE - _OVERLAP) * speed)
    at = hop
    while at + _SEARCH + _PIECE < len(sound):
        tail = out[-_OVERLAP:]
        start = _best_fit(sound, tail, at)
        out[-_OVERLAP:] = _crossed(tail, sound[start : start + _OVERLAP])
        out.extend(sound[start + _OVERLAP : start + _PIECE])
        at += hop
    out.extend(sound[at:])
    return out


def _best_fit(sound: "array[int]", tail: "array[int]", at: int) -> int:
    """The place near `at` where the sound continues most like `tail`; only every few samples are compared."""
    wanted = tail[::_STEP]
    starts = range(max(0, at - _SEARCH), at + _SEARCH, _STEP)
    return max(starts, key=lambda start: sum(map(mul, wanted, sound[start : start + _OVERLAP : _STEP])))


def _crossed(fading: "array[int]", rising: "array[int]") -> "array[int]":
    length = len(fading)
    return array(
        "h",
        [(a * (length - i) + b * i) // length for i, (a, b) in enumerate(zip(fading, rising, strict=True))],
    )
