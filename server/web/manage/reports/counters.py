"""The page of how counters spent their time: open beside arrivals, idle, on breaks."""

from dataclasses import replace
from urllib.parse import urlencode

from flask import Blueprint, render_template
from werkzeug.datastructures import MultiDict

from server.auth import needs
from server.core.refusal import Refusal
from server.core.reports import value_words
from server.http.language import page_language
from server.http.texts import problem
from server.ports import ports
from server.service.reports.asked import RowsBy
from server.service.reports.choices import choices
from server.service.reports.counter_times import FILTERS, KEYS, TimesRow, counter_times
from server.service.reports.counters_table import KINDS, counter_cells
from server.service.reports.titles import COUNTERS
from server.service.reports.titles import KEYS as KEY_TITLES
from server.web.manage.reports import query
from server.web.manage.reports.presets import presets
from server.web.manage.reports.tables import TableCell, TableRow

pages = Blueprint("report_counter_pages", __name__)


@pages.get("/admin/reports/counters")
@needs("figures.read")
def show() -> tuple[str, int]:
    """How long counters were open, busy, idle, on breaks, beside the visits of the same rows."""
    said = query.typed()
    said = replace(
        said,
        until="",  # counters are told of for whole days
        filters=MultiDict((name, value) for name, value in said.filters.items(multi=True) if name in FILTERS),
    )
    if said.by not in {by.value for by in KEYS}:
        said = replace(said, by=RowsBy.COUNTER.value)
    try:
        asked = query.asked(said)
        rows = counter_times(ports().context, asked)
    except Refusal as refusal:
        return _page(said, trouble=problem(refusal, page_language())), refusal.kind.status
    kept = urlencode(query.pairs(asked))
    return _page(
        said, rows=[_row(row) for row in rows], titles=COUNTERS.values(), name=KEY_TITLES[asked.by], kept=kept
    ), 200


def _page(said: query.Typed, **more: object) -> str:
    found = choices(ports().context, query.known_filters(said))
    return render_template(
        "manage/reports/counters.html",
        said=said,
        choices={name: each for name, each in found.items() if name in FILTERS},
        keys=query.keys_of(KEYS),
        presets=presets(said, "/admin/reports/counters", [("by", said.by)]),
        **more,
    )


def _row(row: TimesRow) -> TableRow:
    language = page_language()
    cells = zip(KINDS.items(), counter_cells(row, language), strict=True)
    return TableRow(
        row.key,
        row.labels[language],
        tuple(
            TableCell(name, value, value_words.said(value, kind, language)) for (name, kind), value in cells
        ),
    )
