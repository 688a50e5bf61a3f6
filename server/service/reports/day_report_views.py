"""The report of a day as JSON, and as a file that any editor opens."""

from server.core.written_digest import grouped
from server.service.context import Context
from server.service.reports import journal
from server.service.reports.day_report import DayReport, Moment
from server.service.views import View


def day_report_view(report: DayReport, language: str) -> View:
    """The report as JSON; `text` is in this language."""
    return {
        "day": report.at.date().isoformat(),
        "at": report.at.isoformat(timespec="seconds"),
        "text": report.text.get(language, report.text["en"]),
        "texts": report.text,
        "visits": report.totals.visits,
        "results_returned": report.totals.solved,
        "dossiers_received": report.totals.received,
        "advised": report.totals.advised,
    }


def as_text(context: Context, report: DayReport) -> bytes:
    """The report as a file that any editor opens: the centre, the sentence, when it was made, where the journal stood then."""
    centre = context.centre
    made = context.centre.local(context.clock())
    lines = (
        centre.names["vi"],
        centre.ward,
        "",
        report.text["vi"],
        "",
        f"Lập lúc {made:%H:%M} ngày {made:%d/%m/%Y}.",
        *_journal_line(context, report),
        "",
    )
    return b"\xef\xbb\xbf" + "\r\n".join(lines).encode()


def _journal_line(context: Context, report: DayReport) -> tuple[str, ...]:
    """The journal's latest row of that day with its digest, as `goiso doctor --digest` compares it; nothing on a day without any."""
    end = journal.end(context, report.at.date().isoformat())
    if end.digest is None:
        return ()
    return (f"Dấu vân tay nhật ký: dòng {end.seq}, {grouped(end.digest)}.",)


def file_name(at: Moment) -> str:
    """The name of a report's files, without the extension."""
    return f"bao-cao-{at:%Y-%m-%d-%Hh%M}"
