"""What happens to the server's clock."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class ClockSet(Event):
    """Somebody set the server's clock: it said `was`, and says `now` since; UTC milliseconds."""

    was: int
    now: int


@dataclass(frozen=True, slots=True)
class ClockHeld(Event):
    """The machine's clock said `machine` (UTC milliseconds), which cannot be right: time goes on from the entry before this one."""

    machine: int


@dataclass(frozen=True, slots=True)
class ClockFollowed(Event):
    """The centre goes by the machine's clock again: what happened since the entry `since` was on the day of this one."""

    since: int
