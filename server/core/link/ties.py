"""To which cities the centre has belonged, as the journal tells it."""

from dataclasses import dataclass, replace

from server.core.events import CityJoined, CityLeft, Entry


@dataclass(frozen=True, slots=True)
class Tie:
    """The centre joined the city at `url`, which calls it `centre` and `name`: entry `seq`.

    `joined_at` is when, `by` the machine's user who did it. `left_at` is when it left and `left_by` who ended that: a
    machine's user, or an actor of the journal; neither where it stands, or another one took its place. Times are UTC milliseconds.
    """

    seq: int
    url: str
    centre: str
    name: str
    joined_at: int
    by: str
    left_at: int | None = None
    left_by: str | None = None


def evolve_tie(newest: Tie | None, entry: Entry) -> Tie:
    """The newest tie after `entry`. Raises `ValueError` for an end of none."""
    event = entry.event
    if isinstance(event, CityJoined):
        return Tie(entry.seq, event.url, event.centre, event.name, event.joined_at, event.by)
    if newest is None or newest.left_at is not None or not isinstance(event, CityLeft):
        raise ValueError(f"{event.type} of no city")
    return replace(newest, left_at=entry.at, left_by=event.by or entry.actor)


def standing(newest: Tie | None) -> Tie | None:
    """The city that the centre belongs to; `None` where it belongs to none."""
    return None if newest is None or newest.left_at is not None else newest
