"""What happens to hall screens. `takes_back` is the `seq` of the change that an event takes back, if it does."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class ScreenPlaced(Event):
    """A hall screen was given its place; `panel` is the counter of a counter panel."""

    device: int
    hall: str
    layout: str
    panel: int | None
    sound: bool
    takes_back: int | None = None


@dataclass(frozen=True, slots=True)
class ScreenHeard(Event):
    """A screen told that it spoke a call aloud, `number`, for the first time since it was paired."""

    device: int
    number: str
