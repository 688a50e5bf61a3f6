"""A table as a CSV file: UTF-8 with BOM, commas, names for programs in the first line."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from server.core import cells
from server.core.reports.days import moment_text
from server.core.reports.tables import Table, Value

_BOM: Final = b"\xef\xbb\xbf"
_ROWS: Final = 200


def written(table: Table) -> Iterator[bytes]:
    """The file, piece by piece; nothing that a spreadsheet would run as a formula is in it."""
    yield cells.written([[column.name for column in table.columns]])
    for rows in _batched(table.rows):
        yield cells.written([[_cell(value) for value in row] for row in rows]).removeprefix(_BOM)


def _batched(rows: Iterable[Sequence[Value]]) -> Iterator[list[Sequence[Value]]]:
    left = iter(rows)
    while batch := list(islice(left, _ROWS)):
        yield batch


def _cell(value: Value) -> str:
    if isinstance(value, datetime):
        return moment_text(value)
    return "" if value is None else str(value)
