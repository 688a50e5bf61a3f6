"""What the voice needs to know of a called ticket, as it is at this moment."""

from dataclasses import dataclass
from typing import Final

from server.core.model import TicketState
from server.service.context import Context
from server.service.today import today
from server.store.queue import tickets

_ON_THE_BOARD: Final = frozenset(
    {TicketState.CALLED, TicketState.SERVING, TicketState.FINISHED, TicketState.NO_SHOW}
)


@dataclass(frozen=True, slots=True)
class Called:
    """A ticket's number, field and language, and the counter that today's board shows it called to, if it does."""

    number: str
    field: str
    language: str | None
    shown_at: int | None


def called(context: Context, ticket: int) -> Called:
    """What the ticket is now; it must exist."""
    with context.store.read() as connection:
        _, _, day = today(context, connection)
        found = tickets.find(connection, ticket)
    assert found is not None
    shown = found.day == day and found.state in _ON_THE_BOARD
    return Called(found.number, found.field, found.language, found.counter if shown else None)
