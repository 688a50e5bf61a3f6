"""A visit's life as JSON."""

from server.service.context import Context
from server.service.reports.life import Life, ToldStep
from server.service.views import View, iso


def life_view(context: Context, life: Life) -> View:
    """The ticket's own facts, and its steps in order."""
    ticket = life.now.ticket
    return {
        "id": ticket.id,
        "number": ticket.number,
        "day": ticket.day,
        "field": ticket.field,
        "state": ticket.state.value,
        "ahead": life.now.ahead,
        "packed": life.packed,
        "items": [_step_view(context, step) for step in life.steps],
    }


def _step_view(context: Context, step: ToldStep) -> View:
    return {
        "seq": step.entry.seq,
        "at": iso(context, step.entry.at),
        "type": step.entry.event.type,
        "counter": step.entry.event.counter_n,
        "who": step.who,
        "what": step.what,
        "facts": list(step.facts),
        "why": list(step.why),
        "undone": step.undone,
    }
