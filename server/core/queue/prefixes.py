"""The allowed prefixes of a field's numbers: no two series, including those of kiosks and pads, may print the same number.

A number is its prefix and at least three digits. As no prefix is the start of another, the number shows its prefix.
"""

from collections.abc import Collection, Iterator
from itertools import permutations
from typing import Final

from server.core.model import spelled
from server.core.queue.offline_numbers import FIRST, LETTERS

FORM: Final = rf"^[{LETTERS}0-9]{{1,2}}$"
"""One or two capital letters or digits. I and O are left out: they look like digits."""
_MOST_DIGITS: Final = 9


def may_be_offline(prefix: str) -> bool:
    """Whether an offline number of some kiosk begins so: with two letters, of which the first is from L on."""
    return len(prefix) > 1 and prefix[0] in FIRST and prefix[1] in LETTERS


def one_begins_another(prefixes: Collection[str]) -> tuple[str, str] | None:
    """Two different ones of which the second begins with the first: A1 001 and A 1001 would print the same."""
    pairs = permutations(sorted(set(prefixes)), 2)
    return next(((short, long) for short, long in pairs if long.startswith(short)), None)


def readings(number: str) -> Iterator[tuple[str, int]]:
    """Each way to part what somebody typed of a number, like `A17` or `A017`, into a prefix and a count.

    Those that print just so come first: of them at most one can be a number of the same day.
    """
    parts = [(number[:end], number[end:]) for end in range(len(number) - 1, 0, -1)]
    counts = [(prefix, int(digits)) for prefix, digits in parts if _counts(digits)]
    yield from (each for each in counts if spelled(*each) == number)
    yield from (each for each in counts if spelled(*each) != number)


def _counts(digits: str) -> bool:
    return digits.isascii() and digits.isdecimal() and len(digits) <= _MOST_DIGITS
