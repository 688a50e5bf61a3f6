"""Trouble with the disk, played on the connection that writes."""

import sqlite3

from server.store import Store


def writing(store: Store) -> sqlite3.Connection:
    """The store's one connection that writes; what is set on it holds for everybody's jobs."""
    return store.write(lambda transaction: transaction.connection)
