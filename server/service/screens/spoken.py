"""What the voice needs to know of a called ticket, as it is at this moment."""

from dataclasses import dataclass

from server.core.model import TicketState
from server.service.context import Context
from server.service.today import today
from server.store.queue import tickets


@dataclass(frozen=True, slots=True)
class Called:
    """A ticket's number, field and language, its state, and the counter that it was called to today, if it was."""

    number: str
    field: str
    language: str | None
    state: TicketState
    counter: int | None


def called(context: Context, ticket: int) -> Called:
    """What the ticket is now; it must exist."""
    with context.store.read() as connection:
        _, _, day = today(context, connection)
        found = tickets.find(connection, ticket)
    assert found is not None
    counter = found.counter if found.day == day else None
    return Called(found.number, found.field, found.language, found.state, counter)
