"""Form 06/VPCP/KSTT: its page, to print on A4 and to download."""

from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from server.auth import needs
from server.core.dossiers.form06 import FORMULAS, Missing
from server.core.refusal import Refusal
from server.core.reports.days import Days
from server.core.reports.today_text import grouped
from server.http.language import languages, page_language
from server.http.texts import problem
from server.ports import ports
from server.service.dossiers.form06 import Form, FormRow, form
from server.service.dossiers.form06_views import source_line
from server.service.dossiers.form06_words import COLUMNS, MISSING, QUEUE
from server.service.dossiers.looking import in_use
from server.service.reports.actors import named_now
from server.service.views import View
from server.web.manage.reports import query
from server.web.manage.reports.presets import presets

pages = Blueprint("form06_pages", __name__)
_PATH: Final = "/admin/reports/form06"


@pages.get(_PATH)
@needs("figures.read")
def show() -> tuple[str, int]:
    """The form for any days; by default for those that the list covers."""
    said, language = query.typed(), page_language()
    listed = in_use(ports().context)
    if listed is not None and not {"from", "to", "preset"} & request.args.keys():
        said = query.Typed(listed.first, listed.last, said.by, said.filters)
    try:
        days = query.asked(said)
        found = form(ports().context, Days(days.first, days.last))
    except Refusal as refusal:
        return _page(said, trouble=problem(refusal, language)), refusal.kind.status
    return _page(said, **_found(found, language)), 200


def _page(said: query.Typed, **more: object) -> str:
    return render_template(
        "manage/reports/form06.html",
        said=said,
        presets=presets(said, _PATH, []),
        made=ports().context.centre.local(ports().context.clock()),
        files=urlencode({"from": said.first, "to": said.last}),
        **more,
    )


def _found(found: Form, language: str) -> View:
    context = ports().context
    named = named_now(context, languages().of(language))
    why: dict[Missing, list[str]] = {}
    for number, missing in sorted(found.sources.items()):
        if missing is not None:
            why.setdefault(missing, []).append(str(number))
    return {
        "days": found.days,
        "columns": [
            (number, title.said(language), FORMULAS.get(number, ""), found.sources[number] is None)
            for number, (_, title) in COLUMNS.items()
        ],
        "queue": [title.said(language) for _, title in QUEUE.values()],
        "rows": [_row(row, language) for row in found.rows],
        "total": _row(found.total, language),
        "source": source_line(context, found.list_, named, languages().of(language)),
        "sourced": [str(number) for number, missing in sorted(found.sources.items()) if missing is None],
        "missing": [(", ".join(numbers), MISSING[each].said(language)) for each, numbers in why.items()],
    }


def _row(row: FormRow, language: str) -> View:
    return {
        "field": row.field,
        "name": row.names[language],
        "cells": ["" if value is None else grouped(value, language) for value in row.cells.values()],
        "queue": [grouped(value, language) for value in row.at_counters().values()],
    }
