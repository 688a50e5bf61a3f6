"""A report's workbook, sent to somebody's browser."""

from flask import Response

from server.core.reports.sheet import XLSX_TYPE
from server.core.texts import ENGLISH, VIETNAMESE
from server.http.language import page_language
from server.http.streamed import streamed
from server.ports import ports
from server.service.reports import workbook_views
from server.service.reports.asked import FiguresAsked


def workbook(asked: FiguresAsked, name: str = "") -> Response:
    """The file, in Vietnamese or English; by its days unless it has a `name`. Raises what `figures` raises."""
    language = VIETNAMESE if page_language() == "vi" else ENGLISH
    response = streamed(workbook_views.workbook(ports().context, asked, language), XLSX_TYPE)
    called = name or workbook_views.file_name(ports().context.centre, asked, language)
    response.headers["Content-Disposition"] = f'attachment; filename="{called}.xlsx"'
    return response
