"""Dossier codes: agency, day of receipt, running number (Circular 01/2018/TT-VPCP, art. 19)."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from server.core.refusal import Refusal

_CODE: Final = re.compile(
    r"^(?=[^-]*[A-Z]\d{2})"  # the agency's code holds its ministry's or province's letter and two digits
    r"[A-Z0-9]{2,3}(?:\.[A-Z0-9]{1,3}){0,4}"
    r"-(?P<day>\d{6})-\d{4,}$",
    re.ASCII,
)


def checked_code(code: str, today: date) -> str:
    """The code in its usual form: `H26.14-261123-0012`, `000.00.14.H26-261123-0012`.

    Raises `bad_dossier_code` for another form and for a day of receipt that is invalid or still to come.
    """
    written = code.strip().upper()
    found = _CODE.match(written)
    if found is None or (day := _day_of(found["day"])) is None or day > today:
        raise Refusal("bad_dossier_code", dossier=code.strip()[:60])
    return written


@lru_cache(maxsize=1024)
def _day_of(day: str) -> date | None:
    try:
        return datetime.strptime(day, "%y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
