"""The centre's own colour: what is derived from it, and whether everybody can read it.

Contrast is that of WCAG 2.2 (relative luminance, success criteria 1.4.3 and 1.4.11): it depends on luminance alone. So
whatever derives from the accent keeps the luminance that its namesake has in `FAMILY`, and with it every contrast that was
looked at; only the accent itself, which is used exactly as it was chosen, has to be checked.
"""

from collections.abc import Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from typing import Final

ACCENT: Final = "teal-700"
FAMILY: Final[Mapping[str, str]] = {
    "ink-970": "#041816",
    "ink-950": "#06211f",
    "ink-900": "#0a2e2c",
    "ink-875": "#08302d",
    "ink-800": "#0d3f3c",
    "ink-750": "#1d4a46",
    ACCENT: "#0e524d",
    "teal-600": "#146a63",
    "teal-500": "#3a716b",
    "teal-300": "#8fc7be",
    "teal-100": "#d8ebe7",
    "teal-50": "#edf6f4",
}
"""The colours that follow the accent, by their names in tokens.css, with their default values."""
DEFAULT: Final = FAMILY[ACCENT]
MEANINGS: Final[Mapping[str, str]] = {
    "brand": ACCENT,
    "brand-deep": "ink-900",
    "brand-soft": "teal-100",
    "on-brand-quiet": "teal-100",
    "action": ACCENT,
    "action-hover": "ink-800",
    "link": ACCENT,
}
"""What pages use of them in the light, by the names of tokens.css: enough to show what another accent looks like."""
GROUNDS: Final = ("#ffffff", "#faf8f3", "#f3efe5", "#fbf0d5", "#dcefe0", "#f9e1dd")
"""Every light ground under the accent; white is also the colour of letters on it."""
LEAST_CONTRAST: Final = 4.5
"""For text of any size (1.4.3, level AA)."""
_RED, _GREEN, _BLUE = 0.2126, 0.7152, 0.0722
_STEPS: Final = 20


def luminance(colour: str) -> float:
    """The relative luminance of a colour like `#0e524d`: 0 for black, 1 for white."""
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return _RED * red + _GREEN * green + _BLUE * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def accent_contrast(accent: str) -> float:
    """The lowest contrast that an accent has: on each light ground, on its own soft one, and under white letters."""
    return min(contrast(accent, ground) for ground in (*GROUNDS, palette(accent)["teal-100"]))


def palette(accent: str) -> dict[str, str]:
    """The whole family for an accent: its hue, each member with the luminance that it has always had."""
    if accent == DEFAULT:
        return dict(FAMILY)
    return {name: accent if name == ACCENT else _tinted(colour, accent) for name, colour in FAMILY.items()}


def _tinted(colour: str, accent: str) -> str:
    """A colour in the hue of the accent, as strong as it is beside the first accent, with its own luminance."""
    hue, _, strength = rgb_to_hls(*_channels(accent))
    _, _, own = rgb_to_hls(*_channels(colour))
    _, _, first = rgb_to_hls(*_channels(DEFAULT))
    strength = min(1.0, strength * own / first)
    wanted, low, high = luminance(colour), 0.0, 1.0
    for _ in range(_STEPS):  # the lighter, the more luminous
        middle = (low + high) / 2
        found = _written(hls_to_rgb(hue, middle, strength))
        low, high = (middle, high) if luminance(found) < wanted else (low, middle)
    return _written(hls_to_rgb(hue, high, strength))


def _channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue, from 0 to 1."""
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the curve of sRGB


def _written(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
