"""What people do with their own numbers while they wait."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class TicketPlaceKept(Event):
    """A waiting person has gone away for a while: the ticket is not called until `until` (UTC milliseconds), then it waits again.

    It then has its old place; until it is resumed it is parked, for no counter. A remote number
    is parked like this from the start: it waits once its person is here, and `until` moves on while its turn has not come.
    """

    ticket: int
    until: int
