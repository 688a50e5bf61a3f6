"""The page of ratings: the official table by counter and by officer, for any days."""

from collections.abc import Mapping
from datetime import date

from flask import Blueprint, render_template, request

from server.auth import needs
from server.core.ratings.ranges import Range, presets
from server.core.refusal import Refusal
from server.http.language import page_language
from server.http.texts import problem
from server.ports import ports
from server.service.ratings.report import report
from server.service.ratings.views import report_view
from server.service.today import day_now

pages = Blueprint("rating_pages", __name__)
Answer = str | tuple[str, int]


@pages.get("/admin/ratings")
@needs("figures.read")
def home() -> Answer:
    """The table of this month, or of the days that were asked for; an impossible range is said above it."""
    today = date.fromisoformat(day_now(ports().context))
    known = presets(today)
    try:
        first = _day("from") or known["month"][0]
        return _page(known, first, _day("to") or max(today, first))
    except Refusal as refusal:
        return _page(known, *known["month"], refusal), refusal.kind.status


def _page(known: Mapping[str, Range], first: date, last: date, refusal: Refusal | None = None) -> str:
    context = ports().context
    return render_template(
        "manage/ratings.html",
        presets=known,
        first=first,
        last=last,
        found=report_view(context, report(context, first, last)),
        rules=context.centre.ratings,
        trouble=None if refusal is None else problem(refusal, page_language()),
    )


def _day(name: str) -> date | None:
    """A day that was asked for. Raises `bad_request` for what is none."""
    asked = request.args.get(name, "")
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError as error:
        raise Refusal("bad_request", reason=name) from error
