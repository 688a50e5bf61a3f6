"""Form 06 as JSON, and the line that names the source of its columns."""

from collections.abc import Callable, Iterator

from server.core.dossiers.dates import day_said
from server.core.dossiers.form06 import FORMULAS
from server.core.reports.days import day_from
from server.core.texts import Language
from server.service.context import Context
from server.service.dossiers import form06_words as words
from server.service.dossiers.form06 import Form, FormRow
from server.service.dossiers.views import source_view
from server.service.views import View
from server.store.dossiers.imports import Import

Named = Callable[[str], str]


def source_line(context: Context, now: Import | None, named: Named, language: Language) -> str:
    """The source of columns 3 to 13 in one line; empty if there is no list."""
    if now is None:
        return ""
    return language.say(
        words.LIST,
        source=now.source,
        first=day_said(day_from(now.first)),
        last=day_said(day_from(now.last)),
        rows=now.rows,
        by=named(now.actor),
        at=f"{context.centre.local(now.at):%H:%M %d/%m/%Y}",
    )


def form_view(context: Context, found: Form, named: Named) -> View:
    """The whole form: `missing` says why a column is null in every row."""
    now = found.list_
    return {
        "from": found.days.first.isoformat(),
        "to": found.days.last.isoformat(),
        "list": None if now is None else source_view(context, now, named),
        "columns": list(_column_views(found)),
        "items": [_row_view(row) for row in found.rows],
        "total": _row_view(found.total),
    }


def _row_view(row: FormRow) -> View:
    cells = {words.COLUMNS[number][0]: value for number, value in row.cells.items()}
    return {"field": row.field, "names": dict(row.names)} | cells | row.at_counters()


def _column_views(found: Form) -> Iterator[View]:
    for number, (name, title) in words.COLUMNS.items():
        missing = found.sources[number]
        why = None if missing is None else words.MISSING[missing]
        yield {
            "number": number,
            "name": name,
            "titles": {"vi": title.vi, "en": title.en},
            "formula": FORMULAS.get(number),
            "source": "list" if missing is None else None,
            "missing": missing,
            "why": None if why is None else {"vi": why.vi, "en": why.en},
        }
    for name, title in words.QUEUE.values():
        yield {
            "number": None,
            "name": name,
            "titles": {"vi": title.vi, "en": title.en},
            "formula": None,
            "source": "queue",
            "missing": None,
            "why": None,
        }
