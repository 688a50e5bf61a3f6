"""CSV files that people send: received in parts, and read into rows by column."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from server.core import cells
from server.core.refusal import Refusal
from server.core.texts import BothTexts, FilledTexts

Reason = BothTexts | FilledTexts
_PART: Final = 256 * 1024
_TWICE: Final = BothTexts("cột “{column}” có hai lần", "the column “{column}” is there twice")
_NO_ROWS: Final = BothTexts("không có dòng nào", "there are no rows")
_NO_TEXT: Final = BothTexts("không phải tệp chữ", "it is no text")


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of a file, by column; `number` is the one that a spreadsheet shows. `fits` says whether its cells do."""

    number: int
    cells: Mapping[str, str]
    fits: bool


@dataclass(frozen=True, slots=True)
class FileShape:
    """The allowed form of a file: its `columns`, what a title `means`, and the error if a `needed` column is missing.

    `unreadable` (given a reason) and `too_large` make the refusals.
    """

    columns: tuple[str, ...]
    means: Callable[[str], str]
    needed: Mapping[str, Reason]
    most_rows: int
    most_mb: int
    unreadable: Callable[[Reason], Refusal]
    too_large: Callable[[], Refusal]


class Incoming(Protocol):
    """What a file is read from."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; empty at the end."""


def received(incoming: Incoming, shape: FileShape) -> bytes:
    """A file, whole. Raises the shape's `too_large`, and `upload_broken`."""
    file = bytearray()
    try:
        while part := incoming.read(_PART):
            file += part
            if len(file) > shape.most_mb * 1024 * 1024:
                raise shape.too_large()
    except OSError as gone:  # the line's error, not the disk's
        raise Refusal("upload_broken") from gone
    return bytes(file)


def rows_of(file: bytes, shape: FileShape) -> list[FileRow]:
    """The rows of a file. Raises the shape's `unreadable` and `too_large`."""
    try:
        head, *rows = cells.read(file) or [[]]
    except ValueError as error:
        raise shape.unreadable(_NO_TEXT) from error
    columns = [shape.means(name) for name in head]
    for column, lacking in shape.needed.items():
        if column not in columns:
            raise shape.unreadable(lacking)
    if twice := [name for name in shape.columns if columns.count(name) > 1]:
        raise shape.unreadable(_TWICE.filled(column=twice[0]))
    found = list(_rows(columns, rows))
    if not found:
        raise shape.unreadable(_NO_ROWS)
    if len(found) > shape.most_rows:
        raise shape.too_large()
    return found


def _rows(columns: list[str], rows: Iterable[list[str]]) -> Iterator[FileRow]:
    for number, row in enumerate(rows, 2):
        if any(cell.strip() for cell in row):
            fits = len(row) == len(columns) or not any(row[len(columns) :])
            yield FileRow(number, dict(zip(columns, row, strict=False)), fits)
