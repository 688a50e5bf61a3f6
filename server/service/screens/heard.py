"""Screens that were heard: the first call that each spoke aloud, by its own word, is a fact to keep."""

from server.core.events import ScreenHeard
from server.service.context import Context
from server.service.today import today
from server.store import Transaction, setup
from server.store.people import devices
from server.store.queue import tickets


class FirstHeard:
    """Notes the first number that each screen spoke."""

    def __init__(self, context: Context) -> None:
        self._context = context
        with context.store.read() as connection:
            self._noted = set(setup.heard(connection))

    def note(self, device: int, number: str) -> None:
        """A screen says that it spoke this number. One that was not called today it cannot have spoken."""
        if device in self._noted:
            return
        with self._context.store.read() as connection:
            _, _, day = today(self._context, connection)
            ticket = tickets.numbered(connection, day, number)
            called = None if ticket is None else tickets.find(connection, ticket)
        if called is not None and called.calls:
            self._context.store.write(lambda transaction: _record(transaction, device, number))
            self._noted.add(device)


def _record(transaction: Transaction, device: int, number: str) -> None:
    found = devices.find(transaction.connection, device)
    if found is not None and device not in setup.heard(transaction.connection):
        transaction.record(ScreenHeard(device, number), f"{found.kind}:{device}")
