"""To which city the centre belongs. A token and a code are in no event."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class CityJoined(Event):
    """The centre belongs to the city at `url`, which calls it `centre` and `name`, since `joined_at` (UTC milliseconds).

    `by` is the machine's user who joined it. If it belonged to another city before, it has left that one.
    """

    url: str
    centre: str
    name: str
    joined_at: int
    by: str


@dataclass(frozen=True, slots=True)
class CityLeft(Event):
    """The centre has left the city at `url`, which called it `centre` and `name`.

    `by` is the machine's user who ended it; empty if a signed-in person did.
    """

    url: str
    centre: str
    name: str
    by: str = ""
