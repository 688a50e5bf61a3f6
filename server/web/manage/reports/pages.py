"""The manager's pages of figures: a report of any days, and the visits behind each of its rows."""

from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from server.auth import needs
from server.core.refusal import Refusal
from server.core.reports.value_words import length, share
from server.http.language import page_language
from server.http.texts import problem
from server.ports import ports
from server.service.reports.asked import FiguresAsked
from server.service.reports.choices import choices
from server.service.reports.figures import FiguresReport, figures
from server.service.reports.heatmap import heatmap
from server.service.reports.titles import KEYS
from server.service.views import View
from server.web.manage.reports import query
from server.web.manage.reports.charts import charts, heats
from server.web.manage.reports.multiples import COMPARED, small_charts
from server.web.manage.reports.presets import presets
from server.web.manage.reports.tables import parts, shown
from server.web.manage.reports.workbook import workbook

pages = Blueprint("report_pages", __name__)
_HEAT_DAYS: Final = 366
_SMALL_DAYS: Final = 31


@pages.get("/admin/reports")
@needs("figures.read")
def report() -> tuple[str, int]:
    """The figures of any days, by what one likes: tables, charts, files; also what cannot be answered, kindly."""
    said, language = query.typed(), page_language()
    try:
        asked = query.asked(said)
        found = figures(ports().context, asked)
    except Refusal as refusal:
        return _page(said, None, trouble=problem(refusal, language)), refusal.kind.status
    return _page(said, asked, **_found(asked, found, language)), 200


@pages.get("/admin/reports/figures.xlsx")
@needs("figures.read")
def file() -> Response:
    """The same as a workbook. Raises what asking for it raises."""
    return workbook(query.asked(query.typed()))


def _page(said: query.Typed, asked: FiguresAsked | None, **more: object) -> str:
    return render_template(
        "manage/reports/report.html",
        said=said,
        choices=choices(ports().context, query.known_filters(said)),
        keys=query.keys_of(KEYS),
        presets=presets(said, "/admin/reports", [("by", said.by)]),
        waiting=ports().reports.trouble(),
        made=ports().context.centre.local(ports().context.clock()),
        files="" if asked is None else urlencode(query.pairs(asked)),
        **more,
    )


def _found(asked: FiguresAsked, found: FiguresReport, language: str) -> View:
    total = found.total
    rows = found if request.args.get("rows") == "all" else shown(found, asked.by)
    return {
        "by": KEYS[asked.by].said(language),
        "total": total,
        "median": None if total.wait_median_s is None else length(total.wait_median_s),
        "above_share": None if total.above_limit_share is None else share(total.above_limit_share, language),
        "limit": _one_limit(),
        "parts": parts(rows, asked, language),
        "rows": (len(rows.rows), len(found.rows)),
        "all_rows": urlencode([*query.pairs(asked), ("rows", "all")]),
        "charts": charts(found, asked.by, language),
        "small": small_charts(asked, found, language) if _drawn(asked, _SMALL_DAYS) else [],
        "heats": heats(heatmap(ports().context, asked), language) if _drawn(asked, _HEAT_DAYS) else [],
        "more_charts": "" if _all_drawn(asked) else urlencode([*query.pairs(asked), ("heat", "1")]),
        "days": (asked.first, asked.last),
        "until": query.until_of(asked),
        "whole": urlencode(query.pairs(replace(asked, until=None))),
        "everything": urlencode(query.pairs(asked, by=False)),
    }


def _drawn(asked: FiguresAsked, days: int) -> bool:
    """Whether to draw the charts, which are slow over many days: then they are drawn only on request."""
    return (asked.last - asked.first).days <= days or request.args.get("heat") == "1"


def _all_drawn(asked: FiguresAsked) -> bool:
    return _drawn(asked, _SMALL_DAYS if asked.by in COMPARED else _HEAT_DAYS)


def _one_limit() -> int | None:
    """The limit of waits in minutes, where all fields have the same."""
    limits = {field.real_wait_limit_s // 60 for field in ports().context.centre.layout.fields.values()}
    return limits.pop() if len(limits) == 1 else None
