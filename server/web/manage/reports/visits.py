"""The page of the visits behind a figure."""

from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from server.auth import needs
from server.core.refusal import Refusal
from server.core.reports.days import FILE_YEARS, Days, within_years
from server.core.reports.tables import ColumnKind
from server.core.reports.value_words import said
from server.core.texts import BothTexts
from server.http.language import languages, page_language
from server.http.texts import problem
from server.ports import ports
from server.service.reports.asked import FiguresAsked, RowsBy
from server.service.reports.choices import choices
from server.service.reports.figures import figures
from server.service.reports.titles import VISITS
from server.service.reports.visit_rows import VisitRow, named
from server.service.reports.visits import VisitsPage, Which, visits
from server.service.views import View
from server.web.manage.reports import query
from server.web.manage.reports.presets import presets

pages = Blueprint("report_visit_pages", __name__)
_A_PAGE: Final = 50
_MOST: Final = 500
_SHOWN: Final = (
    "number",
    "day",
    "came",
    "called_at",
    "field",
    "point",
    "counter",
    "officer",
    "wait_s",
    "service_s",
    "above_limit",
    "end",
)
_WHICH: Final = {
    Which.VISITS.value: BothTexts("Mỗi lượt một dòng", "One row a visit"),
    Which.STAYS.value: BothTexts("Mỗi lần ở quầy một dòng", "One row for each time at a counter"),
    Which.CANCELLED.value: BothTexts("Số đã hủy", "Cancelled numbers"),
}
_ABOVE: Final = BothTexts("quá giới hạn", "above the limit")


@pages.get("/admin/reports/visits")
@needs("figures.read")
def show() -> tuple[str, int]:
    """The visits behind a figure, a page at a time."""
    typed, which = query.typed(), request.args.get("which", Which.VISITS.value)
    try:
        asked = query.asked(typed)
        place = request.args.get("after", "")[:60] or None
        found = visits(ports().context, asked, _limit(), place, _which(which))
    except Refusal as refusal:
        return _page(typed, which, trouble=problem(refusal, page_language())), refusal.kind.status
    kept = [*query.pairs(asked, by=False), ("which", which)]
    shown = _found(found, kept, query.pairs(asked), later=place is not None)
    files = within_years(Days(asked.first, asked.last), FILE_YEARS)
    more = {"until": query.until_of(asked), "count": _count(asked, which), "file_years": FILE_YEARS}
    return _page(typed, which, may_load=files, **more, **shown), 200


def _count(asked: FiguresAsked, which: str) -> int | None:
    """How many there are on all pages: the figure that led here; `None` where none counts them."""
    if which == Which.STAYS:
        return None
    total = figures(ports().context, replace(asked, by=RowsBy.TOTAL)).total
    return total.cancelled if which == Which.CANCELLED else total.visits


def _limit() -> int:
    """How many on a page: as many as the address says, within bounds."""
    said = request.args.get("limit", "")
    return min(max(int(said), 1), _MOST) if said.isdecimal() and len(said) < len("10000") else _A_PAGE


def _which(said: str) -> Which:
    if said not in _WHICH:
        raise Refusal("not_valid", reason="which")
    return Which(said)


def _page(typed: query.Typed, which: str, **more: object) -> str:
    return render_template(
        "manage/reports/visits.html",
        said=typed,
        choices=choices(ports().context, query.known_filters(typed)),
        which=_WHICH,
        which_shown=which,
        presets=presets(typed, "/admin/reports/visits", [("which", which)]),
        **more,
    )


def _found(found: VisitsPage, kept: query.Pairs, back: query.Pairs, *, later: bool) -> View:
    shown = _shown()
    rows = named(ports().context, found.items, languages().of(page_language()))
    return {
        "rows": [_row(row, shown) for row in rows],
        "titles": [VISITS[name] for name in shown],
        "lengths": [at for at, name in enumerate(shown) if name.endswith("_s")],
        "files": urlencode(kept),
        "back": urlencode(back),
        "after": None
        if found.after is None
        else urlencode([*kept, ("limit", str(_limit())), ("after", found.after)]),
        "later": later,
    }


def _shown() -> tuple[str, ...]:
    """The columns; a centre with one point has no column for it."""
    several = bool(ports().context.centre.layout.points)
    return tuple(name for name in _SHOWN if several or name != "point")


def _row(row: VisitRow, shown: tuple[str, ...]) -> View:
    visit, local = row.visit, ports().context.centre.local
    language = page_language()
    called = None if visit.called_at is None else local(visit.called_at)
    texts = {
        "day": "/".join(reversed(visit.day.split("-"))),
        "came": said(local(visit.came), ColumnKind.MOMENT, language),
        "called_at": said(called, ColumnKind.MOMENT, language),
        "field": row.field,
        "point": row.point,
        "counter": row.counter,
        "officer": row.officer,
        "wait_s": said(visit.wait_s, ColumnKind.LENGTH, language),
        "service_s": said(visit.service_s, ColumnKind.LENGTH, language),
        "above_limit": _ABOVE.said(language) if visit.above_limit else "",
        "end": row.end,
    }
    return {"ticket": visit.ticket, "number": visit.number, "cells": [texts[name] for name in shown[1:]]}
