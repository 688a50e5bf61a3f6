"""A report's workbook, sent to somebody's browser."""

from os import SEEK_END
from typing import Final

from flask import Response

from server.core.texts import ENGLISH, VIETNAMESE
from server.http.language import page_language
from server.ports import ports
from server.service.reports import workbook_views
from server.service.reports.asked import FiguresAsked

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PIECE: Final = 1 << 16


def workbook(asked: FiguresAsked, name: str = "") -> Response:
    """The file, in Vietnamese or English; by its days unless it has a `name`. Raises what `figures` raises."""
    language = VIETNAMESE if page_language() == "vi" else ENGLISH
    file = workbook_views.workbook(ports().context, asked, language)
    response = Response(iter(lambda: file.read(_PIECE), b""), mimetype=_XLSX)
    response.content_length = file.seek(0, SEEK_END)
    file.seek(0)
    response.call_on_close(file.close)
    called = name or workbook_views.file_name(asked, language)
    response.headers["Content-Disposition"] = f'attachment; filename="{called}.xlsx"'
    return response
