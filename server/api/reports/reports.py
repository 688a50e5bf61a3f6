"""Reports for the manager: why tickets were called, how right the foretold waits were, who comes beside a usual day, where a day's journal ends."""

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before
from server.api.schemas import reports as schemas
from server.api.schemas.common import Problem
from server.http.described import Routes
from server.http.language import api_language, languages
from server.ports import ports
from server.service.reports import arrivals
from server.service.reports import calls as use_cases
from server.service.reports import journal as journals
from server.service.reports.day_report import day_report, moment_of
from server.service.reports.day_report_views import day_report_view
from server.service.reports.views import arrivals_view, call_view, journal_end_view, waits_view

api = Routes("reports", __name__, url_prefix="/api/v1/reports", abp_tags=[Tag(name="reports")])
api.before_request(before)


@api.get("/calls", responses={200: schemas.ExplainedCalls, 403: Problem})
def calls(query: schemas.CallsQuery) -> Response:
    """Today's latest calls, or those of one number, each with why it was that ticket's turn."""
    language = languages().of(api_language())
    found = use_cases.calls(ports().context, query.number, query.limit, language)
    return jsonify({"items": [call_view(ports().context, call) for call in found]})


@api.get("/today-text", responses={200: schemas.TodayText, 403: Problem, 422: Problem})
def today_text(query: schemas.TodayTextQuery) -> Response:
    """A day until a moment, as the press tells it."""
    context = ports().context
    report = day_report(context, moment_of(context, query.at))
    return jsonify(day_report_view(report, api_language()))


@api.get("/waits", responses={200: schemas.WaitsReport, 403: Problem})
def waits(query: schemas.DayQuery) -> Response:
    """How right the foretold waits of a day were."""
    day = None if query.day is None else query.day.isoformat()
    return jsonify(waits_view(use_cases.waits(ports().context, day)))


@api.get("/journal", responses={200: schemas.JournalEnd, 403: Problem})
def journal(query: schemas.DayQuery) -> Response:
    """Where the journal of a day ends, with the digest that stands for all that happened until then."""
    day = None if query.day is None else query.day.isoformat()
    return jsonify(journal_end_view(journals.end(ports().context, day)))


@api.get("/arrivals", responses={200: schemas.Arrivals, 403: Problem})
def arrivals_today() -> Response:
    """How many people come today, by half hour, beside a usual day of this weekday."""
    context = ports().context
    return jsonify(arrivals_view(context, arrivals.arrivals_today(context)))
