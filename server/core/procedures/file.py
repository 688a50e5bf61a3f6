"""The catalogue as a CSV file: its columns, what a row says of a procedure, and what may be read."""

import hashlib
from typing import Final

from server.core import cells
from server.core.incoming import FileShape
from server.core.procedures.procedure import Procedure
from server.core.procedures.rules import LISTS, clean
from server.core.refusal import Refusal
from server.core.texts import BothTexts

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
_NO_CODES: Final = BothTexts("thiếu cột “code” (mã thủ tục)", "there is no column “code”")


def items_of(cell: str) -> tuple[str, ...]:
    """The items of a cell that holds several, parted by semicolons or lines."""
    parts = (clean(part) for part in cell.replace("\n", ";").split(";"))
    return tuple(part for part in parts if part)


def _column(name: str) -> str:
    said = clean(name).lower()
    return _ALSO_CALLED.get(said, said.replace(" ", "_"))


def row_of(procedure: Procedure) -> list[str]:
    """The cells of a procedure, in the order of the columns."""
    facts = procedure.facts | {"code": procedure.code, "active": "1" if procedure.active else "0"}
    lists = {name: "; ".join(facts[name]) for name in LISTS}
    return [str((facts | lists)[column]) for column in COLUMNS]


SHAPE: Final = FileShape(
    COLUMNS,
    _column,
    {"code": _NO_CODES},
    MOST_ROWS,
    MOST_MB,
    lambda reason: Refusal("catalogue_file_unreadable", reason=reason),
    lambda: Refusal("catalogue_file_too_large", rows=MOST_ROWS, limit=MOST_MB),
)
"""What is read of a file of procedures."""

EMPTY: Final = cells.written([COLUMNS])
"""A file that says nothing of any procedure."""


def digest_of(file: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(file).hexdigest()
