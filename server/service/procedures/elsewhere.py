"""Changes the information about things that are done elsewhere."""

from collections.abc import Mapping
from dataclasses import asdict

from server.core.events import ElsewhereChanged
from server.core.procedures.edits import ELSEWHERE
from server.core.procedures.elsewhere import Elsewhere, key_of
from server.core.procedures.rules import check_elsewhere
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.first_answers import answered
from server.service.procedures.changes import unmoved
from server.service.procedures.signposts import Signpost, with_edits
from server.service.procedures.views import signpost_view
from server.service.views import View
from server.store import Transaction
from server.store.idempotency import Once
from server.store.procedures import edits


def add(
    context: Context,
    shipped: Mapping[str, Elsewhere],
    thing: Elsewhere,
    actor: str,
    once: Once | None = None,
) -> View:
    """Tell of one more thing where it is done.

    Raises `not_valid`, `elsewhere_there_already`.
    """
    check_elsewhere(thing)
    key = key_of(thing.vi)

    def change(transaction: Transaction) -> Signpost:
        if key in _now(transaction, shipped):
            raise Refusal("elsewhere_there_already", name=thing.vi)
        transaction.record(ElsewhereChanged(key, None, asdict(thing)), actor)
        return Signpost(key, thing, transaction.seq)

    return answered(context, once, change, signpost_view)[0]


def put(  # noqa: PLR0913, PLR0917 - of what, what it is now, who says so, and what they had seen
    context: Context,
    shipped: Mapping[str, Elsewhere],
    key: str,
    thing: Elsewhere,
    actor: str,
    seen: int | None = None,
) -> None:
    """Tell something else of a thing. Raises `not_valid`, `unknown_catalogue_entry`, `procedure_moved`."""
    check_elsewhere(thing)
    _change(context, shipped, key, thing, actor, seen)


def remove(
    context: Context, shipped: Mapping[str, Elsewhere], key: str, actor: str, seen: int | None = None
) -> None:
    """Remove a thing that is done elsewhere. Raises `unknown_catalogue_entry`, `procedure_moved`."""
    _change(context, shipped, key, None, actor, seen)


def signposts(context: Context, shipped: Mapping[str, Elsewhere]) -> dict[str, Signpost]:
    """All that is told to be done elsewhere, by key."""
    with context.store.read() as connection:
        changed = edits.of_elsewhere(connection)
    told = with_edits(shipped, changed)
    return {
        key: Signpost(key, thing, changed[key].version if key in changed else 0)
        for key, thing in told.items()
    }


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
            raise Refusal("unknown_catalogue_entry", entry=key)
        if before == after:
            return
        unmoved(transaction, (ELSEWHERE, key), before.vi, seen)
        facts = None if after is None else asdict(after)
        transaction.record(ElsewhereChanged(key, asdict(before), facts), actor)

    context.store.write(change)


def _now(transaction: Transaction, shipped: Mapping[str, Elsewhere]) -> dict[str, Elsewhere]:
    return with_edits(shipped, edits.of_elsewhere(transaction.connection))
