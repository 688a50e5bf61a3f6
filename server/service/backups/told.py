"""Writes the results of backups into the journal."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from server.core.events import BackupFailed, BackupMade
from server.service.context import Context
from server.store import journal
from server.store.backups.opening import head_of_file
from server.store.transaction import Transaction

_ACTOR: Final = "system"


@dataclass(frozen=True, slots=True)
class MadeBackup:
    """A backup's file with its size in bytes, and the journal's last row in it."""

    file: str
    size: int
    up_to: int


def made(path: Path) -> MadeBackup:
    """The facts of a backup that was just made. Raises `OSError` or `BadBackup` if it is gone or damaged."""
    with path.open("rb") as packed:
        return MadeBackup(path.name, path.stat().st_size, head_of_file(packed)[0].seq)


def tell(context: Context, folder: str, came: MadeBackup | str) -> None:
    """Write a backup or the reason of a failure into the journal; a repeated failure is written once."""

    def job(transaction: Transaction) -> None:
        if isinstance(came, MadeBackup):
            transaction.record(BackupMade(folder, came.file, came.size, came.up_to), _ACTOR)
        elif not _is_told(transaction, failed := BackupFailed(folder, came)):
            transaction.record(failed, _ACTOR)

    context.store.write(job)


def _is_told(transaction: Transaction, failed: BackupFailed) -> bool:
    """Whether the journal's latest entry about backups says the same."""
    told = journal.of_backups(transaction.connection)
    entries = [told[kind] for kind in (BackupMade, BackupFailed) if kind in told]
    return bool(entries) and max(entries, key=lambda entry: entry.seq).event == failed


def last_sign(context: Context) -> int | None:
    """When the latest backup was made; where none ever was, when the first failure was told. UTC milliseconds."""
    if (made := made_at(context)) is not None:
        return made
    with context.store.read() as connection:
        failed = (e.at for e in journal.of_backups_after(connection, 0) if isinstance(e.event, BackupFailed))
        return next(failed, None)


def made_at(context: Context) -> int | None:
    """When the latest backup was made, UTC milliseconds."""
    with context.store.read() as connection:
        entry = journal.of_backups(connection).get(BackupMade)
    return None if entry is None else entry.at
