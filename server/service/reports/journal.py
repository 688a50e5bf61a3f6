"""The journal for those who read along: admins and the city."""

from server.core.events import Entry
from server.service.context import Context
from server.service.views import View, iso
from server.store import journal


def journal_view(context: Context, since: int, limit: int) -> View:
    """Up to `limit` entries after `since`, in order, and the latest `seq`."""
    with context.store.read() as connection:
        latest, _ = journal.last(connection)
        items = [_entry_view(context, entry) for entry in journal.since(connection, since, limit)]
    return {"items": items, "seq": latest}


def _entry_view(context: Context, entry: Entry) -> View:
    return {
        "seq": entry.seq,
        "at": iso(context, entry.at),
        "type": entry.event.type,
        "ticket": entry.event.ticket_id,
        "counter": entry.event.counter_n,
        "actor": entry.actor,
        "data": entry.event.data(),
    }
