"""A table as a sheet of a workbook, for people: titles in their language, nothing in it is a formula."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from server.core.reports.tables import ColumnKind, Table, Value
from server.core.texts import VIETNAMESE, BothTexts, Language

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_TITLE: Final = BothTexts("{title}", "{title}")
_DAY_S: Final = 86_400
XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS: Final = {
    "constant_memory": True,  # each row leaves memory when the next one begins
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""How the workbook is opened."""
_FORMATS: Final = {
    ColumnKind.TEXT: {},
    ColumnKind.COUNT: {"num_format": "0"},
    ColumnKind.SHARE: {"num_format": "0.0%"},
    ColumnKind.LENGTH: {"num_format": "[h]:mm:ss"},
    ColumnKind.MOMENT: {"num_format": "dd/mm/yyyy hh:mm:ss"},
}
_WIDTHS: Final = {
    ColumnKind.TEXT: 18,
    ColumnKind.COUNT: 10,
    ColumnKind.SHARE: 10,
    ColumnKind.LENGTH: 10,
    ColumnKind.MOMENT: 18,
}


def fill(
    book: "Workbook",
    table: Table,
    language: Language = VIETNAMESE,
    paced: Callable[[Iterable[Sequence[Value]]], Iterable[Sequence[Value]]] = iter,
    heading: Sequence[str] = (),
) -> None:
    """Write the table into a sheet of the workbook, which was opened with `OPTIONS`; its rows are taken through `paced`.

    The lines of the `heading` stand above it.
    """
    sheet = book.add_worksheet(language.say(table.title))
    top = len(heading)
    sheet.freeze_panes(top + 1, 0)
    large = book.add_format({"bold": True, "font_size": 14})
    for number, line in enumerate(heading):
        sheet.write_string(number, 0, line, large)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _WIDTHS[column.kind])
        sheet.write_string(top, place, language.say(_TITLE, title=column.title), bold)
    plain = [book.add_format(_FORMATS[column.kind]) for column in table.columns]
    strong = [book.add_format({"bold": True} | _FORMATS[column.kind]) for column in table.columns]
    number = top
    for number, row in enumerate(paced(table.rows), top + 1):
        _write(sheet, number, row, table, plain)
    if table.total is not None:
        _write(sheet, number + 1, table.total, table, strong)


def _write(
    sheet: "Worksheet", number: int, row: Sequence[Value], table: Table, formats: Sequence[Any]
) -> None:
    for place, (value, column) in enumerate(zip(row, table.columns, strict=True)):
        if value is not None and value != "":
            _CELLS[type(value)](sheet, number, place, _in_days(value, column.kind), formats[place])


def _in_days(value: Value, kind: ColumnKind) -> Any:
    """A length as spreadsheets have it, in days; a local time without its zone, of which they know nothing."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None, microsecond=0)
    return value / _DAY_S if kind is ColumnKind.LENGTH and isinstance(value, int) else value


_CELLS: Final[dict[type, Callable[..., Any]]] = {
    str: lambda sheet, *cell: sheet.write_string(*cell),
    int: lambda sheet, *cell: sheet.write_number(*cell),
    float: lambda sheet, *cell: sheet.write_number(*cell),
    datetime: lambda sheet, *cell: sheet.write_datetime(*cell),
}
