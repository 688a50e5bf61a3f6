"""The files of a day's report, as they are written by themselves."""

from server.service.context import Context
from server.service.reports.day_report import Moment, as_text, day_report, file_name


def day_files(context: Context, at: Moment) -> dict[str, bytes]:
    """The report of a day until a moment: its files by name."""
    name = file_name(at)
    return {f"{name}.txt": as_text(context, day_report(context, at))}
