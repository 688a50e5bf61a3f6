"""The journal for those who read along: admins and the city."""

from dataclasses import dataclass

from server.core.events import Entry
from server.service.context import Context
from server.store import journal


@dataclass(frozen=True, slots=True)
class JournalPart:
    """Some entries in order, and the latest `seq` there is."""

    entries: tuple[Entry, ...]
    seq: int


def since(context: Context, seq: int, limit: int) -> JournalPart:
    """Up to `limit` entries after `seq`."""
    with context.store.read() as connection:
        latest, _ = journal.last(connection)
        return JournalPart(tuple(journal.since(connection, seq, limit)), latest)
