"""How the line to the city is now, for whoever looks: on the page, on the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Trouble:
    """What keeps rows from the city: `code` is one of `server.core.link.troubles`, `row` the row that it is about.

    `since` is when it began, UTC milliseconds; `said` what the city or the machine said of it.
    """

    code: str
    since: int
    row: int | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Parted:
    """The city held rows that this centre does not have: both went on from row `after`, at this time (UTC milliseconds).

    `lifted` are the numbers with which series go on, by prefix, since the city knew of higher ones.
    """

    at: int
    after: int
    lifted: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LinkNow:
    """A centre's line to its city.

    `city` is the city's address, `centre` what it calls the centre and `name` how; `joined_at` and `joined_by` are since when
    and by whom. `heard_at` is when it last answered, `to_send` how many rows it does not have yet (none while nobody
    knows). Times are UTC milliseconds.
    """

    city: str
    centre: str
    name: str
    joined_at: int
    joined_by: str
    heard_at: int | None = None
    to_send: int | None = None
    trouble: Trouble | None = None
    parted: Parted | None = None
