"""What happens to the server's clock."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class ClockSet(Event):
    """Somebody set the server's clock: it said `was`, and says `now` since; UTC milliseconds."""

    was: int
    now: int
