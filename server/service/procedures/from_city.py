"""Taking the city's catalogue: a layer over what the centre has, under what the centre changed itself."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from server.core.events import ProcedureChanged
from server.core.incoming import FileRow
from server.core.procedures.edits import PROCEDURE
from server.core.procedures.plan import Plan, planned
from server.core.procedures.procedure import Procedure, procedure_of
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.procedures.changes import write_down
from server.store import Transaction, journal
from server.store.procedures import edits, table

_CITY: Final = "city:"
_AT_ONCE: Final = 100
"""The number of changes written at once: a person who takes a number waits for no more."""
_CHANGES: Final = "type = 'procedure_changed'"


@dataclass(frozen=True, slots=True)
class Taken:
    """How many procedures were changed, and how many were left as the centre itself has them."""

    changed: int
    kept: int


@dataclass(slots=True)
class _Layers:
    """The codes that the centre itself changed last, and what those that the city changed were before it did."""

    own: set[str] = field(default_factory=set)
    before: dict[str, Mapping[str, Any] | None] = field(default_factory=dict)


def take(context: Context, version: int, rows: Sequence[FileRow]) -> Taken:
    """Put the city's catalogue of this `version` into use in place of its earlier one; without rows, none at all.

    The centre's own changes stay. It may be interrupted and repeated. Raises
    `catalogue_file_wrong`, or a storage error.
    """
    with context.store.read() as connection:
        there, layers = table.everything(connection), _layers(connection)
        seen = {code: edit.version for code, edit in edits.of_procedures(connection).items()}
    wanted = _wanted(version, rows, there, layers, set(context.centre.layout.fields))
    changes = [now for code, now in wanted.items() if now != there.get(code)]
    parts = (changes[at : at + _AT_ONCE] for at in range(0, len(changes), _AT_ONCE))
    changed = sum(_written(context, part, seen, f"{_CITY}{version}") for part in parts)
    named = {row.cells.get("code", "").strip() for row in rows}
    return Taken(changed, len(layers.own & named))


def check(context: Context, rows: Iterable[FileRow]) -> None:
    """Raise `catalogue_file_wrong` for a file that this centre cannot take."""
    with context.store.read() as connection:
        there = table.everything(connection)
    _checked(planned(Plan(0), rows, there, _fields(rows, set(context.centre.layout.fields))))


def _wanted(
    version: int,
    rows: Sequence[FileRow],
    there: Mapping[str, Procedure],
    layers: _Layers,
    fields: set[str],
) -> dict[str, Procedure]:
    """What every procedure that the city has or had a say in is to be."""
    under = dict(there)
    for code, facts in layers.before.items():
        known = there[code].facts if code in there else {}
        under[code] = procedure_of(code, known if facts is None else facts, active=facts is not None)
    plan = _checked(planned(Plan(version), rows, under, _fields(rows, fields)))
    wanted = {code: under[code] for code in layers.before}
    return wanted | {
        each.after.code: each.after for each in plan.changes if each.after.code not in layers.own
    }


def _checked(plan: Plan) -> Plan:
    if plan.wrong:
        raise Refusal("catalogue_file_wrong", rows=len(plan.wrong))
    return plan


def _fields(rows: Iterable[FileRow], own: set[str]) -> set[str]:
    """The centre's own fields and those in the rows: a field that the centre lacks is no error; its procedures are stored but not found."""
    return own | {row.cells.get("field", "").strip() for row in rows}


def _layers(connection: sqlite3.Connection) -> _Layers:
    found = _Layers()
    for entry in journal.in_order(connection, _CHANGES):
        event = entry.event
        if not isinstance(event, ProcedureChanged):
            continue
        if entry.actor.startswith(_CITY):
            found.own.discard(event.code)
            found.before.setdefault(event.code, event.before)
        else:
            found.before.pop(event.code, None)
            found.own.add(event.code)
    return found


def _written(context: Context, changes: Iterable[Procedure], seen: Mapping[str, int], actor: str) -> int:
    def write(transaction: Transaction) -> int:
        return sum(1 for _ in _write(transaction, changes, seen, actor))

    return context.store.write(write)


def _write(
    transaction: Transaction, changes: Iterable[Procedure], seen: Mapping[str, int], actor: str
) -> Iterator[None]:
    for now in changes:
        edit = edits.find(transaction.connection, (PROCEDURE, now.code))
        if (edit.version if edit else 0) == seen.get(
            now.code, 0
        ):  # else a manager was quicker: it is the centre's own
            write_down(transaction, table.find(transaction.connection, now.code), now, actor)
            yield
