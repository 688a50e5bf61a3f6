"""SQLite: one writer, many readers, the journal, and the state tables that follow from it."""

from .store import Store
from .transaction import Transaction

__all__ = ["Store", "Transaction"]
