"""What a projection is: a table that follows from the journal, and how."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from server.core.events import Entry, Event
from server.core.model import Counter, Ticket

Rows = dict[Any, Any]
"""What a table should hold, by the key of its rows, as the journal alone says."""


@dataclass(slots=True)
class Happening:
    """An entry while the tables follow it, or while it is replayed.

    The life of its ticket and of its counter are worked out once, by the first projection that needs them:
    `ticket` is the ticket as it is now, `ticket_before` and `counter_before` are as they were, where they changed.
    `tickets` and `counters` are those that its transaction has seen already, as they are now: they are read once.
    `tables` is, while it is replayed, what the journal has led to so far: the rows of each projection, by its name.
    """

    entry: Entry
    ticket_before: Ticket | None = None
    ticket: Ticket | None = None
    counter_before: Counter | None = None
    tables: Mapping[str, Rows] = field(default_factory=dict)
    tickets: dict[int, Ticket] = field(default_factory=dict)
    counters: dict[int, Counter] = field(default_factory=dict)


Follow = Callable[[sqlite3.Connection, Happening], None]


@dataclass(frozen=True, slots=True)
class Projection:
    """One table. `name` is what the doctor calls a row of it.

    `follow` lets an entry with one of `events` take effect on the table, inside the transaction; `replay` lets it
    take effect on the rows that the journal alone leads to; `everything` reads every column of every row, with
    the same keys. Of `written_before`, what follows is in the table already when the entry is recorded.
    """

    name: str
    table: str
    events: tuple[type[Event], ...]
    follow: Follow
    replay: Callable[[Rows, Happening], None]
    everything: Callable[[sqlite3.Connection], Mapping[Any, Any]]
    written_before: tuple[type[Event], ...] = ()
