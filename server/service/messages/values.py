"""What fills the places of a message's words."""

from typing import Final

from server.core.model import Ticket
from server.core.texts import BothTexts, named
from server.service.context import Context

_COUNTER: Final = BothTexts("quầy số {n}", "counter {n}")
_EXAMPLE: Final = {"number": "A012", "ahead": "3"}
_EXAMPLE_COUNTER: Final = 3


def values_of(context: Context, ticket: Ticket, ahead: int, language: str) -> dict[str, str]:
    """Everything that a message about this ticket can say."""
    return {
        "number": ticket.number,
        "ahead": str(ahead),
        "counter": _counter(context, ticket.counter or 0, language),
        "centre": named(context.centre.names, language),
    }


def example(context: Context, language: str) -> dict[str, str]:
    """The same of nobody, for previews and trials."""
    counter = _COUNTER.said(language, n=_EXAMPLE_COUNTER)
    return _EXAMPLE | {"counter": counter, "centre": named(context.centre.names, language)}


def _counter(context: Context, n: int, language: str) -> str:
    """The counter as it is called: by its own name, else by its number."""
    return context.centre.layout.own_name(n) or _COUNTER.said(language, n=n)
