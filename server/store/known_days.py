"""Days that an examination has found right, and of which nothing was touched since: the steps of their visits are not replayed again."""

import json
import sqlite3
from collections import Counter as Count
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from server.store.chain import BEFORE_THE_FIRST

_THESE: Final = "day IN (SELECT value FROM json_each(?))"
_TICKETS: Final = f"SELECT id FROM tickets WHERE {_THESE}"
_TALLIES: Final = f"SELECT day, line, state, count(*) FROM tickets WHERE {_THESE} GROUP BY 1, 2, 3"
_COUNTERS: Final = (
    f"SELECT DISTINCT counter FROM stays WHERE {_THESE} AND counter IS NOT NULL AND seq != ticket"
)
_CALLS: Final = (
    "SELECT taken.seq, stays.ticket FROM stays CROSS JOIN taken ON taken.seq = stays.seq AND taken.day = stays.day"
    f" WHERE stays.{_THESE}"
)
_SERIES: Final = f"SELECT day, prefix, last FROM series WHERE {_THESE}"


@dataclass(frozen=True, slots=True)
class KnownDays:
    """The known days, in a journal up to row `seq` with the digest `digest`; by default none.

    Of those that were `packed` by then, what is kept need not be hashed again. Of those in `groups`, neither their stays
    nor what was put together of them was touched.
    """

    seq: int = 0
    digest: bytes = BEFORE_THE_FIRST
    days: frozenset[str] = frozenset()
    packed: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()

    def tickets(self, connection: sqlite3.Connection) -> Iterator[int]:
        """The visits of these days."""
        return (id_ for (id_,) in self._rows(connection, _TICKETS))

    def tallies(self, connection: sqlite3.Connection) -> Count[tuple[str, str, str]]:
        """How many of them there are, by day, line and state."""
        return Count({(*key,): n for *key, n in self._rows(connection, _TALLIES)})

    def counters(self, connection: sqlite3.Connection) -> set[int]:
        """The counters that they were called to."""
        return {n for (n,) in self._rows(connection, _COUNTERS)}

    def calls(self, connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
        """Their calls, each with the ticket."""
        return self._rows(connection, _CALLS)

    def series(self, connection: sqlite3.Connection) -> dict[tuple[str, str], int]:
        """How far the series of these days had come."""
        return {(day, prefix): last for day, prefix, last in self._rows(connection, _SERIES)}

    def _rows(self, connection: sqlite3.Connection, query: str) -> Iterator[Any]:
        return iter(connection.execute(query, (json.dumps(sorted(self.days)),)) if self.days else ())


NONE_KNOWN: Final = KnownDays()
