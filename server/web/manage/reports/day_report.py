"""The report of a day until a moment: its page to copy and print, and its file."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from server.auth import needs
from server.core.refusal import Refusal
from server.core.reports.troubles import ReportTrouble
from server.core.written_digest import grouped
from server.http.language import page_language
from server.http.texts import problem
from server.ports import ports
from server.service.reports import journal
from server.service.reports.asked import RowsBy
from server.service.reports.day_report import asked_of, day_report, moment_of, settled
from server.service.reports.day_report_views import as_text, file_name
from server.web.manage.reports.query import pairs
from server.web.manage.reports.workbook import workbook

pages = Blueprint("day_report_pages", __name__)
_USUAL: Final = time(15)
"""When cities ask for it."""


@pages.get("/admin/reports/today")
@needs("figures.read")
def show() -> tuple[str, int]:
    """The sentence of today at 15:00, or now while it is earlier; of another day or time on demand."""
    return _page()


@pages.post("/admin/reports/today/write")
@needs("settings.manage")
def write() -> tuple[str, int]:
    """Write the report of this moment into the folder that is set, and say how that went. Raises `no_report_folder`."""
    return _page(tried=True, tried_trouble=ports().reports.write_now())


def _page(*, tried: bool = False, tried_trouble: ReportTrouble | None = None) -> tuple[str, int]:
    context = ports().context
    trouble, report, at = None, None, _usual()
    try:
        at = _asked() or at
        report = day_report(context, at)
    except Refusal as refusal:
        trouble = problem(refusal, page_language())
    shown = render_template(
        "manage/reports/today.html",
        report=report,
        journal_end=journal.end(context, at.date().isoformat()),
        grouped=grouped,
        at=at,
        made=context.centre.local(context.clock()),
        query={"day": f"{at:%Y-%m-%d}", "at": f"{at:%H:%M:%S}"},
        figures=None if report is None else urlencode(pairs(replace(asked_of(report.at), by=RowsBy.FIELD))),
        trouble=trouble,
        waiting=ports().reports.trouble(),
        folder=context.settings.document.reports.folder,
        tried=tried,
        tried_trouble=tried_trouble,
    )
    return shown, 200 if trouble is None else 422


@pages.get("/admin/reports/today.txt")
@needs("figures.read")
def text() -> Response:
    """The same as a file. Raises what asking for it raises."""
    context = ports().context
    at = _asked() or _usual()
    response = Response(as_text(context, day_report(context, at)), mimetype="text/plain")
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(at)}.txt"'
    return response


@pages.get("/admin/reports/today.xlsx")
@needs("figures.read")
def file() -> Response:
    """The figures until that moment, by field, as a workbook. Raises what asking for it raises."""
    at = settled(ports().context, _asked() or _usual())
    return workbook(replace(asked_of(at), by=RowsBy.FIELD), file_name(at))


def _usual() -> datetime:
    """Today at 15:00, or now while that is still to come."""
    context = ports().context
    now = context.centre.local(context.clock())
    return min(now, datetime.combine(now.date(), _USUAL, now.tzinfo))


def _asked() -> datetime | None:
    """The day and time in the address; `None` where neither is. Raises `not_valid` for invalid ones.

    A minute that is not over, said without seconds, is this moment.
    """
    day, at = request.args.get("day", "").strip(), request.args.get("at", "").strip()
    if not (day or at):
        return None
    context, usual = ports().context, _usual()
    try:
        said = datetime.combine(
            date.fromisoformat(day) if day else usual.date(), time.fromisoformat(at) if at else usual.time()
        )
    except ValueError as error:
        raise Refusal("not_valid", reason="day, at") from error
    moment, now = moment_of(context, said), context.centre.local(context.clock())
    to_the_second = at.count(":") > 1
    same_minute = moment is not None and timedelta() <= now - moment < timedelta(minutes=1)
    return now if same_minute and not to_the_second else moment
