"""Changing the centre's procedures while it runs, and taking a change back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.core.events import ElsewhereChanged, Entry, ProcedureChanged
from server.core.procedures.edits import PROCEDURE, Key, key_of
from server.core.procedures.procedure import Procedure, procedure_of
from server.core.procedures.rules import check
from server.core.refusal import Refusal
from server.core.taking_back import LaterChanges, catalogue_step
from server.service.context import Context
from server.store import Transaction, journal
from server.store.procedures import edits, table
from server.store.reports import changes


@dataclass(frozen=True, slots=True)
class Versioned:
    """A procedure, and the `seq` of the centre's latest change of it: 0 while it is as it was shipped."""

    procedure: Procedure
    version: int


def find(context: Context, code: str) -> Versioned:
    """A procedure, in use or not. Raises `unknown_catalogue_entry`."""
    with context.store.read() as connection:
        found = table.find(connection, code)
        edit = edits.find(connection, (PROCEDURE, code))
    if found is None:
        raise Refusal("unknown_catalogue_entry", entry=code)
    return Versioned(found, edit.version if edit else 0)


def put(  # noqa: PLR0913 - of which procedure, what it is now, who says so, and what they had seen
    context: Context,
    code: str,
    facts: Mapping[str, Any],
    actor: str,
    seen: int | None = None,
    *,
    new: bool = False,
) -> Versioned:
    """Set a procedure's facts and put it into use; facts that are left out stay.

    `seen` is the version that the caller saw: a change that is already made does not need it, because its answer may
    have been lost. `new`: it must not be there yet, in use or not. Raises `not_valid`, `procedure_moved`,
    `procedure_there_already`.
    """

    def change(transaction: Transaction) -> None:
        there = table.find(transaction.connection, code)
        if new and there is not None:
            raise Refusal("procedure_there_already", procedure=code, name=there.short)
        before = there or procedure_of(code, {})
        now = procedure_of(code, before.facts | dict(facts))
        if now == there:
            return
        unmoved(transaction, (PROCEDURE, code), before.short or code, seen)
        check(now, context.centre.layout.fields)
        record(transaction, now, actor)

    context.store.write(change)
    return find(context, code)


def remove(context: Context, code: str, actor: str, seen: int | None = None) -> Versioned:
    """Take a procedure out of use: it is no longer found, and history keeps its name.

    Raises `unknown_catalogue_entry`, `procedure_moved`.
    """

    def change(transaction: Transaction) -> None:
        before = table.find(transaction.connection, code)
        if before is None:
            raise Refusal("unknown_catalogue_entry", entry=code)
        if not before.active:
            return
        unmoved(transaction, (PROCEDURE, code), before.short, seen)
        record(transaction, procedure_of(code, before.facts, active=False), actor)

    context.store.write(change)
    return find(context, code)


def record(transaction: Transaction, now: Procedure, actor: str, takes_back: int | None = None) -> None:
    """Write down what a procedure is now, unless it is so already."""
    before = table.find(transaction.connection, now.code)
    if now != before:
        write_down(transaction, before, now, actor, takes_back)


def write_down(
    transaction: Transaction,
    before: Procedure | None,
    now: Procedure,
    actor: str,
    takes_back: int | None = None,
) -> None:
    """As `record`, of what is known to be different now; `before` is what the table has."""
    was = before.facts if before is not None and before.active else None
    transaction.record(ProcedureChanged(now.code, was, now.facts if now.active else None, takes_back), actor)
    table.save(transaction.connection, now)


def take_back(context: Context, seq: int, actor: str) -> None:
    """Undo the change that is the journal's entry `seq`.

    Raises `unknown_catalogue_change`, `procedure_moved` when a later change stands on it.
    """

    def change(transaction: Transaction) -> None:
        undone = next(iter(journal.at(transaction.connection, [seq])), None)
        if undone is None or not isinstance(undone.event, ProcedureChanged | ElsewhereChanged):
            raise Refusal("unknown_catalogue_change", seq=seq)
        event = undone.event
        edit = edits.find(transaction.connection, key_of(event))
        if edit is None or _stands_on(transaction, undone):
            raise Refusal("procedure_moved", name=key_of(event)[1])
        if isinstance(event, ElsewhereChanged):
            transaction.record(ElsewhereChanged(event.key, event.after, event.before, seq), actor)
        else:
            was = procedure_of(event.code, event.before or edit.value, active=event.before is not None)
            record(transaction, was, actor, seq)

    context.store.write(change)


def _stands_on(transaction: Transaction, undone: Entry) -> bool:
    """Whether a later change of the same entry stands on this one."""
    of_both = (ProcedureChanged, ElsewhereChanged)
    after = [catalogue_step(each) for each in changes.later(transaction.connection, of_both, undone.seq)]
    return LaterChanges(reversed(after)).over(catalogue_step(undone)) is not None


def unmoved(transaction: Transaction, entry: Key, name: str, seen: int | None) -> None:
    """Raise `procedure_moved` unless the entry's latest change is the one that was `seen`; `None` skips the check."""
    edit = edits.find(transaction.connection, entry)
    if seen is not None and seen != (edit.version if edit else 0):
        raise Refusal("procedure_moved", name=name)
