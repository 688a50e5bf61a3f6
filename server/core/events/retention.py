"""What becomes of days that are long past."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class DayPacked(Event):
    """The `rows` of the journal about the `visits` of a closed day are deleted; a short row of each visit is kept.

    `first` and `last` are the digests of the first and the last row that went; `gone` is a digest over where they were,
    `kept` one over what is kept of the visits, with the random text `blind`, so that no rating can be found by trying.
    `series` are rows of a day, a prefix and how far that series had come then: of the days on which the rows were written.
    Digests are hexadecimal.
    """

    day: str
    visits: int
    rows: int
    first: str
    last: str
    gone: str
    kept: str
    series: tuple[tuple[str, str, int], ...]
    blind: str
