"""Emergency numbers: those that a kiosk gives by itself while the server is gone, each kiosk from a series of its own."""

import re
from typing import Final

_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_FIRST: Final = "LMNPQRSTUVWXYZ"
_NUMBER: Final = re.compile(rf"([{_FIRST}][{_LETTERS}]+)([0-9]{{3,6}})")


def prefix_of(device: int) -> str:
    """The letters before the emergency numbers of the kiosk with this id, from 1: LA, LB, … ZZ, LAA and so on.

    A field's prefix is a single letter, and every device has an id of its own, so no two series meet.
    """
    rest, last = divmod(device - 1, len(_LETTERS))
    letters = _LETTERS[last]
    while rest >= len(_FIRST):
        rest, digit = divmod(rest - len(_FIRST), len(_LETTERS))
        letters = _LETTERS[digit] + letters
    return _FIRST[rest] + letters


def read_number(number: str) -> tuple[str, int] | None:
    """Prefix and count of an emergency number like `LA007`; `None` for anything else."""
    found = _NUMBER.fullmatch(number)
    return None if found is None or int(found[2]) == 0 else (found[1], int(found[2]))
