"""The present state of the line to the city, for the page and the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Trouble:
    """What keeps rows from the city: `code` is one of `server.core.link.troubles`, `row` the row that it is about.

    `since` is since when nothing comes through, UTC milliseconds, whatever it was before; `said` what the city or the machine said of it.
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
class CatalogueNow:
    """What became of the city's catalogue here: `state` is "waiting", "taken" or "refused", and then `why`, by language.

    `wished` says that the centre's own settings refuse it.
    """

    version: int
    state: str
    why: Mapping[str, str]
    wished: bool

    @property
    def refused(self) -> bool:
        """Whether the city's people have to put it right: the centre wants it and cannot use it."""
        return self.state == "refused" and not self.wished


@dataclass(frozen=True, slots=True)
class LinkNow:
    """A centre's line to its city.

    `city` is the city's address, `centre` what it calls the centre and `name` how; `joined_at` and `joined_by` are since when
    and by whom. `heard_at` is when it last answered, also before a restart, `to_send` how many rows it does not have yet
    (none while nobody knows), `clock_ahead_ms` by how much its clock is ahead of this machine's. Times are UTC milliseconds.
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
    clock_ahead_ms: int | None = None
    catalogue: CatalogueNow | None = None

    @property
    def silent_since(self) -> int | None:
        """Since when the city has taken nothing; `None` while it does."""
        if self.trouble is None:
            return None
        return self.trouble.since if self.heard_at is None else self.heard_at
