"""The doctor on visits: those of past days leave its memory once their rows are found to agree with the journal.

Rows are compared as the table stores them; only a row that differs is read into a ticket.
"""

import sqlite3
from collections import Counter as Count
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from server.core.differences import NO_SENSE, difference
from server.core.model import spelled
from server.store.known_days import KnownDays
from server.store.projections import Rows
from server.store.queue import call_rows, ticket_rows, tickets
from server.store.ratings import table as ratings
from server.store.reports import stays
from server.store.seq_set import SeqSet

Stored = Iterator[tuple[int, tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A table with rows of single visits.

    `row` is a value as it is stored, and `read` the other way round; `stored` are the rows of some values by their
    keys, `everything` those of all.
    """

    table: str
    row: Callable[[Any], tuple[Any, ...]]
    read: Callable[[tuple[Any, ...]], Any]
    stored: Callable[[sqlite3.Connection, Mapping[int, Any]], Stored]
    everything: Callable[[sqlite3.Connection], Stored]


_KINDS: Final[Mapping[str, _Kind]] = {
    "ticket": _Kind("tickets", ticket_rows.row_of, tickets.ticket_from, ticket_rows.stored, ticket_rows.rows),
    "stay": _Kind("stays", stays.row_of, stays.stay_from, stays.stored, stays.rows),
    "call": _Kind("taken", tuple, tuple, call_rows.stored, call_rows.rows),
    "rating": _Kind("ratings", ratings.row_of, ratings.rating_from, ratings.stored, ratings.rows),
}
_OWNERS: Final = {
    "ticket": "SELECT id, id FROM tickets",
    "stay": "SELECT seq, ticket FROM stays",
    "rating": "SELECT ticket, ticket FROM ratings",
}
_ASTRAY: Final = (
    "SELECT stays.day, stays.seq, stays.ticket, tickets.day FROM stays LEFT JOIN tickets ON tickets.id = stays.ticket"
    " WHERE tickets.day IS NOT stays.day"
)
"""By its number alone a stay is found on its own day, whatever else stands elsewhere."""
VISITS: Final = tuple(_KINDS)
"""The projections with a row for each visit, or several."""


class ReplayedVisits:
    """The visits of a journal that is being replayed into `tables`, and which of them have left."""

    def __init__(self, connection: sqlite3.Connection, tables: Mapping[str, Rows]) -> None:
        self._connection = connection
        self._tables = {name: tables[name] for name in _KINDS}
        self._left = {name: SeqSet() for name in _KINDS}
        self._differ: set[int] = set()
        self._packed = SeqSet()

    def are_packed(self, ids: SeqSet, known: KnownDays) -> None:
        """The entries of these tickets have gone from the journal, or those of known days are passed over: their rows are looked at elsewhere."""
        self._packed = ids
        for name, query in _OWNERS.items() if ids else ():
            rows = self._connection.execute(query)
            self._left[name].update(key for key, ticket in rows if ticket in ids)
        calls = known.calls(self._connection)
        self._left["call"].update(seq for seq, ticket in calls if ticket in ids)

    def leave(self, day: str) -> None:
        """Forget the visits of days before this one whose rows are right."""
        old = {
            id_
            for id_, ticket in self._tables["ticket"].items()
            if ticket.day < day and id_ not in self._differ
        }
        if not old:
            return
        theirs = self._rows_of(old)
        self._differ |= {owner for name, rows in theirs.items() for owner in self._unlike(name, rows)}
        for name, rows in theirs.items():
            for key, (owner, _) in rows.items():
                if owner not in self._differ:
                    del self._tables[name][key]
                    self._left[name].add(key)

    def bring_back(self, ticket: int) -> None:
        """Something more happened to a forgotten visit: take it from its rows, which were right.

        Raises `ValueError` for a packed visit, to which nothing can happen any more.
        """
        if ticket in self._tables["ticket"]:
            self._differ.discard(ticket)
        elif ticket in self._packed:
            raise ValueError(f"something of ticket {ticket}, which is packed")
        elif ticket in self._left["ticket"]:
            self._take_back("ticket", ticket_rows.stored(self._connection, {ticket: None}))
            of_it = stays.of_ticket(self._connection, self._tables["ticket"][ticket].day, ticket)
            self._take_back("stay", of_it)
            seqs = {seq: None for seq, stay in self._tables["stay"].items() if stay.ticket == ticket}
            self._take_back("call", call_rows.stored(self._connection, seqs))
            self._take_back("rating", ratings.stored(self._connection, {ticket: None}))

    def differences(self, name: str) -> Iterator[str]:
        """What is not as the journal says in the table of this projection, when the journal has come to its end."""
        kind, should = _KINDS[name], self._tables[name]
        stored = dict(kind.stored(self._connection, should))
        stored |= self._others(name, len(stored))
        for key in sorted(should.keys() | stored.keys(), key=str):
            yield from _told(kind, name, key, should.get(key), stored.get(key))

    def numbers_given_twice(self) -> Iterator[str]:
        """Each number of a day that several visits have."""
        live = self._tables["ticket"]
        numbers = Count((ticket.day, ticket.prefix, ticket.n) for ticket in live.values())
        for (day, prefix, n), times in numbers.items():
            found = ticket_rows.with_number(self._connection, day, prefix, n)
            of_one_that_left = found is not None and found not in live and found in self._left["ticket"]
            if times + of_one_that_left > 1:
                yield f"number {spelled(prefix, n)} of {day} was given {times + of_one_that_left} times"

    def stays_astray(self) -> Iterator[str]:
        """Each stay that stands on another day than its ticket: its figures would count on both."""
        for day, seq, ticket, right in self._connection.execute(_ASTRAY):
            yield f"stay {seq} is on {day}, its ticket {ticket} is of {right or 'no day'}"

    def _rows_of(self, old: set[int]) -> dict[str, dict[int, tuple[int, Any]]]:
        """Of each table, the key of each row of these tickets, with the ticket and the row."""
        of_stays = {
            seq: (stay.ticket, stay) for seq, stay in self._tables["stay"].items() if stay.ticket in old
        }
        calls = self._tables["call"]
        return {
            "ticket": {id_: (id_, self._tables["ticket"][id_]) for id_ in old},
            "stay": of_stays,
            "call": {seq: (owner, calls[seq]) for seq, (owner, _) in of_stays.items() if seq in calls},
            "rating": {
                id_: (id_, self._tables["rating"][id_]) for id_ in old & self._tables["rating"].keys()
            },
        }

    def _unlike(self, name: str, rows: Mapping[int, tuple[int, Any]]) -> Iterator[int]:
        """The tickets whose row in this table is not as it should be."""
        kind = _KINDS[name]
        stored = dict(kind.stored(self._connection, {key: value for key, (_, value) in rows.items()}))
        for key, (owner, value) in rows.items():
            if stored.get(key) != kind.row(value):
                yield owner

    def _take_back(self, name: str, stored: Stored) -> None:
        for key, row in stored:
            if key in self._left[name]:
                self._left[name].discard(key)
                self._tables[name][key] = _KINDS[name].read(row)

    def _others(self, name: str, found: int) -> dict[int, tuple[Any, ...]]:
        """All rows but those that have left, when there are more than the `found` ones that were looked for."""
        kind, left = _KINDS[name], self._left[name]
        there = self._connection.execute(f"SELECT count(*) FROM {kind.table}").fetchone()[0]
        if there == found + len(left):
            return {}
        return {key: row for key, row in kind.everything(self._connection) if key not in left}


def _told(kind: _Kind, name: str, key: int, wanted: Any, row: tuple[Any, ...] | None) -> Iterator[str]:
    if wanted is None:
        yield f"{name} {key}: {difference(None, key)}"
    elif row is None:
        yield f"{name} {key}: {difference(wanted, None)}"
    elif row != kind.row(wanted):
        try:
            found = kind.read(row)
        except NO_SENSE as wrong:
            yield f"{name}: {wrong}"
            return
        if found != wanted:
            yield f"{name} {key}: {difference(wanted, found)}"
