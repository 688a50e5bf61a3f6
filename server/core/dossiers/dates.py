"""Days as Vietnamese files write them: 23/11/2026, 2026-11-23, ngày 23 tháng 11 năm 2026, a spreadsheet's number."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

_TIME: Final = re.compile(
    r"\b\d{1,2}\s*(?::|h|g|giờ)\s*\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*(?:SA|CH|AM|PM)\b)?", re.IGNORECASE
)
_ISO_TIME: Final = re.compile(r"(?<=\d)T[\d:.,]+(?:Z|[+-]\d{2}:\d{2})?$")
_IN_WORDS: Final = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})")
_SERIAL: Final = re.compile(r"(\d{5})(?:[.,]\d+)?")
_SPREADSHEET_BEGAN: Final = date(1899, 12, 30)
_CENTURY: Final = 2000
_YEARS: Final = range(2000, 2100)


@lru_cache(maxsize=8192)
def day_of(text: str) -> date:
    """The day of a cell, also beside a time. A day stands before its month. Raises `ValueError` if it is not a day."""
    said = _TIME.sub(" ", _ISO_TIME.sub("", text.strip())).replace(",", " ")
    found = _read(" ".join(said.split()))
    if found.year not in _YEARS:
        raise ValueError(f"{text}: no year of a dossier")
    return found


def day_said(day: date) -> str:
    """A day as people read it: 23/11/2026."""
    return f"{day:%d/%m/%Y}"


def _read(said: str) -> date:
    if (found := _IN_WORDS.fullmatch(said)) is not None:
        return date(int(found[3]), int(found[2]), int(found[1]))
    bare = said.replace(" ", "")
    if (found := _DAY_FIRST.fullmatch(bare)) is not None:
        year = int(found[4])
        return date(year + (_CENTURY if len(found[4]) == 2 else 0), int(found[3]), int(found[1]))  # noqa: PLR2004 - digits
    if (found := _YEAR_FIRST.fullmatch(bare)) is not None:
        return date(*(int(part) for part in found.groups() if part and part.isdigit()))
    if (found := _SERIAL.fullmatch(said)) is not None:
        return _SPREADSHEET_BEGAN + timedelta(days=int(found[1]))
    raise ValueError(f"{said}: no day")
