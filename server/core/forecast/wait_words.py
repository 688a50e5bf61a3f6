"""A rounded wait in words, for those who tell it without a script. `static/js/wait.js` says the same."""

from dataclasses import dataclass
from typing import Final

from server.core.forecast.telling import IN_HOURS_S

_MINUTE_S: Final = 60
_HOUR_S: Final = 3600


@dataclass(frozen=True, slots=True)
class _Tongue:
    minutes: str
    hours: str
    under: str
    point: str


_VIETNAMESE: Final = _Tongue("phút", "giờ", "dưới", ",")
_ENGLISH: Final = _Tongue("min", "hours", "under", ".")


def wait_words(low_s: int, high_s: int, language: str) -> str:
    """`10–20 phút`, `dưới 5 phút`, `1,5–2 giờ`; in English `10–20 min`, `under 5 min`, `1.5–2 hours`.

    The range is one that `core.forecast.telling.rounded` made, in seconds; it is not rounded again. `language` is the tag of any
    language; all but Vietnamese are answered in English.
    """
    tongue = _VIETNAMESE if language == "vi" else _ENGLISH
    unit, unit_s = (tongue.hours, _HOUR_S) if high_s >= IN_HOURS_S else (tongue.minutes, _MINUTE_S)
    low, high = (f"{seconds / unit_s:g}".replace(".", tongue.point) for seconds in (low_s, high_s))
    if low_s == 0:
        return f"{tongue.under} {high} {unit}"
    span = low if low == high else f"{low}–{high}"
    return f"{span} {unit}"
