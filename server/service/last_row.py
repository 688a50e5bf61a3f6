"""The journal's latest row, for counting the unsent rows."""

from server.service.context import Context
from server.store import journal


def last_row(context: Context) -> int:
    """Its `seq`; 0 for an empty journal."""
    with context.store.read() as connection:
        return journal.last(connection)[0]
