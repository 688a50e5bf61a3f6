"""Form 06 of any days: as JSON, as CSV, as XLSX."""

from typing import Any, Final

from flask import Response, jsonify

from server.api.dossiers.dossiers import api
from server.api.schemas import dossiers as schemas
from server.api.schemas.common import Problem
from server.api.schemas.figures import CSV, XLSX
from server.core.reports import csv_file
from server.core.reports.days import Days
from server.core.reports.sheet import XLSX_TYPE
from server.core.reports.tables import Table
from server.core.texts import Language
from server.http.language import api_language, languages
from server.http.streamed import streamed
from server.ports import ports
from server.service.dossiers.form06 import form
from server.service.dossiers.form06_table import form_table
from server.service.dossiers.form06_views import form_view, source_line
from server.service.reports import xlsx_file
from server.service.reports.actors import named_now
from server.service.today import date_now

__all__ = ["api"]
_REFUSALS: Final[dict[Any, Any]] = {403: Problem, 422: Problem}


@api.get("/reports/form06", responses={200: schemas.Form06, **_REFUSALS})
def form06_show(query: schemas.FormQuery) -> Response:
    """Form 06/VPCP/KSTT: by field, each column with its source; a column without one is null."""
    context, days = ports().context, _days(query)
    return jsonify(form_view(context, form(context, days), named_now(context, _language())))


@api.get("/reports/form06.csv", responses={200: CSV, **_REFUSALS})
def form06_csv(query: schemas.FormQuery) -> Response:
    """The same rows as a CSV file, names for programs in its first line."""
    days = _days(query)
    response = Response(csv_file.written(_table(days)), mimetype="text/csv")
    return _called(response, days, "csv")


@api.get("/reports/form06.xlsx", responses={200: XLSX, **_REFUSALS})
def form06_xlsx(query: schemas.FormQuery) -> Response:
    """The same rows as a workbook, with a last row of them all."""
    days = _days(query)
    return _called(streamed(xlsx_file.written(_table(days), _language()), XLSX_TYPE), days, "xlsx")


def _table(days: Days) -> Table:
    context, language = ports().context, _language()
    found = form(context, days)
    source = source_line(context, found.list_, named_now(context, language), language)
    return form_table(found, source, language)


def _days(query: schemas.FormQuery) -> Days:
    last = query.last or date_now(ports().context)
    return Days(query.first or last, last)


def _language() -> Language:
    """Files are in Vietnamese, or in English if another language is asked for."""
    return languages().of("vi" if api_language() == "vi" else "en")


def _called(response: Response, days: Days, kind: str) -> Response:
    name = f"form06-{days.first}-{days.last}.{kind}"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    return response
