"""Offline numbers: a kiosk gives them while the server is gone, each kiosk from its own series."""

import re
from datetime import timedelta
from typing import Final

from server.core.refusal import Refusal

LONGEST_AGO: Final = timedelta(days=14)
"""How long ago a number that joins may have been given: a kiosk may stand switched off with its numbers over the longest
holiday (Tết, nine days), and then they still count for their own day. An earlier time is that of a wrong clock.
"""
_MS: Final = timedelta(milliseconds=1)
LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of numbers: without I and O, which look like digits."""
FIRST: Final = "LMNPQRSTUVWXYZ"
"""What an offline number begins with."""
_NUMBER: Final = re.compile(rf"([{FIRST}][{LETTERS}]+)([0-9]{{3,6}})")


def prefix_of(device: int) -> str:
    """The letters before the offline numbers of the kiosk with this id, from 1: LA, LB, … ZZ, LAA and so on.

    No field's prefix looks like one (`prefixes.may_be_offline`), and every device has an id of its own: no two series meet.
    """
    rest, last = divmod(device - 1, len(LETTERS))
    letters = LETTERS[last]
    while rest >= len(FIRST):
        rest, digit = divmod(rest - len(FIRST), len(LETTERS))
        letters = LETTERS[digit] + letters
    return FIRST[rest] + letters


def within_reach(given_at: int, now: int) -> int:
    """The time nearest to `given_at` at which a number can have been given: not to come, and not too long ago.

    Both are UTC milliseconds by the server's clock.
    """
    return min(max(given_at, now - LONGEST_AGO // _MS), now)


def check_age(number: str, given_at: int, now: int) -> None:
    """Raise `given_too_long_ago` for a number of more than `LONGEST_AGO` before."""
    if given_at < within_reach(given_at, now):
        raise Refusal("given_too_long_ago", number=number, days=LONGEST_AGO.days)


def read_number(number: str) -> tuple[str, int] | None:
    """Prefix and count of an offline number like `LA007`; `None` for anything else."""
    found = _NUMBER.fullmatch(number)
    return None if found is None or int(found[2]) == 0 else (found[1], int(found[2]))
