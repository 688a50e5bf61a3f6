"""The files of a day's report that are written automatically."""

from dataclasses import replace

from server.service.context import Context
from server.service.reports import xlsx_file
from server.service.reports.asked import RowsBy
from server.service.reports.day_report import Moment, asked_of, day_report
from server.service.reports.day_report_views import as_text, file_name
from server.service.reports.tables import figures_table


def day_files(context: Context, at: Moment) -> dict[str, bytes]:
    """The report of a day until a moment: its files by name."""
    name = file_name(at)
    table = figures_table(context, replace(asked_of(at), by=RowsBy.FIELD), "vi")
    with xlsx_file.written(table) as file:
        workbook = file.read()
    return {f"{name}.txt": as_text(context, day_report(context, at)), f"{name}.xlsx": workbook}
