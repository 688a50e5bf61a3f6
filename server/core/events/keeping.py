"""What people do with their own numbers while they wait."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class TicketPlaceKept(Event):
    """Somebody who waits has gone for a while: nobody calls the ticket until `until` (UTC milliseconds), then it waits again.

    It stands at its old place then; until it is resumed it is parked, for no counter.
    """

    ticket: int
    until: int
