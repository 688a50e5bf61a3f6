"""Counters and numbers of people, in words."""

from collections.abc import Mapping, Sequence
from typing import Final

from kiosk.texts import Everywhere, Text, filled, in_both

_RUN = 3
NO_NAMES: Final[Mapping[int, str]] = {}


def people_words(count: int, everywhere: Everywhere = in_both) -> Text:
    """How many people: "3 người"."""
    people = {"vi": "{count} người", "en": "{count} person" if count == 1 else "{count} people"}
    return filled(everywhere(people), count=count)


def counter_words(
    counters: Sequence[int], everywhere: Everywhere = in_both, names: Mapping[int, str] = NO_NAMES
) -> Text:
    """Which counters: "Quầy 1–3, 5"; those with a name of their own by it: "Phòng 203, Quầy 1–3"."""
    own = [names[n] for n in sorted(set(counters)) if n in names]
    numbers = ", ".join(_runs(sorted(set(counters) - set(names))))
    if not numbers:
        return {language: ", ".join(own) for language in everywhere({"vi": "", "en": ""})}
    named = {"vi": "Quầy {numbers}", "en": "Counter {numbers}" if numbers.isdigit() else "Counters {numbers}"}
    words = filled(everywhere(named), numbers=numbers)
    return {language: ", ".join([*own, said]) for language, said in words.items()}


def _runs(numbers: list[int]) -> list[str]:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [", ".join(map(str, run)) if len(run) < _RUN else f"{run[0]}–{run[-1]}" for run in runs]
