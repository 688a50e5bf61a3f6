"""Counters and people in words for people."""

from collections.abc import Sequence

from kiosk.texts import Text

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
