"""What is told of things that are not done here: shipped with the product, and changed by the centre."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from server.core.events import ElsewhereChanged
from server.core.procedures.edits import ELSEWHERE, Edit
from server.core.procedures.elsewhere import Elsewhere, key_of
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.procedures.rules import check_elsewhere
from server.store import Transaction
from server.store.procedures import edits


def with_edits(shipped: Mapping[str, Elsewhere], changed: Mapping[str, Edit]) -> dict[str, Elsewhere]:
    """By key, what is told now: the shipped things with the centre's edits over them, then the centre's own."""
    told = dict(shipped)
    for key, edit in changed.items():
        told.pop(key, None) if not edit.active else told.update({key: elsewhere_of(edit.value)})
    return told


def elsewhere_of(facts: Mapping[str, Any]) -> Elsewhere:
    """What an edit says; facts that this version does not know are passed over."""
    return Elsewhere(**{each.name: facts[each.name] for each in fields(Elsewhere) if each.name in facts})


def add(context: Context, shipped: Mapping[str, Elsewhere], thing: Elsewhere, actor: str) -> str:
    """Tell of one more thing where it is done; answers its key.

    Raises `not_valid`, `elsewhere_there_already`.
    """
    check_elsewhere(thing)
    key = key_of(thing.vi)

    def change(transaction: Transaction) -> None:
        if key in _now(transaction, shipped):
            raise Refusal("elsewhere_there_already", name=thing.vi)
        transaction.record(ElsewhereChanged(key, None, asdict(thing)), actor)

    context.store.write(change)
    return key


def put(  # noqa: PLR0913, PLR0917 - of what, what it is now, who says so, and what they had seen
    context: Context,
    shipped: Mapping[str, Elsewhere],
    key: str,
    thing: Elsewhere,
    actor: str,
    seen: int | None = None,
) -> None:
    """Tell something else of a thing. Raises `not_valid`, `procedure_missing`, `procedure_moved`."""
    check_elsewhere(thing)
    _change(context, shipped, key, thing, actor, seen)


def remove(
    context: Context, shipped: Mapping[str, Elsewhere], key: str, actor: str, seen: int | None = None
) -> None:
    """Tell of a thing no more. Raises `procedure_missing`, `procedure_moved`."""
    _change(context, shipped, key, None, actor, seen)


def versions(context: Context) -> dict[str, int]:
    """The `seq` of the latest edit by key, where there was one."""
    with context.store.read() as connection:
        return {key: edit.version for key, edit in edits.of_elsewhere(connection).items()}


def _change(  # noqa: PLR0913, PLR0917 - as above
    context: Context,
    shipped: Mapping[str, Elsewhere],
    key: str,
    after: Elsewhere | None,
    actor: str,
    seen: int | None,
) -> None:
    def change(transaction: Transaction) -> None:
        before = _now(transaction, shipped).get(key)
        if before is None:
            raise Refusal("procedure_missing", entry=key)
        edit = edits.find(transaction.connection, (ELSEWHERE, key))
        if seen is not None and seen != (edit.version if edit else 0):
            raise Refusal("procedure_moved", name=before.vi)
        if before != after:
            facts = None if after is None else asdict(after)
            transaction.record(ElsewhereChanged(key, asdict(before), facts), actor)

    context.store.write(change)


def _now(transaction: Transaction, shipped: Mapping[str, Elsewhere]) -> dict[str, Elsewhere]:
    return with_edits(shipped, edits.of_elsewhere(transaction.connection))
