"""Figures and visits as JSON."""

from dataclasses import asdict

from server.service.context import Context
from server.service.reports.asked import FiguresAsked
from server.service.reports.figures import FiguresReport, Row
from server.service.reports.visits import Visit, Visits
from server.service.views import View, iso


def report_view(asked: FiguresAsked, report: FiguresReport) -> View:
    """A report: its rows and its total."""
    return {
        "from": asked.first.isoformat(),
        "to": asked.last.isoformat(),
        "by": asked.by.value,
        "items": [_row_view(row) for row in report.rows],
        "total": asdict(report.total),
    }


def _row_view(row: Row) -> View:
    return {"key": row.key, "names": dict(row.labels), **asdict(row.figures)}


def visits_view(context: Context, found: Visits) -> View:
    """A page of visits."""
    return {"items": [_visit_view(context, visit) for visit in found.items], "after": found.after}


def _visit_view(context: Context, visit: Visit) -> View:
    moments = {
        name: iso(context, getattr(visit, name)) for name in ("came", "called_at", "served_at", "ended_at")
    }
    facts = asdict(visit) | moments
    del facts["place"]
    return facts
