"""The figures of a range of days, and the visits behind them: as JSON, as CSV, as XLSX."""

from typing import Any, Final

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before
from server.api.schemas import figures as schemas
from server.api.schemas.common import Problem
from server.auth import caller
from server.core.refusal import Refusal
from server.core.reports import csv_file
from server.core.reports.days import Days, preset_days
from server.core.reports.sheet import XLSX_TYPE
from server.core.reports.tables import Table
from server.core.roles import at_counters
from server.core.units import SECOND_MS
from server.http.described import Routes
from server.http.language import api_language, languages
from server.http.streamed import streamed
from server.ports import ports
from server.service.reports import xlsx_file
from server.service.reports.asked import FiguresAsked, Filters, RowsBy
from server.service.reports.counter_times import counter_times
from server.service.reports.counters_table import counters_table
from server.service.reports.figures import figures
from server.service.reports.figures_views import (
    heatmap_view,
    progress_view,
    report_view,
    times_view,
    visits_view,
)
from server.service.reports.heatmap import heatmap
from server.service.reports.tables import figures_table, visits_table
from server.service.reports.visits import visits
from server.service.today import date_now

api = Routes("figures", __name__, url_prefix="/api/v1/reports", abp_tags=[Tag(name="reports")])
api.before_request(before)
_REFUSALS: Final[dict[Any, Any]] = {403: Problem, 404: Problem, 422: Problem}


@api.get("/figures", responses={200: schemas.FiguresReport, **_REFUSALS})
def show(query: schemas.FiguresQuery) -> Response:
    """Visits, waits and dossiers of any days, by what you like."""
    asked = _asked(query, query.by)
    return jsonify(report_view(asked, figures(ports().context, asked)))


@api.get("/figures.csv", responses={200: schemas.CSV, **_REFUSALS})
def figures_csv(query: schemas.FiguresQuery) -> Response:
    """The same rows as a CSV file: UTF-8 with BOM, commas, the names of the figures in its first line."""
    asked = _asked(query, query.by)
    return _csv(figures_table(ports().context, asked, _language()), _called("figures", asked))


@api.get("/figures.xlsx", responses={200: schemas.XLSX, **_REFUSALS})
def figures_xlsx(query: schemas.FiguresQuery) -> Response:
    """The same rows as a workbook with titles in Vietnamese, and a last row of them all."""
    asked = _asked(query, query.by)
    return _xlsx(figures_table(ports().context, asked, _language()), _called("figures", asked))


@api.get("/visits", responses={200: schemas.Visits, **_REFUSALS})
def show_visits(query: schemas.VisitsPageQuery) -> Response:
    """The visits behind a figure, a page at a time."""
    found = visits(ports().context, _asked(query), query.limit, query.after, query.which)
    return jsonify(visits_view(ports().context, found))


@api.get("/visits.csv", responses={200: schemas.CSV, **_REFUSALS})
def visits_csv(query: schemas.VisitsFileQuery) -> Response:
    """All of them as a CSV file, at most a year's."""
    asked = _asked(query)
    return _csv(_visits_table(query, asked), _called("visits", asked))


@api.get("/visits.xlsx", responses={200: schemas.XLSX, **_REFUSALS})
def visits_xlsx(query: schemas.VisitsFileQuery) -> Response:
    """All of them as a workbook, at most a year's."""
    asked = _asked(query)
    return _xlsx(_visits_table(query, asked), _called("visits", asked))


@api.get("/progress", responses={200: schemas.Progress, 403: Problem})
def show_progress(query: schemas.ProgressQuery) -> Response:
    """How far a file of visits has come."""
    return jsonify(progress_view(ports().context.files_progress.of(query.key)))


@api.get("/heatmap", responses={200: schemas.Heatmap, **_REFUSALS})
def show_heatmap(query: schemas.RangeQuery) -> Response:
    """The figures by weekday and hour of arrival."""
    return jsonify(heatmap_view(heatmap(ports().context, _asked(query))))


@api.get("/counters", responses={200: schemas.CounterTimes, **_REFUSALS})
def show_counters(query: schemas.FiguresQuery) -> Response:
    """How counters spent their time: open beside the visits of the figures, idle, on breaks."""
    asked = _asked(query, query.by)
    return jsonify(times_view(asked, counter_times(ports().context, asked)))


@api.get("/counters.csv", responses={200: schemas.CSV, **_REFUSALS})
def counters_csv(query: schemas.FiguresQuery) -> Response:
    """The same rows as a CSV file."""
    asked = _asked(query, query.by)
    return _csv(counters_table(ports().context, asked, _language()), _called("counters", asked))


@api.get("/counters.xlsx", responses={200: schemas.XLSX, **_REFUSALS})
def counters_xlsx(query: schemas.FiguresQuery) -> Response:
    """The same rows as a workbook."""
    asked = _asked(query, query.by)
    return _xlsx(counters_table(ports().context, asked, _language()), _called("counters", asked))


def _visits_table(query: schemas.VisitsFileQuery, asked: FiguresAsked) -> Table:
    return visits_table(ports().context, asked, query.which, _language(), query.progress)


def _asked(query: schemas.RangeQuery, by: RowsBy = RowsBy.TOTAL) -> FiguresAsked:
    """What is asked for, by somebody who may ask for it. Raises `not_allowed`."""
    days = _days(query)
    until = None if query.until is None else round(query.until.timestamp() * SECOND_MS)
    return FiguresAsked(days.first, days.last, by, _filters(query), until)


def _days(query: schemas.RangeQuery) -> Days:
    today = date_now(ports().context)
    if query.preset is not None:
        return preset_days(query.preset, today)
    last = query.last or today
    return Days(query.first or last, last)


def _filters(query: schemas.RangeQuery) -> Filters:
    """The filters; a caller who may not read all figures gets their own."""
    who = caller()
    own = at_counters(who.actor)
    officers = [own if name == "me" else name for name in query.officer]
    if not who.may("figures.read") and (officers := officers or [own]) != [own]:
        raise Refusal("not_allowed")
    return Filters(
        tuple(query.field),
        tuple(query.counter),
        tuple(officers),
        tuple(query.procedure),
        tuple(query.channel),
        tuple(query.hall),
        tuple(query.priority),
        tuple(f"{hour:02d}" for hour in query.hour),
        tuple(map(str, query.weekday)),
        tuple(query.point),
    )


def _language() -> str:
    """Files are in Vietnamese, or in English if another language is asked for."""
    return "vi" if api_language() == "vi" else "en"


def _called(what: str, asked: FiguresAsked) -> str:
    return f"{what}-{asked.first}-{asked.last}"


def _csv(table: Table, name: str) -> Response:
    return _named(Response(csv_file.written(table), mimetype="text/csv"), f"{name}.csv")


def _xlsx(table: Table, name: str) -> Response:
    file = xlsx_file.written(table, languages().of(_language()))
    return _named(streamed(file, XLSX_TYPE), f"{name}.xlsx")


def _named(response: Response, name: str) -> Response:
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response
