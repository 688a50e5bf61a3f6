"""What of a ticket or a counter may leave where an undo says what it was before: the facts of `was`, by name."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

TICKET: Final = frozenset(
    {
        "id",
        "day",
        "prefix",
        "n",
        "field",
        "procedure",
        "priority",
        "channel",
        "issued_at",
        "state",
        "counter",
        "calls",
        "called_at",
        "call_seq",
        "served_at",
        "ended_at",
        "outcome",
        "print",
        "for_counter",
        "taken_seq",
        "first_called_at",
        "low_s",
        "high_s",
        "slip_out",
        "arrived",
        "language",
        "dossiers_told",
        "away_until",
        "point",
        "request",
    }
)
TICKET_BLANK: Final = frozenset({"note", "officer"})
COUNTER: Final = frozenset({"n", "state", "fields", "ticket", "since", "helps", "help_at"})
COUNTER_BLANK: Final = frozenset({"officer", "reason", "help_text"})
_OWN_CODE: Final = 3
"""The place of a dossier's own code in its row (procedure, outcome, channel, code)."""


def dossiers_without_codes(dossiers: Any) -> Any:
    """Rows of dossiers, each without its own code."""
    if not isinstance(dossiers, Sequence) or isinstance(dossiers, str):
        return []
    return [
        [*row[:_OWN_CODE], None] for row in dossiers if isinstance(row, Sequence) and not isinstance(row, str)
    ]


def ticket_was(was: Any) -> dict[str, Any]:
    """What leaves of what a ticket was."""
    return _narrowed(was, TICKET, TICKET_BLANK, {"dossiers": dossiers_without_codes})


def counter_was(was: Any) -> dict[str, Any]:
    """What leaves of what a counter was."""
    return _narrowed(was, COUNTER, COUNTER_BLANK, {})


def _narrowed(
    was: Any, kept: frozenset[str], blank: frozenset[str], narrowed: Mapping[str, Callable[[Any], Any]]
) -> dict[str, Any]:
    """The facts that may leave. Of a `blank` one only its presence leaves: an empty text stands for a value, `None` stays."""
    found = {}
    for name, value in was.items() if isinstance(was, Mapping) else ():
        if name in kept:
            found[name] = value
        elif name in blank:
            found[name] = None if value is None else ""
        elif name in narrowed:
            found[name] = narrowed[name](value)
    return found
