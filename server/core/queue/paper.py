"""Paper numbers: those of pads that are printed beforehand, for a day without kiosk or power. Each is used once, ever."""

import re
from datetime import datetime
from typing import Final

from server.core.model import Ticket
from server.core.queue.offline_numbers import LETTERS, LONGEST_AGO, within_reach
from server.core.queue.state_texts import state_text
from server.core.refusal import Refusal

FIRST: Final = "D"
"""What a paper number begins with (as in "dự phòng"): no kiosk's own does, and no field's prefix is so long."""
MOST: Final = 999
"""So many numbers has a pad at most: all of them are as wide."""
USUAL: Final = 100
_BEGIN: Final = LETTERS.index("P") * len(LETTERS)
_TWO: Final = len(LETTERS) ** 2
_ROW: Final = len(LETTERS)
_NUMBER: Final = re.compile(rf"({FIRST}[{LETTERS}]{{2,}})([0-9]{{1,3}})")
_RANGE: Final = re.compile(r"(.*?[0-9]+)\s*(?:-|–|—|\.\.|đến|to)\s*(\D*)([0-9]+)", re.IGNORECASE)


def prefix_of(pad: int) -> str:
    """The letters before the numbers of a pad, from 1: DPA, DPB, … DPZ, DQA … DZZ, then DAAA and so on.

    At least three letters and no digit: no field's prefix is as long, and those of kiosks begin with other letters.
    """
    place, digits = _BEGIN + pad - 1, 2
    room = _TWO
    while place >= room:
        place, digits, room = place - room, digits + 1, room * len(LETTERS)
    letters = ""
    for _ in range(digits):
        place, digit = divmod(place, len(LETTERS))
        letters = LETTERS[digit] + letters
    return FIRST + letters


def is_pad(prefix: str) -> bool:
    """Whether some pad's numbers begin so."""
    return len(prefix) > 2 and prefix[0] == FIRST and all(letter in LETTERS for letter in prefix)  # noqa: PLR2004


def next_pad(last: int, *, restored: bool) -> int:
    """The pad that is printed after `last` (0 for none yet).

    Once the data were `restored` since, pads may be out that they do not know: the next begins a new row of letters.
    """
    return (last // _ROW + 1) * _ROW + 1 if restored else last + 1


def read_numbers(typed: str, most: int) -> list[tuple[str, int]]:
    """Prefix and count of each paper number that somebody typed: "DPA007", "dpa 7", or a range like "DPA007-012".

    Raises `paper_number_unread` for anything else, and for a range of more than `most` or backwards.
    """
    ends = _RANGE.fullmatch(typed.strip())
    first = _read(ends[1] if ends else typed)
    last = first if first is None or ends is None else _read((ends[2].strip() or first[0]) + ends[3])
    if first is None or last is None or first[0] != last[0] or not 0 <= last[1] - first[1] < most:
        raise Refusal("paper_number_unread", typed=typed.strip(), most=most)
    return [(first[0], n) for n in range(first[1], last[1] + 1)]


def _read(typed: str) -> tuple[str, int] | None:
    found = _NUMBER.fullmatch("".join(sign for sign in typed.upper() if sign.isalnum()))
    return None if found is None or int(found[2]) == 0 else (found[1], int(found[2]))


def check_times(number: str, taken: int, called: int, finished: int, now: int) -> None:
    """Raise `paper_times` unless somebody came, was called and was done in this order, and not later than now.

    All are UTC milliseconds.
    """
    if not taken <= called <= finished <= now:
        raise Refusal("paper_times", number=number)


def check_taken(number: str, taken: int, local: datetime, now: int) -> None:
    """Raise `paper_to_come` or `paper_too_old` for a number taken at `taken` (UTC milliseconds; `local` by the clocks)."""
    if taken > now:
        raise Refusal("paper_to_come", number=number, at=f"{local:%H:%M %d/%m}")
    if taken < within_reach(taken, now):
        raise Refusal("paper_too_old", number=number, days=LONGEST_AGO.days)


def check_count(numbers: int, most: int) -> None:
    """Raise `paper_too_many` where more than `most` numbers are brought in at a time."""
    if numbers > most:
        raise Refusal("paper_too_many", most=most)


def used(ticket: Ticket, field: object, taken: datetime) -> Refusal:
    """Why a number that is a ticket already is not brought in: what is known of it. `taken` is by the centre's clocks."""
    at, state = f"{taken:%H:%M %d/%m}", state_text(ticket)
    return Refusal("paper_number_used", number=ticket.number, field=field, at=at, state=state)
