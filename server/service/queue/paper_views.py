"""Paper numbers as JSON: pads, and what became of rows that were brought in."""

from collections.abc import Sequence

from server.core.model import Ticket, spelled
from server.core.refusal import Refusal
from server.core.texts import Language
from server.service.context import Context
from server.service.queue.paper_pads import PadNow
from server.service.views import View, iso


def pad_view(context: Context, now: PadNow) -> View:
    """A pad that was printed."""
    pad = now.pad
    return {
        "pad": pad.pad,
        "prefix": pad.prefix,
        "first": spelled(pad.prefix, 1),
        "last": spelled(pad.prefix, pad.count),
        "used": now.used,
        "printed_at": iso(context, pad.at),
        "reprints": pad.again,
    }


def row_view(typed: str, tickets: Sequence[Ticket], refusal: Refusal | None, language: Language) -> View:
    """What became of a row."""
    told = {} if refusal is None else refusal.problem(language)
    return {
        "number": typed,
        "tickets": [
            {"id": ticket.id, "number": ticket.number, "state": ticket.state.value} for ticket in tickets
        ],
        **{name: told.get(name) for name in ("code", "detail", "action")},
    }
