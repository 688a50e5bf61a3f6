"""Taking in the dossier system's list: first what it holds and changes, then all of it or nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeVar

from server.core.dossiers.rows import Dossier
from server.core.events import DossiersImported
from server.core.refusal import Refusal
from server.core.reports.days import day_text
from server.core.texts import BothTexts
from server.service.context import Context
from server.service.dossiers.forgetting import delete_rows
from server.service.dossiers.reading import LONGEST_SOURCE, Held
from server.store import Transaction
from server.store.dossiers import imports, table

T = TypeVar("T")
_PART: Final = 2000
"""The number of rows written at a time: a person who takes a number waits for no more."""
_UNNAMED: Final = BothTexts("không rõ tên tệp", "a file without a name")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file changes of the list with the `version` (the `seq` of its event, 0 for none) that is in use."""

    version: int
    held: Held
    new: int
    changed: int
    same: int
    gone: int


def preview(context: Context, held: Held) -> Plan:
    """What the file would change; nothing is saved."""
    with context.store.read() as connection:
        now = imports.current(connection)
        before = {} if now is None else {each.code: each for each in table.of_batch(connection, now.batch)}
    after = held.dossiers
    both = before.keys() & after.keys()
    changed = sum(before[code] != after[code] for code in both)
    version = 0 if now is None else now.seq
    return Plan(version, held, len(after) - len(both), changed, len(both) - changed, len(before) - len(both))


def save(context: Context, held: Held, source: str, actor: str, seen: int | None = None) -> Plan:
    """The file's list is in use from now on, whole; `seen` is the version that its preview told.

    Raises `dossier_file_wrong`, `dossiers_moved`.
    """
    if held.wrong:
        raise Refusal("dossier_file_wrong", rows=len(held.wrong))
    plan = preview(context, held)
    if seen is not None and seen != plan.version:
        raise Refusal("dossiers_moved")
    batch = _write(context, list(held.dossiers.values()))
    try:
        context.store.write(_put(plan, batch, source, actor))
    except BaseException:
        delete_rows(context, lambda each, _: each == batch)
        raise
    delete_rows(context, lambda each, in_use: each != in_use)
    return plan


def _write(context: Context, dossiers: list[Dossier]) -> int:
    """Write the rows beside those in use, part by part; returns their batch.

    The batch number is above every row of the journal, and so above every earlier batch: rows of a deleted batch
    can never be taken for those of another.
    """

    def begin(transaction: Transaction) -> int:
        connection = transaction.connection
        batch = 1 + max((transaction.seq, *table.batches(connection)))
        table.add(connection, batch, dossiers[:_PART])
        return batch

    def add(part: list[Dossier]) -> Callable[[Transaction], None]:
        return lambda transaction: table.add(transaction.connection, batch, part)

    batch = context.store.write(begin)
    for part in _parts(dossiers[_PART:]):
        context.store.write(add(part))
    return batch


def _put(plan: Plan, batch: int, source: str, actor: str) -> Callable[[Transaction], None]:
    """Put the batch into use, unless another list was imported meanwhile."""
    held = plan.held

    def put(transaction: Transaction) -> None:
        connection, rows = transaction.connection, len(held.dossiers)
        now = imports.current(connection)
        if plan.version != (0 if now is None else now.seq) or rows != table.rows(connection, batch):
            raise Refusal("dossiers_moved")
        name = " ".join(source.split())[:LONGEST_SOURCE] or _UNNAMED.vi
        first, last = day_text(held.days.first), day_text(held.days.last)
        columns = tuple(sorted(held.columns))
        event = DossiersImported(batch, name, held.digest, first, last, columns, rows)
        transaction.record(event, actor)

    return put


def _parts(items: Iterable[T]) -> Iterable[list[T]]:
    rest = iter(items)
    while part := list(islice(rest, _PART)):
        yield part
