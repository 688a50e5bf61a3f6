"""The words of announcements by key: somebody records each once, and every number is built from them.

A key is a language, a dash and a name: `vi-b` is the letter B in Vietnamese, `vi-7` the digit seven. The tens
of a counter's number are words of their own, since Vietnamese changes some of them: 15 is `mười lăm`, 21 is
`hai mươi mốt`, 203 is `hai trăm linh ba`.
"""

from collections.abc import Mapping
from typing import Final

MOST_COUNTERS: Final = 999
_TEN: Final = 10
_HUNDRED: Final = 100


def _apart(text: str) -> list[str]:
    return text.split()


# Đ for D and "gờ" for G: as "dê" and "giê" the two would sound alike in the north.
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_LETTERS_VI: Final = _apart("a bê xê đê e ép gờ hát di ca lờ mờ nờ pê quy rờ ét tê u vê vê-kép ích i-dài dét")
_DIGITS_VI: Final = _apart("không một hai ba bốn năm sáu bảy tám chín")
_UNITS_EN: Final = _apart(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
_TENS_EN: Final = _apart("twenty thirty forty fifty sixty seventy eighty ninety")

WORDS: Final[Mapping[str, str]] = {
    "vi-invite": "Mời công dân có số",
    "vi-to-counter": "đến quầy số",
    **{
        f"vi-{letter.lower()}": name.replace("-", " ")
        for letter, name in zip(_LETTERS, _LETTERS_VI, strict=True)
    },
    **{f"vi-{digit}": word for digit, word in enumerate(_DIGITS_VI)},
    "vi-ten": "mười",
    "vi-tens": "mươi",
    "vi-one-after-tens": "mốt",
    "vi-five-after-ten": "lăm",
    "vi-hundred": "trăm",
    "vi-and-units": "linh",
    "en-invite": "Number",
    "en-to-counter": "please go to counter",
    **{f"en-{letter.lower()}": letter for letter in _LETTERS},
    **{f"en-{number}": word for number, word in enumerate(_UNITS_EN)},
    **{f"en-{ten}0": word for ten, word in enumerate(_TENS_EN, 2)},
    "en-hundred": "hundred",
    "en-and": "and",
}
"""Key → what is read aloud."""


def number_keys(language: str, number: str) -> tuple[str, ...]:
    """The keys of a ticket's number, letter by letter and digit by digit: `A012`. Raises `KeyError`."""
    return tuple(_require_word(f"{language}-{sign.lower()}") for sign in number)


def counter_keys(language: str, n: int) -> tuple[str, ...]:
    """The keys of a counter's number as it is said: twelve, not one two. Raises `KeyError` beyond 1–999."""
    if not 0 < n <= MOST_COUNTERS:
        raise KeyError(n)
    keys = _vietnamese(n) if language == "vi" else _english(n)
    return tuple(_require_word(f"{language}-{key}") for key in keys)


def _require_word(key: str) -> str:
    if key not in WORDS:
        raise KeyError(key)
    return key


def _vietnamese(n: int) -> list[str]:
    hundreds, rest = divmod(n, _HUNDRED)
    if hundreds == 0:
        return _vietnamese_tens(n)
    units = ["and-units", str(rest)] if 0 < rest < _TEN else _vietnamese_tens(rest) if rest else []
    return [str(hundreds), "hundred", *units]


def _vietnamese_tens(n: int) -> list[str]:
    tens, unit = divmod(n, _TEN)
    if tens == 0:
        return [str(unit)]
    words = ["ten"] if tens == 1 else [str(tens), "tens"]
    if unit == 1 and tens > 1:
        return [*words, "one-after-tens"]
    if unit == _TEN // 2:
        return [*words, "five-after-ten"]
    return [*words, str(unit)] if unit else words


def _english(n: int) -> list[str]:
    hundreds, rest = divmod(n, _HUNDRED)
    if hundreds == 0:
        return _english_tens(n)
    return [str(hundreds), "hundred", *(["and", *_english_tens(rest)] if rest else [])]


def _english_tens(n: int) -> list[str]:
    if n < len(_UNITS_EN):
        return [str(n)]
    tens, unit = divmod(n, _TEN)
    return [str(tens * _TEN), str(unit)] if unit else [str(tens * _TEN)]
