"""The page of ratings: the official table by counter and by officer, for any days."""

from datetime import date

from flask import Blueprint, render_template, request

from server.auth import needs
from server.core.refusal import Refusal
from server.core.reports.days import Days, Preset, preset_days
from server.http.language import page_language
from server.http.texts import problem
from server.ports import ports
from server.service.ratings.report import report
from server.service.ratings.views import report_view
from server.service.today import date_now

pages = Blueprint("rating_pages", __name__)
Answer = str | tuple[str, int]


@pages.get("/admin/ratings")
@needs("figures.read")
def home() -> Answer:
    """The table of this month, or of the days that were asked for; an impossible range is said above it."""
    today = date_now(ports().context)
    month = preset_days(Preset.THIS_MONTH, today)
    try:
        first = _day("from") or month.first
        return _page(today, Days(first, _day("to") or max(today, first)))
    except Refusal as refusal:
        return _page(today, month, refusal), refusal.kind.status


def _page(today: date, days: Days, refusal: Refusal | None = None) -> str:
    context = ports().context
    return render_template(
        "manage/ratings.html",
        presets={preset: preset_days(preset, today) for preset in Preset},
        days=days,
        made=context.centre.local(context.clock()),
        found=report_view(context, report(context, days.first, days.last), page_language()),
        rules=context.centre.ratings,
        trouble=None if refusal is None else problem(refusal, page_language()),
    )


def _day(name: str) -> date | None:
    """A requested day. Raises `bad_request` if it is invalid."""
    asked = request.args.get(name, "")
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError as error:
        raise Refusal("bad_request", reason=name) from error
