"""The journal replayed from its first row to its last: what it alone says the tables should hold."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from server.core.changed import changed
from server.core.differences import NO_SENSE
from server.core.events import CounterRestored, Entry, UnknownEvent
from server.core.model import Counter
from server.store import chain, journal
from server.store.doctor_of_packs import Packs
from server.store.doctor_of_visits import ReplayedVisits
from server.store.known_days import NONE_KNOWN, KnownDays
from server.store.projections import PROJECTIONS, REPLAYED, Happening, Rows
from server.store.queue.doctor_of_undo import StepWatch

_ROWS: Final = "SELECT seq, at, day, type, ticket, counter, actor, data, digest FROM journal ORDER BY seq"


@dataclass(slots=True)
class Replayed:
    """The rows of each projection, by its name; of visits of past days only those that differ from the tables."""

    steps: StepWatch
    rows: dict[str, Rows] = field(default_factory=lambda: {each.name: {} for each in PROJECTIONS})
    seq: int = 0

    def take(self, entry: Entry) -> None:
        """Let one entry take effect. Raises `ValueError` for a step that cannot be."""
        self.seq = entry.seq
        happening = Happening(entry, tables=self.rows)
        for projection in REPLAYED[type(entry.event)]:
            projection.replay(self.rows[projection.name], happening)
        self.steps.take(happening, self.rows)


class Replay:
    """One pass over a database's journal: its chain, its rows, and the tables that follow from them. It begins with the packed days.

    Steps of visits on `known` days are skipped; their digests show that they have not changed.
    """

    def __init__(
        self, connection: sqlite3.Connection, steps: StepWatch, known: KnownDays = NONE_KNOWN
    ) -> None:
        self._connection = connection
        self._known = known
        self.packs = Packs(connection, known)
        self._chain = chain.Chain()
        self._seq, self._day = 0, ""
        self._ended = False
        self.replayed = Replayed(steps)
        self.visits = ReplayedVisits(connection, self.replayed.rows)

    def findings(self) -> Iterator[str]:
        """Go through the journal, and say what is wrong in it. After a row that cannot be only the chain is looked at."""
        yield from self._begin()
        known, as_known = self._known, self._known is NONE_KNOWN
        fits, packed, passed = self._chain.fits, self.packs.begin, self.packs.tickets
        for *row, made in self._connection.execute(_ROWS):  # a known row costs this loop and nothing else
            if self._seq + 1 in packed:
                self._go_on()
            self._seq = seq = row[0]
            ticket = row[4]
            if not fits(row, made):
                yield f"journal: row {seq} is the first that does not fit its digest: it was changed, or what was before it"
            if seq == known.seq:
                as_known = made == known.digest
            if seq <= known.seq and ticket is not None and ticket in passed:
                if seq != self.replayed.seq + 1:
                    yield self._missing(seq)
                self.replayed.seq = seq
            elif not self._ended:
                yield from self._row(row)
        if not as_known:
            yield f"journal: row {known.seq} is not the one that was examined before"
        self._end()

    def _begin(self) -> Iterator[str]:
        """What is known of visits whose steps are not replayed."""
        yield from self.packs.findings()
        self.replayed.rows["tally"].update(self.packs.tallies)
        self.replayed.rows["counter"].update({n: Counter(n) for n in self.packs.counters})
        self.visits.are_packed(self.packs.tickets, self._known)

    def _end(self) -> None:
        """The series of known days came to what the table says: it is among what their digests are over."""
        series, days = self.replayed.rows["series"], self._known.days
        for key in [key for key in series if key[0] in days]:
            del series[key]
        series.update(self._known.series(self._connection))

    def _go_on(self) -> None:
        """Rows have gone that were packed."""
        gone = self.packs.follow(self._seq)
        assert gone is not None
        self._chain.go_on(gone.digest)
        self.replayed.seq = max(self.replayed.seq, gone.last)

    def _missing(self, seq: int) -> str:
        return f"journal: rows {self.replayed.seq + 1} to {seq - 1} are missing"

    def _row(self, row: list[Any]) -> Iterator[str]:
        seq, at, day, *facts = row
        try:
            entry = journal.entry_of(seq, at, *facts)
            if seq != self.replayed.seq + 1:
                yield self._missing(seq)
            if isinstance(entry.event, UnknownEvent):
                yield f"journal: after row {self.replayed.seq}: unknown event type {entry.event.type!r}"
                self.replayed.seq = seq
            else:
                self._take(entry, day)
        except NO_SENSE as wrong:
            yield f"journal: after row {self.replayed.seq}: {wrong or type(wrong).__name__}"
            self._ended = True

    def _take(self, entry: Entry, day: str) -> None:
        if day != self._day:
            self._day = day
            self.visits.leave(day)
        if (ticket := entry.event.ticket_id) is not None:
            self.visits.bring_back(ticket)
        self.replayed.take(entry)
        event = entry.event
        if isinstance(event, CounterRestored) and (event.was.get("ticket") or 0) in self.packs.tickets:
            self._let_go(event.counter)

    def _let_go(self, counter: int) -> None:
        """The row has gone that took a packed ticket out of these hands again."""
        counters = self.replayed.rows["counter"]
        counters[counter] = changed(counters[counter], ticket=None)
