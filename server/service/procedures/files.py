"""The catalogue as a CSV file: what is written, and what is read of such a file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from server.core import cells
from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.procedures.rules import LISTS, clean
from server.store.procedures import table
from server.store.procedures.table import Procedure

COLUMNS: Final = (
    "code",
    "short_name",
    "name",
    "english_name",
    "field",
    "active",
    "said",
    "papers",
    "papers_en",
    "national_field",
    "level",
    "audience",
)
_ALSO_CALLED: Final = {
    "synonyms": "said",
    "mã": "code",
    "mã thủ tục": "code",
    "tên ngắn": "short_name",
    "tên thủ tục": "name",
    "tên tiếng anh": "english_name",
    "lĩnh vực": "field",
    "đang dùng": "active",
    "cách gọi": "said",
    "giấy tờ": "papers",
    "giấy tờ tiếng anh": "papers_en",
}
MOST_ROWS: Final = 10_000
MOST_MB: Final = 8
_PART: Final = 256 * 1024
_NO_CODES: Final = BothTexts("thiếu cột “code” (mã thủ tục)", "there is no column “code”")
_TWICE: Final = BothTexts("cột “{column}” có hai lần", "the column “{column}” is there twice")
_NO_ROWS: Final = BothTexts("không có dòng nào", "there are no rows")
_NO_TEXT: Final = BothTexts("không phải tệp chữ", "it is no text")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file, by column; `number` is the one that a spreadsheet shows. `fits` says whether its cells do."""

    number: int
    cells: Mapping[str, str]
    fits: bool


class Incoming(Protocol):
    """What a file is read from."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes; none at the end."""


def exported(context: Context) -> bytes:
    """All procedures, those out of use among them."""
    with context.store.read() as connection:
        rows = [_row(procedure) for procedure in table.everything(connection).values()]
    return cells.written([COLUMNS, *rows])


def received(incoming: Incoming) -> bytes:
    """A file, whole. Raises `catalogue_file_too_large`, `upload_broken`."""
    file = bytearray()
    try:
        while part := incoming.read(_PART):
            file += part
            if len(file) > MOST_MB * 1024 * 1024:
                raise Refusal("catalogue_file_too_large", rows=MOST_ROWS, limit=MOST_MB)
    except OSError as gone:  # the line's error, not the disk's
        raise Refusal("upload_broken") from gone
    return bytes(file)


def rows_of(file: bytes) -> list[Row]:
    """The rows of a file. Raises `catalogue_file_unreadable`, `catalogue_file_too_large`."""
    try:
        head, *rows = cells.read(file) or [[]]
    except ValueError as error:
        raise Refusal("catalogue_file_unreadable", reason=_NO_TEXT) from error
    columns = [_column(name) for name in head]
    if "code" not in columns:
        raise Refusal("catalogue_file_unreadable", reason=_NO_CODES)
    if twice := [name for name in COLUMNS if columns.count(name) > 1]:
        raise Refusal("catalogue_file_unreadable", reason=_TWICE.filled(column=twice[0]))
    found = list(_rows(columns, rows))
    if not found:
        raise Refusal("catalogue_file_unreadable", reason=_NO_ROWS)
    if len(found) > MOST_ROWS:
        raise Refusal("catalogue_file_too_large", rows=MOST_ROWS, limit=MOST_MB)
    return found


def items_of(cell: str) -> tuple[str, ...]:
    """The items of a cell that holds several, parted by semicolons or lines."""
    parts = (clean(part) for part in cell.replace("\n", ";").split(";"))
    return tuple(part for part in parts if part)


def _rows(columns: list[str], rows: Iterable[list[str]]) -> Iterator[Row]:
    for number, row in enumerate(rows, 2):
        if any(cell.strip() for cell in row):
            fits = len(row) == len(columns) or not any(row[len(columns) :])
            yield Row(number, dict(zip(columns, row, strict=False)), fits)


def _column(name: str) -> str:
    said = clean(name).lower()
    return _ALSO_CALLED.get(said, said.replace(" ", "_"))


def _row(procedure: Procedure) -> list[str]:
    facts = procedure.facts | {"code": procedure.code, "active": "1" if procedure.active else "0"}
    lists = {name: "; ".join(facts[name]) for name in LISTS}
    return [str((facts | lists)[column]) for column in COLUMNS]
