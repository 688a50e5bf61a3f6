"""The doctor: replay the whole journal and name every difference from the tables."""

import sqlite3
from collections import Counter as Count
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Final, TypeVar

from server.core.events import Entry, UnknownEvent
from server.store import chain, journal
from server.store.doctor_of_schema import schema_differences
from server.store.people import doctor
from server.store.projections import PROJECTIONS, REPLAYED, Happening, Rows
from server.store.queue import undo_steps as steps
from server.store.queue.doctor_of_undo import StepWatch

K = TypeVar("K")
V = TypeVar("V")
_NO_SENSE: Final = (ValueError, TypeError, LookupError, AttributeError, AssertionError)
"""What comes of data that somebody has put together who is not this program."""


@dataclass
class Replayed:
    """What the journal alone says the tables should hold: the rows of each projection, by its name."""

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


def examine(connection: sqlite3.Connection) -> Iterator[str]:
    """Every difference between the journal and the tables, and every rule broken, as sentences."""
    yield from _integrity(connection)
    yield from schema_differences(connection)
    yield from _chain(connection)
    stored = _read(steps.everything, connection)
    replayed = Replayed(StepWatch(stored if isinstance(stored, dict) else {}))
    yield from _replay(connection, replayed)
    for projection in PROJECTIONS:
        yield from _compared(
            projection.name, replayed.rows[projection.name], _read(projection.everything, connection)
        )
    yield from _compared("undo step", replayed.steps.should, stored)
    yield from doctor.secrets_without_owner(connection)
    yield from _hands(replayed)


def _integrity(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"database: {line}"


def _chain(connection: sqlite3.Connection) -> Iterator[str]:
    if (seq := chain.first_that_does_not_fit(connection)) is not None:
        yield f"journal: row {seq} is the first that does not fit its digest: it was changed, or what was before it"


def _replay(connection: sqlite3.Connection, replayed: Replayed) -> Iterator[str]:
    try:
        for entry in journal.since(connection, 0):
            if entry.seq != replayed.seq + 1:
                yield f"journal: rows {replayed.seq + 1} to {entry.seq - 1} are missing"
            if isinstance(entry.event, UnknownEvent):
                yield f"journal: after row {replayed.seq}: unknown event type {entry.event.type!r}"
                replayed.seq = entry.seq
            else:
                replayed.take(entry)
    except _NO_SENSE as wrong:
        yield f"journal: after row {replayed.seq}: {wrong or type(wrong).__name__}"


def _read(everything: Any, connection: sqlite3.Connection) -> Mapping[Any, Any] | Exception:
    """A table's rows, or why they cannot be read."""
    try:
        rows: Mapping[Any, Any] = everything(connection)
    except _NO_SENSE as wrong:
        return wrong
    return rows


def _compared(what: str, should: Mapping[K, V], stored: Mapping[K, V] | Exception) -> Iterator[str]:
    if isinstance(stored, Exception):
        yield f"{what}: {stored}"
        return
    for key in sorted(should.keys() | stored.keys(), key=str):
        wanted, found = should.get(key), stored.get(key)
        if wanted != found:
            yield f"{what} {key}: {_difference(wanted, found)}"


def _difference(wanted: Any, found: Any) -> str:
    if wanted is None:
        return "is in the table but not in the journal"
    if found is None:
        return "is in the journal but not in the table"
    if is_dataclass(wanted) and type(wanted) is type(found):
        pairs = ((f.name, getattr(wanted, f.name), getattr(found, f.name)) for f in fields(wanted))
        return "; ".join(f"{name} is {b!r}, the journal says {a!r}" for name, a, b in pairs if a != b)
    return f"is {found!r}, the journal says {wanted!r}"


def _hands(replayed: Replayed) -> Iterator[str]:
    numbers = Count((t.day, t.number) for t in replayed.rows["ticket"].values())
    yield from (
        f"number {number} of {day} was given {n} times" for (day, number), n in numbers.items() if n > 1
    )
    held = Count(c.ticket for c in replayed.rows["counter"].values() if c.ticket is not None)
    yield from (f"ticket {ticket} is in the hands of {n} counters" for ticket, n in held.items() if n > 1)
