"""The doctor: replay the whole journal and name every difference from the tables."""

import sqlite3
from collections import Counter as Count
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from server.core.differences import NO_SENSE, difference
from server.store.doctor_of_schema import schema_differences
from server.store.doctor_of_visits import VISITS
from server.store.known_days import NONE_KNOWN, KnownDays
from server.store.people import doctor
from server.store.projections import PROJECTIONS
from server.store.queue import undo_steps as steps
from server.store.queue.doctor_of_undo import StepWatch
from server.store.replay import Replay
from server.store.reports import counter_days, stay_groups_compared

K = TypeVar("K")
V = TypeVar("V")


def examine(connection: sqlite3.Connection, known: KnownDays = NONE_KNOWN) -> Iterator[str]:
    """Every difference between the journal and the tables, and every rule broken, as sentences.

    It holds the visits of a day or two in memory, however long the journal is. Visits of days that are `known` are
    passed over (`server.store.doctor_again`).
    """
    yield from _integrity(connection)
    yield from schema_differences(connection)
    stored = _read(steps.everything, connection)
    replay = Replay(connection, StepWatch(stored if isinstance(stored, dict) else {}), known)
    yield from replay.findings()
    rows = replay.replayed.rows
    for projection in PROJECTIONS:
        if projection.name in VISITS:
            yield from replay.visits.differences(projection.name)
        else:
            found = _read(projection.everything, connection)
            if projection.name == "number brought in" and isinstance(found, dict):
                found = {key: ticket for key, ticket in found.items() if ticket not in replay.packs.tickets}
            yield from _compared(projection.name, rows[projection.name], found)
    yield from _compared("undo step", replay.replayed.steps.should, stored)
    yield from doctor.secrets_without_owner(connection)
    yield from stay_groups_compared.differences(connection, known.groups)
    yield from counter_days.differences(connection, known.groups)
    yield from replay.visits.numbers_given_twice()
    yield from replay.visits.stays_astray()
    held = Count(c.ticket for c in rows["counter"].values() if c.ticket is not None)
    yield from (f"ticket {ticket} is in the hands of {n} counters" for ticket, n in held.items() if n > 1)


def _integrity(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield f"database: {line}"


def _read(everything: Any, connection: sqlite3.Connection) -> Mapping[Any, Any] | Exception:
    """A table's rows, or why they cannot be read."""
    try:
        rows: Mapping[Any, Any] = everything(connection)
    except NO_SENSE as wrong:
        return wrong
    return rows


def _compared(what: str, should: Mapping[K, V], stored: Mapping[K, V] | Exception) -> Iterator[str]:
    if isinstance(stored, Exception):
        yield f"{what}: {stored}"
        return
    for key in sorted(should.keys() | stored.keys(), key=str):
        wanted, found = should.get(key), stored.get(key)
        if wanted != found:
            yield f"{what} {key}: {difference(wanted, found)}"
