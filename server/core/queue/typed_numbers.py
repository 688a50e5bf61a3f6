"""A number as people say and type it: "A017", "a 17", "a3", "A 003", or its digits alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

from server.core.queue.prefixes import readings

_MOST_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Meant:
    """Which tickets may be meant: of a prefix with its count, or of any prefix with the count `n`."""

    readings: tuple[tuple[str, int], ...]
    n: int | None


def meant(typed: str) -> Meant:
    """What somebody may mean who typed this. Neither readings nor a count for anything but a number."""
    signs = "".join(_signs(typed))
    n = int(signs) if signs.isdecimal() and len(signs) <= _MOST_DIGITS else None
    return Meant(tuple(readings(signs)), n)


def _signs(typed: str) -> Iterator[str]:
    for sign in normalize("NFKC", typed).upper():
        if sign.isascii() and sign.isalnum():
            yield sign
