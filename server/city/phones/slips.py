"""The addresses of numbers: `A012-20261129`, or the code on a centre's own slip, which bears the number of a journal row."""

import base64
import binascii
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from server.city.database import Transaction
from server.core.model import spelled
from server.core.queue.prefixes import may_be_offline
from server.core.queue.typed_numbers import meant

_CENTRE: Final = re.compile(r"W\d{4,6}")
_SLIP: Final = re.compile(r"([A-Z0-9]{2,12})-(\d{4})(\d\d)(\d\d)")
_CODE_BYTES: Final = 12
_ID_BYTES: Final = 5
_NUMBER: Final = "SELECT prefix, n, day FROM ticket WHERE centre = %s AND id = %s"


@dataclass(frozen=True, slots=True)
class Slip:
    """A number of one day."""

    number: str
    day: date

    @property
    def name(self) -> str:
        """As it stands in an address."""
        return f"{self.number}-{self.day:%Y%m%d}"


def is_centre(code: str) -> bool:
    """Whether this may be the code of a centre: nothing else becomes the name of a file."""
    return _CENTRE.fullmatch(code) is not None


def slip_of(name: str) -> Slip | None:
    """The number that an address names; `None` for anything else."""
    if (found := _SLIP.fullmatch(name)) is None:
        return None
    number, year, month, day = found.groups()
    try:
        return Slip(number, date(int(year), int(month), int(day)))
    except ValueError:
        return None


def row_of(code: str) -> int | None:
    """The journal row that the code of a slip bears; `None` for an invalid code.

    Only the centre can tell whether it gave the code. What is shown for it hangs in the hall anyway.
    """
    try:
        raw = base64.b64decode(code, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return int.from_bytes(raw[-_ID_BYTES:], "big") if len(raw) == _CODE_BYTES else None


def number_of(transaction: Transaction, centre: str, row: int) -> Slip | None:
    """The number that was given in this row of the centre's journal."""
    found = transaction.execute(_NUMBER, (centre, row)).fetchone()
    return None if found is None else Slip(spelled(found[0], found[1]), found[2])


def typed(words: str, prefixes: Collection[str], day: date) -> Slip | None:
    """The number for a typed text: `a12` is A012. `None` without one of these prefixes or that of a kiosk alone."""
    found = (
        (prefix, n) for prefix, n in meant(words).readings if prefix in prefixes or may_be_offline(prefix)
    )
    number = next(found, None)
    return None if number is None else Slip(spelled(*number), day)
