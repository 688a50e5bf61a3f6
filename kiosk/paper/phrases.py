"""Counters, people and waits in words for people."""

from collections.abc import Sequence
from math import ceil, floor

from kiosk.texts import Text

_MINUTE = 60
_HOUR = 3600
_LONG = 90 * _MINUTE
_RUN = 3


def people_words(count: int) -> Text:
    """How many people: "3 người"."""
    return {"vi": f"{count} người", "en": "1 person" if count == 1 else f"{count} people"}


def counter_words(counters: Sequence[int]) -> Text:
    """Which counters: "Quầy 1–3, 5"."""
    numbers = ", ".join(_runs(sorted(set(counters))))
    english = "Counter" if numbers.isdigit() else "Counters"
    return {"vi": f"Quầy {numbers}", "en": f"{english} {numbers}"}


def _runs(numbers: list[int]) -> list[str]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [", ".join(map(str, run)) if len(run) < _RUN else f"{run[0]}–{run[-1]}" for run in runs]


def wait_words(low_s: int, high_s: int) -> Text:
    """Say a wait range: "5–15 phút", "dưới 5 phút", "1,5–2 giờ".

    The range is widened outward to whole minutes, above 90 minutes to half hours: a wait is a promise,
    so it is never told shorter than it was estimated.
    """
    high_s = max(low_s, high_s)
    return _in_hours(low_s, high_s) if high_s > _LONG else _in_minutes(low_s, high_s)


def _in_minutes(low_s: int, high_s: int) -> Text:
    low, high = floor(max(0, low_s) / _MINUTE), max(1, ceil(high_s / _MINUTE))
    if low == 0:
        return {"vi": f"dưới {high} phút", "en": f"under {high} min"}
    span = _span(str(low), str(high))
    return {"vi": f"{span} phút", "en": f"{span} min"}


def _in_hours(low_s: int, high_s: int) -> Text:
    low, high = floor(low_s * 2 / _HOUR) / 2, ceil(high_s * 2 / _HOUR) / 2
    if low == 0:
        return {"vi": f"dưới {_comma(high)} giờ", "en": f"under {high:g} h"}
    return {"vi": f"{_span(_comma(low), _comma(high))} giờ", "en": f"{_span(f'{low:g}', f'{high:g}')} h"}


def _span(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"


def _comma(hours: float) -> str:
    return f"{hours:g}".replace(".", ",")
