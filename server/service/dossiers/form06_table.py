"""Form 06 as a table for files: the same rows as on the page."""

from collections.abc import Sequence
from typing import Final

from server.core.dossiers.form06 import NUMBERS, Missing
from server.core.reports.tables import Column, ColumnKind, Table, Value
from server.core.texts import BothTexts, Language
from server.service.dossiers import form06_words as words
from server.service.dossiers.form06 import Form, FormRow

_NUMBERED: Final = BothTexts("({number}) {title}", "({number}) {title}")
_EMPTY: Final = BothTexts("({number}) {title} — {why}", "({number}) {title} — {why}")
_KEY: Final = BothTexts("Mã", "Key")
_FIELD: Final = BothTexts("(2) Lĩnh vực", "(2) Field")
_SOURCE: Final = BothTexts("Nguồn của các cột 3–13", "Source of columns 3–13")


def form_table(found: Form, source: str, language: Language) -> Table:
    """The rows for a file, with the line that names their source; a column without one is empty, and its title says why."""
    columns = (
        Column("key", _KEY, ColumnKind.TEXT),
        Column("name", _FIELD, ColumnKind.TEXT),
        *(_column(number, found.sources[number]) for number in NUMBERS),
        *(Column(name, title, ColumnKind.COUNT) for name, title in words.QUEUE.values()),
        Column("source", _SOURCE, ColumnKind.TEXT),
    )
    rows = [_values(row, source, language) for row in found.rows]
    return Table(words.TITLE, columns, rows, _values(found.total, source, language))


def _column(number: int, missing: Missing | None) -> Column:
    name, title = words.COLUMNS[number]
    if missing is None:
        return Column(name, _NUMBERED.filled(number=number, title=title), ColumnKind.COUNT)
    why = words.MISSING[missing]
    return Column(name, _EMPTY.filled(number=number, title=title, why=why), ColumnKind.COUNT)


def _values(row: FormRow, source: str, language: Language) -> Sequence[Value]:
    name = row.names["vi" if language.tag == "vi" else "en"]
    return (row.field, name, *row.cells.values(), *row.at_counters().values(), source)
