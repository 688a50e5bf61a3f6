"""Reports as JSON."""

from dataclasses import asdict

from server.core.events import Entry, shown_data
from server.core.model import TicketState
from server.core.queue.lines import field_of
from server.core.reports.troubles import ReportTrouble
from server.core.usual_day import PARTS
from server.service.context import Context
from server.service.reports.arrivals import ArrivalsReport
from server.service.reports.attention import Attention
from server.service.reports.calls import ExplainedCall, WaitsReport
from server.service.reports.journal import JournalEnd, JournalPart
from server.service.reports.now import Counted, FieldFigures, Figures
from server.service.views import View, iso, wait_view
from server.store.queue.lasting import Lasting


def figures_view(context: Context, figures: Figures) -> View:
    """Today's figures as the manager's page shows them."""
    return {
        "seq": figures.seq,
        "at": iso(context, figures.at),
        "day": figures.day,
        "digest": None if figures.digest is None else figures.digest.hex(),
        "today": _counted_view(figures.total)
        | {"fields": [_field_view(context, field) for field in figures.fields]},
    }


def _counted_view(counted: Counted) -> View:
    return {
        "issued": counted.issued,
        **{state.value: tickets for state, tickets in counted.states.items()},
        "parked": counted.states[TicketState.PARKED] - counted.away - counted.expected,
        "away": counted.away,
        "expected": counted.expected,
        "dossiers": counted.dossiers,
        "without_outcome": counted.without_outcome,
    }


def _field_view(context: Context, figures: FieldFigures) -> View:
    return {
        "code": figures.line,
        "names": dict(context.centre.layout.line_names(figures.line)),
        **_counted_view(figures.counted),
        "wait": wait_view(figures.wait),
        "late": figures.late,
        "counters": list(figures.counters),
        "limit_s": figures.field.real_wait_limit_s,
    }


def trouble_view(trouble: ReportTrouble) -> View:
    """Why reports that should be written are not."""
    return {
        "reasons": {"vi": trouble.reason.vi, "en": trouble.reason.en},
        "waiting": trouble.waiting,
        "folder": trouble.folder,
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
    items = [entry_view(context, entry) for entry in part.entries]
    return {"items": items, "seq": part.seq, "packed": part.packed}


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


def attention_view(context: Context, found: Attention) -> View:
    """What asks for attention now."""
    return {
        "longest": [_lasting_view(context, one) for one in found.longest],
        "too_long": [_lasting_view(context, one) for one in found.too_long],
        "silent": [
            {
                "id": device.id,
                "kind": device.kind,
                "name": device.name,
                "since": iso(context, device.last_seen),
            }
            for device in found.silent
        ],
    }


def _lasting_view(context: Context, one: Lasting) -> View:
    """A number and since when it is in its state; a wait has the field's limit, and a counter that serves the field."""
    layout = context.centre.layout
    field = layout.fields.get(field_of(one.line))
    serving = context.serving().get(one.line, ())
    counter = one.counter or next(iter(serving), None)
    return {
        "number": one.number,
        "field": field_of(one.line),
        "state": one.state.value,
        "since": iso(context, one.since),
        "limit_s": 0 if field is None else field.real_wait_limit_s,
        "counter": counter,
        "counter_name": layout.own_name(counter),
    }


def arrivals_view(context: Context, report: ArrivalsReport) -> View:
    """Today's arrivals by half hour beside a usual day's, from midnight on."""
    usual = report.usual.parts
    return {
        "day": report.day,
        "at": iso(context, report.at),
        "days": report.usual.days,
        "items": [
            {
                "from": f"{part // 2:02d}:{part % 2 * 30:02d}",
                "came": report.came[part],
                "usual": usual[part] if usual else None,
            }
            for part in range(PARTS)
        ],
    }
