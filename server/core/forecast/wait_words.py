"""A rounded wait in words, for those who tell it without a script. `static/js/wait.js` says the same."""

from typing import Final

from server.core.forecast.telling import IN_HOURS_S

_MINUTE_S: Final = 60
_HOUR_S: Final = 3600
_MINUTES: Final = {"vi": "phút", "en": "min"}
_HOURS: Final = {"vi": "giờ", "en": "hours"}
_UNDER: Final = {"vi": "dưới", "en": "under"}
_POINT: Final = {"vi": ",", "en": "."}


def wait_words(low_s: int, high_s: int, language: str) -> str:
    """`10–20 phút`, `dưới 5 phút`, `1,5–2 giờ`; in English `10–20 min`, `under 5 min`, `1.5–2 hours`.

    The range is one that `core.wait.rounded` made, in seconds; it is not rounded again. `language` is `vi` or `en`.
    """
    unit, unit_s = (_HOURS, _HOUR_S) if high_s >= IN_HOURS_S else (_MINUTES, _MINUTE_S)
    low, high = (_figure(seconds / unit_s, language) for seconds in (low_s, high_s))
    if low_s == 0:
        return f"{_UNDER[language]} {high} {unit[language]}"
    span = low if low == high else f"{low}–{high}"
    return f"{span} {unit[language]}"


def _figure(value: float, language: str) -> str:
    return f"{value:g}".replace(".", _POINT[language])
