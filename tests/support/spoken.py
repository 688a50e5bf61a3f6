"""What a listener writes down who hears an announcement: the words back to the number and the counter shown."""

from collections.abc import Sequence

from display.vocabulary import WORDS

_DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_UNITS = [WORDS[f"en-{n}"] for n in range(20)]
_TENS = {WORDS[f"en-{n}"]: n for n in range(20, 100, 10)}


def understood(keys: Sequence[str]) -> tuple[str, int]:
    """(number, counter) of one sentence's words, in either language; raises `ValueError` for anything else."""
    language = keys[0].split("-")[0]
    if keys[0] != f"{language}-invite" or {key.split("-")[0] for key in keys} != {language}:
        raise ValueError(keys)
    desk = list(keys).index(f"{language}-to-counter")
    number = "".join(key.split("-")[1] for key in keys[1:desk]).upper()
    words = [WORDS[key] for key in keys[desk + 1 :]]
    return number, _vietnamese(words) if language == "vi" else _english(words)


def _vietnamese(words: list[str]) -> int:
    if len(words) == 1 and words[0] in _DIGITS:
        return _DIGITS.index(words[0])
    tens = 1 if words[0] == "mười" else _DIGITS.index(words[0])
    rest = words[1:] if words[0] == "mười" else words[2:]
    if words[0] != "mười" and words[1] != "mươi":
        raise ValueError(words)
    unit = {"mốt": 1, "lăm": 5}.get(rest[0], -1) if rest else 0
    if unit == 1 and tens == 1:
        raise ValueError(words)
    return 10 * tens + (unit if unit >= 0 else _DIGITS.index(rest[0]))


def _english(words: list[str]) -> int:
    tens = _TENS.get(words[0], 0)
    units = words[1:] if tens else words
    return tens + (_UNITS.index(units[0]) if units else 0)
