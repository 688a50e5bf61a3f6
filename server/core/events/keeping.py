"""What people do with their own numbers while they wait."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class TicketPlaceKept(Event):
    """Somebody who waits has gone for a while: nobody calls the ticket until `until` (UTC milliseconds), then it waits again.

    It stands at its old place then; until it is resumed it is parked, for no counter. A number that was asked for from afar
    is so from the start: it waits once its person is here, and `until` moves on as long as its turn is still to come.
    """

    ticket: int
    until: int
