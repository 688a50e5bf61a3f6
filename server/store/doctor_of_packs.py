"""The doctor on packed days: checks that what is kept of each day is what was packed, and that the chain is unbroken across its deleted rows."""

import sqlite3
from bisect import bisect_right
from collections import Counter as Count
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from server.core.differences import NO_SENSE
from server.core.events import DayPacked, Entry
from server.store import journal
from server.store.known_days import NONE_KNOWN, KnownDays
from server.store.retention import bare, runs
from server.store.retention.runs import Run
from server.store.seq_set import SeqSet

_PACKS: Final = "type = 'day_packed'"
_COUNTERS: Final = (
    "SELECT DISTINCT counter FROM stays WHERE day = ? AND counter IS NOT NULL AND seq != ticket"
)
"""The counters that called visits; a visit written down on paper has no call."""
_IDS: Final = "SELECT id, line, state FROM tickets WHERE day = ? ORDER BY id"


@dataclass(slots=True)
class Packs:
    """The packed days of a database: their tickets, how many in each state, who called them, and the runs of rows that went.

    The days that are known are among them: only that their rows are still there.
    """

    connection: sqlite3.Connection
    known: KnownDays = NONE_KNOWN
    tickets: SeqSet = field(default_factory=SeqSet)
    tallies: Count[tuple[str, str, str]] = field(default_factory=Count)
    counters: set[int] = field(default_factory=set)
    _runs: dict[int, Run] = field(default_factory=dict)

    def findings(self) -> Iterator[str]:
        """Check each packed day, and report what differs from what was packed."""
        known = list[int]()
        try:
            for entry in journal.in_order(self.connection, _PACKS):
                known.append(entry.seq)
                yield from self._day(entry)
        except NO_SENSE as wrong:
            yield f"packed days: {wrong or type(wrong).__name__}"
        query = f"SELECT count(*), min(pack) FROM packed_rows WHERE pack NOT IN ({', '.join(map(str, known)) or 0})"
        count, pack = self.connection.execute(query).fetchone()
        if count:
            yield f"packed rows of entry {pack}: no such day was packed"
        self._know()

    @property
    def begin(self) -> Container[int]:
        """The first rows of all runs that have gone."""
        return self._runs

    def follow(self, seq: int) -> Run | None:
        """The last of the runs that follow row `seq` without a gap; `None` where none does."""
        run = None
        while (after := self._runs.get(seq + 1)) is not None:
            run, seq = after, after.last
        return run

    def _know(self) -> None:
        self.tickets.update(self.known.tickets(self.connection))
        self.tallies.update(self.known.tallies(self.connection))
        self.counters |= self.known.counters(self.connection)

    def _day(self, entry: Entry) -> Iterator[str]:
        event = entry.event
        assert isinstance(event, DayPacked)
        found = runs.of_pack(self.connection, entry.seq)
        if runs.digest_of(found) != event.gone:
            yield f"packed day {event.day}: where its rows were is not what was packed in row {entry.seq}"
        self.counters |= {n for (n,) in self.connection.execute(_COUNTERS, (event.day,))}
        self._runs.update({run.first: run for run in found})
        ids = self._tickets(event.day, found)
        if event.day in self.known.packed:
            return
        if bare.digest_of(self.connection, event.day, ids, event.blind) != event.kept:
            yield f"packed day {event.day}: what is kept of its {event.visits} visits is not what was packed in row {entry.seq}"

    def _tickets(self, day: str, found: Sequence[Run]) -> list[int]:
        """The tickets of a day whose issue is among the rows that went."""
        firsts, ids = [run.first for run in found], list[int]()
        for id_, line, state in self.connection.execute(_IDS, (day,)):
            place = bisect_right(firsts, id_) - 1
            if place >= 0 and id_ <= found[place].last:
                ids.append(id_)
                self.tallies[day, line, state] += 1
        self.tickets.update(ids)
        return ids
