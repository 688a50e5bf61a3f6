"""Reports as JSON."""

from dataclasses import asdict

from server.core.events import Entry, shown_data
from server.service.context import Context
from server.service.reports.calls import ExplainedCall, WaitsReport
from server.service.reports.figures import Counted, FieldFigures, Figures
from server.service.reports.journal import JournalEnd, JournalPart
from server.service.views import View, iso, wait_view


def figures_view(context: Context, figures: Figures) -> View:
    """Today's figures as the manager's page shows them."""
    return {
        "seq": figures.seq,
        "at": iso(context, figures.at),
        "day": figures.day,
        "digest": None if figures.digest is None else figures.digest.hex(),
        "today": _counted_view(figures.total) | {"fields": [_field_view(field) for field in figures.fields]},
    }


def _counted_view(counted: Counted) -> View:
    return {
        "issued": counted.issued,
        **{state.value: tickets for state, tickets in counted.states.items()},
        "dossiers": counted.dossiers,
        "without_outcome": counted.without_outcome,
    }


def _field_view(figures: FieldFigures) -> View:
    return {
        "code": figures.field.code,
        "names": dict(figures.field.names),
        **_counted_view(figures.counted),
        "wait": wait_view(figures.wait),
        "limit_s": figures.field.real_wait_limit_s,
    }


def call_view(context: Context, call: ExplainedCall) -> View:
    """A call, and why it was this ticket's turn."""
    return {
        "seq": call.entry.seq,
        "at": iso(context, call.entry.at),
        "ticket": call.ticket.id,
        "number": call.ticket.number,
        "field": call.ticket.field,
        "counter": call.event.counter,
        "actor": call.entry.actor,
        "rule": call.event.rule,
        "reason": call.event.reason,
        "why": list(call.why),
    }


def waits_view(report: WaitsReport) -> View:
    """How right the foretold waits of a day were."""
    return asdict(report)


def journal_view(context: Context, part: JournalPart) -> View:
    """A part of the journal."""
    return {"items": [entry_view(context, entry) for entry in part.entries], "seq": part.seq}


def journal_end_view(end: JournalEnd) -> View:
    """Where a day's journal ends, the digest in hexadecimal."""
    return {"day": end.day, "seq": end.seq, "digest": None if end.digest is None else end.digest.hex()}


def entry_view(context: Context, entry: Entry) -> View:
    """An entry of the journal as it leaves the house: here and nowhere else."""
    return {
        "seq": entry.seq,
        "at": iso(context, entry.at),
        "type": entry.event.type,
        "ticket": entry.event.ticket_id,
        "counter": entry.event.counter_n,
        "actor": entry.actor,
        "data": shown_data(entry),
    }
