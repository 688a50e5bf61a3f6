"""Figures and visits as JSON."""

from dataclasses import asdict

from server.core.reports.figures import by_name
from server.service.context import Context
from server.service.reports.asked import FiguresAsked
from server.service.reports.counter_times import TimesRow
from server.service.reports.figures import FiguresReport, FiguresRow
from server.service.reports.heatmap import Heatmap
from server.service.reports.progress import Progress
from server.service.reports.visits import Visit, VisitsPage
from server.service.views import View, iso


def report_view(asked: FiguresAsked, report: FiguresReport) -> View:
    """A report: its rows and its total."""
    return {
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "by": asked.by.value,
        "items": [_row_view(row) for row in report.rows],
        "total": by_name(report.total),
    }


def _row_view(row: FiguresRow) -> View:
    return {"key": row.key, "names": dict(row.labels), **by_name(row.figures)}


def visits_view(context: Context, found: VisitsPage) -> View:
    """A page of visits."""
    return {"items": [_visit_view(context, visit) for visit in found.items], "after": found.after}


def _visit_view(context: Context, visit: Visit) -> View:
    moments = {
        name: iso(context, getattr(visit, name)) for name in ("came", "called_at", "served_at", "ended_at")
    }
    facts = asdict(visit) | moments
    del facts["place"]
    return facts


def heatmap_view(found: Heatmap) -> View:
    """Figures by weekday and hour."""
    cells = [
        {"weekday": cell.weekday, "hour": cell.hour, "days": cell.days, **by_name(cell.figures)}
        for cell in found.cells
    ]
    names = {"weekdays": found.weekdays, "hours": found.hours}
    listed = {
        what: [{"key": key, "names": dict(labels)} for key, labels in each.items()]
        for what, each in names.items()
    }
    return {"items": cells, **listed}


def progress_view(progress: Progress) -> View:
    """How far a file has come."""
    return asdict(progress)


def times_view(asked: FiguresAsked, rows: tuple[TimesRow, ...]) -> View:
    """How counters spent their time; whole seconds."""
    return {
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "by": asked.by.value,
        "items": [_times_view(row) for row in rows],
    }


def _times_view(row: TimesRow) -> View:
    reasons = [{"reason": reason, "pauses": n, "seconds": took} for reason, n, took in row.times.breaks()]
    return {
        "key": row.key,
        "names": dict(row.labels),
        "visits": row.visits,
        **row.times.seconds(),
        "pauses": row.times.pauses,
        "reasons": reasons,
    }
