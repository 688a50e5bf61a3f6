"""The page of the city's reports, and their files."""

from tempfile import TemporaryFile
from typing import Any, Final
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, send_file

from server.city.people.access import needs, person
from server.city.ports import city
from server.city.reports import query, tables
from server.city.reports.asked import CityReportQuery, RowsBy
from server.city.reports.names import TITLES, CityNames, known
from server.city.reports.query import Typed
from server.city.reports.report import CityReport, begin, report
from server.core.refusal import Refusal
from server.core.reports import csv_file
from server.core.reports.charts import Chart, Datum, bars, columns
from server.core.reports.sheet import OPTIONS, XLSX_TYPE, fill
from server.core.reports.tables import Table, kind_of
from server.core.reports.titles import FIGURES
from server.core.reports.value_words import length, said, share
from server.core.texts import BothTexts
from server.http.language import languages, page_language
from server.http.texts import problem

pages = Blueprint("city_reports", __name__)
_CHARTS: Final = ("visits", "wait_median_s", "above_limit_share")
_IN_TIME: Final = frozenset({RowsBy.HOUR, RowsBy.WEEKDAY, RowsBy.DAY, RowsBy.WEEK, RowsBy.MONTH})


@pages.get("/reports")
@needs("reports.read")
def show() -> tuple[str, int]:
    """The figures of any days by centre, field, hour and the like, for the centres that the caller may see."""
    typed = query.typed()
    with city().database.transaction() as transaction:
        begin(transaction)
        names = known(transaction, person().sees)
        try:
            asked = query.meant(typed, names)
        except Refusal as refusal:
            trouble = problem(refusal, page_language())
            return _page(typed, names, trouble=trouble), refusal.kind.status
        found = report(transaction, names, asked)
    return _page(typed, names, **_shown(found, asked)), 200


@pages.get("/reports/figures.csv")
@needs("reports.read")
def as_csv() -> Response:
    """The same rows as a CSV file, with names for programs. Raises what the page tells."""
    table = _table()
    response = Response(csv_file.written(table), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{_name()}.csv"'
    return response


@pages.get("/reports/figures.xlsx")
@needs("reports.read")
def as_xlsx() -> Response:
    """The same rows as a workbook, for people. Raises what the page tells."""
    import xlsxwriter  # noqa: PLC0415 - a process that writes no file need not hold it in memory

    table = _table()
    file = TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
    book = xlsxwriter.Workbook(file, dict(OPTIONS))
    fill(book, table, languages().of(page_language()))
    book.close()
    file.seek(0)
    return send_file(file, mimetype=XLSX_TYPE, as_attachment=True, download_name=f"{_name()}.xlsx")


def _table() -> Table:
    with city().database.transaction() as transaction:
        begin(transaction)
        names = known(transaction, person().sees)
        asked = query.meant(query.typed(), names)
        return tables.file(report(transaction, names, asked), asked, page_language())


def _name() -> str:
    typed = query.typed()
    return f"so-lieu-{typed.first}-{typed.last}-{typed.by}"


def _page(typed: Typed, names: CityNames, **more: Any) -> str:
    language = page_language()
    return render_template(
        "city/reports.html",
        said=typed,
        keys=TITLES,
        presets=query.presets(typed),
        centres=names.centres,
        districts=[(each, each) for each in sorted(set(names.districts.values()) - {""})],
        fields={code: each[language] for code, each in names.fields.items()},
        files=urlencode(typed.pairs | {"lang": language}),
        **more,
    )


def _shown(found: CityReport, asked: CityReportQuery) -> dict[str, Any]:
    language, total = page_language(), found.total
    return {
        "days": (asked.first, asked.last),
        "by": TITLES[asked.by].said(language),
        "total": total,
        "median": "–" if total.wait_median_s is None else length(total.wait_median_s),
        "p90": "–" if total.wait_p90_s is None else length(total.wait_p90_s),
        "p90_title": FIGURES["wait_p90_s"].said(language),
        "above_share": "" if total.above_limit_share is None else share(total.above_limit_share, language),
        "parts": tables.parts(found, language),
        "charts": _charts(found, asked.by, language),
        "left_out": max(0, len(found.rows) - tables.MOST_ROWS),
    }


def _charts(found: CityReport, by: RowsBy, language: str) -> list[tuple[BothTexts, Chart, bool]]:
    """A few figures over the rows: none of a single row, nor of figures that nothing is known of."""
    if len(found.rows) <= 1:
        return []
    upright = by in _IN_TIME
    drawn = []
    for name in _CHARTS:
        if getattr(found.total, name):
            data = [
                _datum(row.labels[language], getattr(row.figures, name), name, language) for row in found.rows
            ]
            drawn.append((FIGURES[name], (columns if upright else bars)(data), upright))
    return drawn


def _datum(label: str, value: float | None, name: str, language: str) -> Datum:
    return Datum(label, value, said(value, kind_of(name), language))
