"""Form 06/VPCP/KSTT (Circular 01/2020/TT-VPCP): its columns, and which of them the imported list is a source for.

A column whose source is missing is empty, and says why; it is never 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final


class Missing(StrEnum):
    """Why a column is empty."""

    NO_LIST = "no_list"
    OTHER_DAYS = "other_days"
    NO_CHANNEL = "no_channel"
    NO_DUE = "no_due"
    NO_FINISHED = "no_finished"


@dataclass(frozen=True, slots=True)
class Counts:
    """What a list says of one field in the days of a form; `no_…` are dossiers of which it does not say enough."""

    online: int = 0
    direct: int = 0
    no_channel: int = 0
    from_before: int = 0
    early: int = 0
    on_day: int = 0
    late: int = 0
    solved_no_due: int = 0
    open_in_time: int = 0
    open_late: int = 0
    open_no_due: int = 0

    def plus(self, other: "Counts") -> "Counts":
        """Both together."""
        return Counts(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Counts)))

    @property
    def solved(self) -> int:
        """All that were handled in these days."""
        return self.early + self.on_day + self.late + self.solved_no_due

    @property
    def open(self) -> int:
        """All that were not at their end."""
        return self.open_in_time + self.open_late + self.open_no_due

    @property
    def taken_in(self) -> int:
        """All that came in these days."""
        return self.online + self.direct + self.no_channel


NUMBERS: Final = tuple(range(3, 14))
"""The numbers of the columns that count, as the form prints them; 1 and 2 are the row and the field."""
FORMULAS: Final[Mapping[int, str]] = {3: "4+5+6", 7: "8+9+10", 11: "12+13"}
Sources = Mapping[int, Missing | None]
"""Column → why it has no source; `None` where it has one."""


def sources(columns: frozenset[str] | None, *, covered: bool, total: Counts) -> Sources:
    """Which columns a list with these columns is a source for; `None` for no list. `covered`: whether it covers the days."""
    if columns is None or not covered:
        return dict.fromkeys(NUMBERS, Missing.NO_LIST if columns is None else Missing.OTHER_DAYS)
    channel = None if "channel" in columns and not total.no_channel else Missing.NO_CHANNEL
    ends = None if "finished" in columns else Missing.NO_FINISHED
    solved_due = ends or (None if "due" in columns and not total.solved_no_due else Missing.NO_DUE)
    open_due = ends or (None if "due" in columns and not total.open_no_due else Missing.NO_DUE)
    return {
        **dict.fromkeys((3, 6, 7, 11), ends),
        **dict.fromkeys((4, 5), channel),
        **dict.fromkeys((8, 9, 10), solved_due),
        **dict.fromkeys((12, 13), open_due),
    }


def cells(counts: Counts, known: Sources) -> dict[int, int | None]:
    """The columns of one row; `None` if there is no source."""
    values = {
        3: counts.taken_in + counts.from_before,
        4: counts.online,
        5: counts.direct,
        6: counts.from_before,
        7: counts.solved,
        8: counts.early,
        9: counts.on_day,
        10: counts.late,
        11: counts.open,
        12: counts.open_in_time,
        13: counts.open_late,
    }
    return {number: None if known[number] else values[number] for number in NUMBERS}
