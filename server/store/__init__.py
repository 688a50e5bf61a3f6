"""SQLite: one writer, many readers, the journal, and the state tables that follow from it."""

from server.store.store import Store
from server.store.transaction import Transaction

__all__ = ["Store", "Transaction"]
