"""Paper numbers as JSON: pads, and what became of rows that were brought in."""

from collections.abc import Sequence

from server.core.model import spelled
from server.core.texts import Language
from server.service.context import Context
from server.service.queue.paper_pads import PadNow
from server.service.queue.paper_rows import RowResult
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


def results_view(language: Language, results: Sequence[RowResult]) -> View:
    """Whether everything was brought in, and the result of each row, in the caller's language."""
    recorded = all(each.refusal is None for each in results)
    return {"recorded": recorded, "items": [_row_view(language, each) for each in results]}


def _row_view(language: Language, result: RowResult) -> View:
    told = {} if result.refusal is None else result.refusal.problem(language)
    tickets = [
        {"id": ticket.id, "number": ticket.number, "state": ticket.state.value} for ticket in result.tickets
    ]
    return {
        "number": result.row.typed,
        "tickets": tickets,
        **{name: told.get(name) for name in ("code", "detail", "action")},
    }
