"""Tables of values: the same columns and rows for every file, whatever its form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from server.core.texts import BothTexts, FilledTexts

Value = str | int | float | datetime | None


class ColumnKind(Enum):
    """What the values of a column are: `LENGTH` is whole seconds, `SHARE` between 0 and 1, `MOMENT` a local time."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    LENGTH = "length"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is what programs call it (docs/api.md), `title` what people read."""

    name: str
    title: BothTexts | FilledTexts
    kind: ColumnKind


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows are read one by one; `total` is the row below them, if there is one."""

    title: BothTexts
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    total: Sequence[Value] | None = None


def kind_of(name: str) -> ColumnKind:
    """What the values of a figure are."""
    if name.endswith("_s"):
        return ColumnKind.LENGTH
    return ColumnKind.SHARE if name.endswith("_share") else ColumnKind.COUNT


def one_line(name: str) -> str:
    """A name without line breaks, which would break a table's row."""
    return " ".join(name.split())
