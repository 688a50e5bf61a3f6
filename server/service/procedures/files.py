"""The catalogue as a CSV file: what is written, and what is read of such a file."""

from typing import Final

from server.core import cells
from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.incoming import FileShape
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
_NO_CODES: Final = BothTexts("thiếu cột “code” (mã thủ tục)", "there is no column “code”")


def exported(context: Context) -> bytes:
    """All procedures, those out of use among them."""
    with context.store.read() as connection:
        rows = [_row(procedure) for procedure in table.everything(connection).values()]
    return cells.written([COLUMNS, *rows])


def items_of(cell: str) -> tuple[str, ...]:
    """The items of a cell that holds several, parted by semicolons or lines."""
    parts = (clean(part) for part in cell.replace("\n", ";").split(";"))
    return tuple(part for part in parts if part)


def _column(name: str) -> str:
    said = clean(name).lower()
    return _ALSO_CALLED.get(said, said.replace(" ", "_"))


def _row(procedure: Procedure) -> list[str]:
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
