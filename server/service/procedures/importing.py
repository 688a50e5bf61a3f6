"""Taking a CSV file of procedures in: first what it would change, then all of it or nothing."""

from typing import Final

from server.core.incoming import FileRow
from server.core.procedures.plan import Plan, planned
from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.procedures.changes import write_down
from server.store import Transaction
from server.store.procedures import edits, table

_FILE: Final = BothTexts("danh mục", "The catalogue")


def preview(context: Context, rows: list[FileRow]) -> Plan:
    """What a file would change; nothing is saved."""
    with context.store.read() as connection:
        version, there = edits.version(connection), table.everything(connection)
    return planned(Plan(version), rows, there, context.centre.layout.fields)


def save(context: Context, rows: list[FileRow], actor: str, seen: int | None = None) -> Plan:
    """Take a file in, whole; `seen` is the version of the catalogue that its preview told.

    Raises `catalogue_file_wrong`, `procedure_moved`.
    """

    def change(transaction: Transaction) -> Plan:
        version = edits.version(transaction.connection)
        if seen is not None and seen != version:
            raise Refusal("procedure_moved", name=_FILE)
        there = table.everything(transaction.connection)
        plan = planned(Plan(version), rows, there, context.centre.layout.fields)
        if plan.wrong:
            raise Refusal("catalogue_file_wrong", rows=len(plan.wrong))
        for each in plan.changes:
            write_down(transaction, each.before, each.after, actor)
        return plan

    return context.store.write(change)
