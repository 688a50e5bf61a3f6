"""How counters spent their time as a table: the page, the CSV file and the workbook have the same cells."""

from collections.abc import Sequence
from typing import Final

from server.core.reports.tables import Column, ColumnKind, Table, Value, kind_of, one_line
from server.core.reports.value_words import length
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.reports import titles
from server.service.reports.asked import FiguresAsked
from server.service.reports.counter_times import TimesRow, counter_times

_COUNTERS: Final = BothTexts("Thời gian của quầy", "Counters")
_KEY: Final = BothTexts("Mã", "Key")
_REASON: Final = BothTexts("{reason}: {n} lần, {time}", "{reason}: {n} ×, {time}")
_NO_REASON: Final = BothTexts("Không ghi lý do", "No reason noted")
KINDS: Final = {name: ColumnKind.TEXT if name == "reasons" else kind_of(name) for name in titles.COUNTERS}
"""What the values of each column are."""


def counters_table(context: Context, asked: FiguresAsked, language: str) -> Table:
    """The rows of `counter_times`, with names in `language` (vi, en). Raises what it raises."""
    columns = (
        Column("key", _KEY, ColumnKind.TEXT),
        Column("name", titles.KEYS[asked.by], ColumnKind.TEXT),
        *(Column(name, title, KINDS[name]) for name, title in titles.COUNTERS.items()),
    )
    rows = [
        (one_line(row.key), one_line(row.labels[language]), *counter_cells(row, language))
        for row in counter_times(context, asked)
    ]
    return Table(_COUNTERS, columns, rows)


def counter_cells(row: TimesRow, language: str) -> Sequence[Value]:
    """The values of a row, in the order of `titles.COUNTERS`."""
    reasons = (
        _REASON.said(language, reason=one_line(reason) or _NO_REASON.said(language), n=n, time=length(took))
        for reason, n, took in row.times.breaks()
    )
    return row.visits, *row.times.seconds().values(), row.times.pauses, "; ".join(reasons)
