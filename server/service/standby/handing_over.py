"""Which box goes on with the centre: one at a time."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from server.core.backups import Manifest, OnPaper
from server.core.events import CentreHandedOver, CentreRestored, CentreTakenOver, Entry, Event
from server.core.refusal import Refusal
from server.core.standby import End
from server.service.backups.restored import go_on
from server.service.context import Context
from server.store import journal
from server.store.standby.rows import end, has
from server.store.standby.state import standing

_ACTOR: Final = "system"


def must_be_the_one(context: Context, data: Path) -> None:
    """Raise `storage_second_box` for a folder that follows another box, `storage_handed_over` for one whose centre goes on elsewhere."""
    if (follows := standing(data)) is not None:
        raise Refusal("storage_second_box", of=follows.of)
    with context.store.read() as connection:
        told = journal.of_backups(connection)
    if _later(told, (CentreHandedOver,), (CentreTakenOver, CentreRestored)):
        raise Refusal("storage_handed_over")


def as_the_one(context: Context, data: Path) -> Context:
    """The centre's data, let go again where another box goes on with this centre. Raises as `must_be_the_one`."""
    try:
        must_be_the_one(context, data)
    except BaseException:
        context.close()
        raise
    return context


def has_taken_over(connection: sqlite3.Connection) -> bool:
    """Whether this box took the centre over from another one, and no other from it since."""
    return _later(journal.of_backups(connection), (CentreTakenOver,), (CentreHandedOver,))


def _later(
    told: Mapping[type[Event], Entry], one: Iterable[type[Event]], other: Iterable[type[Event]]
) -> bool:
    """Whether something of the `one` kinds is there, and nothing of the `other` after it."""
    last, before = (
        max((told[kind].seq for kind in kinds if kind in told), default=0) for kinds in (one, other)
    )
    return last > before


def hand_over(context: Context, row: End | None, actor: str) -> End:
    """Stop giving numbers for good; returns the journal's last row, and the same row if asked again.

    `row` is one that the other box holds and a box that it follows cannot have: where it is here, this is that box itself, and
    `standby_apart` is raised.
    """
    with context.store.read() as connection:
        if row is not None and has(connection, row):
            raise Refusal("standby_apart", seq=row.seq)
    with suppress(Refusal):
        context.store.end_with(lambda transaction: transaction.record(CentreHandedOver(actor), actor))
    with context.store.read() as connection:
        last, over = end(connection), journal.of_backups(connection).get(CentreHandedOver)
    if over is None or over.seq != last.seq:
        raise Refusal("storage_busy")
    return last


def take_over(context: Context, on_paper: OnPaper, *, proven: bool) -> dict[str, int]:
    """Continue the centre here; returns the next numbers of series that had to be raised.

    `proven` is that this box holds the last row of the other: then nothing is lifted. Raises `ValueError` for a number of no
    field, and has written nothing then.
    """
    with context.store.read() as connection:
        up_to = end(connection).seq
    following: dict[str, int] = {}
    if not proven:
        manifest = Manifest("", 0, "", context.clock(), None, up_to, "", {})
        following = go_on(context, manifest, on_paper, _ACTOR)
    context.store.write(lambda transaction: transaction.record(CentreTakenOver(up_to, proven), _ACTOR))
    return following
