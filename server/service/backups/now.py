"""What is known of backups now: the latest, why the last try failed, and whether the data were restored today."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from server.core.backups import is_late
from server.core.events import (
    BackupFailed,
    BackupMade,
    CentreRestored,
    Entry,
    Event,
    RestoreSeen,
    SeriesLifted,
)
from server.core.model import spelled
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.today import today
from server.store import Transaction, journal


@dataclass(frozen=True, slots=True)
class Restored:
    """When the data were restored, from a backup made when (UTC milliseconds), and the numbers with which that day went on.

    `seq` is the entry that tells it.
    """

    seq: int
    at: int
    made_at: int
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BackupsNow:
    """The entries of the latest backup and of a failure since; `late` where somebody should look."""

    folder: str | None
    every_hours: int
    making: bool
    late: bool
    made: Entry | None
    failed: Entry | None
    restored: Restored | None
    encrypted: bool


def must_have_a_folder(context: Context) -> None:
    """Raise `backup_no_folder` if no folder for backups is set."""
    if context.settings.document.backup.folder is None:
        raise Refusal("backup_no_folder")


def needs_a_look(context: Context) -> bool:
    """Whether somebody should look at the page of backups: none goes anywhere, or the latest is too old."""
    now = backups_now(context, making=False)
    return now.folder is None or now.late or now.failed is not None or now.restored is not None


def backups_now(context: Context, *, making: bool) -> BackupsNow:
    """The latest of everything; `making` is whether one is being made."""
    part = context.settings.document.backup
    with context.store.read() as connection:
        told = journal.of_backups(connection)
        _, now, _ = today(context, connection)
        restored = _restored(connection, told)
    made, failed = told.get(BackupMade), told.get(BackupFailed)
    made_at = None if made is None else made.at
    return BackupsNow(
        folder=None if part.folder is None else str(part.folder),
        every_hours=part.every_hours,
        making=making,
        late=part.folder is not None and is_late(part.every_hours, made_at, now),
        made=made,
        failed=None if failed is None or (made is not None and made.seq > failed.seq) else failed,
        restored=restored,
        encrypted=part.recipient is not None,
    )


def see_restored(context: Context, actor: str) -> None:
    """Somebody has read what the latest restore did: stop showing it. Does nothing if nothing is shown."""

    def job(transaction: Transaction) -> None:
        told = journal.of_backups(transaction.connection)
        if (restored := _restored(transaction.connection, told)) is not None:
            transaction.record(RestoreSeen(restored.seq), actor)

    context.store.write(job)


def _restored(connection: sqlite3.Connection, told: Mapping[type[Event], Entry]) -> Restored | None:
    """The latest restore, until somebody has read about it."""
    entry, seen = told.get(CentreRestored), told.get(RestoreSeen)
    if entry is None or (seen is not None and seen.seq > entry.seq):
        return None
    event = entry.event
    assert isinstance(event, CentreRestored)
    lifted = (each.event for each in journal.of_backups_after(connection, entry.seq))
    numbers = tuple(spelled(each.prefix, each.n + 1) for each in lifted if isinstance(each, SeriesLifted))
    return Restored(entry.seq, entry.at, event.made_at, numbers)
