"""Form 06 of any days: the columns of the imported list, and beside them what the queue itself knows."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Final

from server.core.dossiers import form06 as rules
from server.core.dossiers.form06 import Counts, Sources
from server.core.reports.days import Days, day_text
from server.core.reports.figures import Figures
from server.core.reports.period_names import Names
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.dossiers.form06_words import QUEUE
from server.service.reports.asked import FiguresAsked, RowsBy
from server.service.reports.figures import figures
from server.service.reports.names import Known
from server.store.dossiers import imports, table
from server.store.dossiers.imports import Import

_OTHER: Final = BothTexts("Lĩnh vực khác hoặc không ghi", "Another field, or none noted")


@dataclass(frozen=True, slots=True)
class FormRow:
    """One field: the columns by number (`None` without a source), and what the queue counted at the counters."""

    field: str
    names: Names
    cells: Mapping[int, int | None]
    queue: Figures

    def at_counters(self) -> dict[str, int]:
        """What the queue counted, by the names of the API."""
        return {name: getattr(self.queue, figure) for figure, (name, _) in QUEUE.items()}


@dataclass(frozen=True, slots=True)
class Form:
    """The form: `list_` is what was imported, `None` for nothing; `sources` say why a column is empty."""

    days: Days
    list_: Import | None
    sources: Sources
    rows: tuple[FormRow, ...]
    total: FormRow


def form(context: Context, days: Days) -> Form:
    """The form of these days. Raises what `figures` raises of a range."""
    counted = figures(context, FiguresAsked(days.first, days.last, RowsBy.FIELD))
    queue = {row.key: row.figures for row in counted.rows}
    with context.store.read() as connection:
        now = imports.current(connection)
        covered = now is not None and _covers(now, days)
        by_field = _counts(connection, now.batch, days) if now is not None and covered else {}
        known = Known(context, connection).fields
    total = reduce(Counts.plus, by_field.values(), Counts())
    columns = None if now is None else frozenset(now.columns)
    sources = rules.sources(columns, covered=covered, total=total)
    other = {"vi": _OTHER.vi, "en": _OTHER.en}
    keys = [*queue, *sorted(by_field.keys() - queue.keys())]
    rows = tuple(
        FormRow(
            key,
            known.get(key, other),
            rules.cells(by_field.get(key, Counts()), sources),
            queue.get(key, Figures()),
        )
        for key in keys
    )
    whole = FormRow("", {"vi": "Tổng", "en": "Total"}, rules.cells(total, sources), counted.total)
    return Form(days, now, sources, rows, whole)


def _counts(connection: sqlite3.Connection, batch: int, days: Days) -> dict[str, Counts]:
    return table.counts(connection, batch, day_text(days.first), day_text(days.last))


def _covers(now: Import, days: Days) -> bool:
    """Whether the list tells of all of these days."""
    return now.first <= day_text(days.first) and day_text(days.last) <= now.last
