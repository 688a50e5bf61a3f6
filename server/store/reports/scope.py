"""Which stays a report counts, and what SQL makes of the names that it groups and filters by."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from server.core.reports.clocks import Offsets, clock_text

Keys = tuple[str, ...]
"""What a group has in common, by the names that it was grouped by."""
Columns = Callable[[str], str]
"""The SQL of a name, in one table."""

_COLUMNS: Final[Mapping[str, str]] = {
    "day": "day",
    "field": "field",
    "counter": "ifnull(counter, '')",
    "officer": "ifnull(officer, '')",
    "procedure": "ifnull(procedure, '')",
    "channel": "channel",
    "point": "point",
    "class": "ifnull(priority, '')",
    "weekday": "(strftime('%w', day) + 6) % 7 + 1",
    "month": "substr(day, 1, 7)",
    "total": "'total'",
}
OF_THE_DAY: Final = ("day", "weekday")
"""Names that only a day tells."""
NAMES: Final = (*(name for name in _COLUMNS if name not in {*OF_THE_DAY, "month", "total"}), "hour")
"""Those that each stay tells."""
OF_THE_STAY: Final = ("counter", "officer")
"""Names that a number which nobody has called has nothing of."""
RANGE: Final = "day BETWEEN ?1 AND ?2"
"""The days of a scope: what its `condition` follows."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A selection of stays: of the days `first` to `last` (ISO dates), `where` each of these names has one of the given values.

    Names are those of `_COLUMNS` (`total` is one for all), and `hour` of the arrival; an empty value is for what is not there.
    """

    first: str
    last: str
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    offsets: Offsets = ((0, 0),)

    @property
    def clock(self) -> str:
        """Its offsets as one text."""
        return clock_text(self.offsets)

    def without(self, name: str) -> "Scope":
        """The same whatever the value of this name."""
        kept = {key: values for key, values in self.where.items() if key != name}
        return Scope(self.first, self.last, kept, self.offsets)

    def uncalled(self) -> "Scope | None":
        """The same for numbers that were never called and so have no counter; `None` if the selection has none of them."""
        if any("" not in self.where.get(name, ("",)) for name in OF_THE_STAY):
            return None
        rest = self
        for name in OF_THE_STAY:
            rest = rest.without(name)
        return rest

    def columns(self, came: str = "came") -> Columns:
        """The SQL of names in a table whose column of the arrival is `came`."""
        return lambda name: self._hour(came) if name == "hour" else _COLUMNS[name]

    def condition(self, columns: Columns) -> tuple[str, list[str]]:
        """What follows `WHERE` and `RANGE`, and the values of all their places."""
        parts, values = list[str](), [self.first, self.last]
        for name, wanted in self.where.items():
            parts.append(f" AND CAST({columns(name)} AS TEXT) IN ({', '.join('?' * len(wanted))})")
            values += (str(int(hour)) for hour in wanted) if name == "hour" else wanted
        return "".join(parts), values

    def _hour(self, came: str) -> str:
        *earlier, (_, ahead) = self.offsets
        cases = "".join(f" WHEN {came} < {until} THEN {seconds}" for until, seconds in earlier)
        offset = f"(CASE{cases} ELSE {ahead} END)" if cases else str(ahead)
        return f"({came} / 1000 + {offset}) / 3600 % 24"


def selected(by: Keys, columns: Columns, counted: str) -> str:
    """`SELECT` of these names and what is counted of each group."""
    return f"SELECT {', '.join((*map(columns, by), counted))} "


def grouped(by: Keys) -> str:
    """`GROUP BY` the names of `selected`; nothing of one group."""
    return f" GROUP BY {', '.join(str(place + 1) for place in range(len(by)))}" if by else ""
