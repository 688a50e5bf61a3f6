"""What is forgotten of what people asked from afar: after a day whose phone it was, after a week all of it."""

from typing import Final

from server.city.database import Transaction

_PHONES: Final = "UPDATE request SET phone = '' WHERE phone <> '' AND asked_at < now() - interval '1 day'"
"""The brakes look twelve hours back."""
_REQUESTS: Final = "DELETE FROM request WHERE asked_at < now() - interval '7 days'"
"""Their steps go with them. Nothing is handed over after a day, and a centre's journal is read three days back."""


def forget(transaction: Transaction) -> None:
    """Of all centres, also those that are silent or retired."""
    transaction.execute(_PHONES)
    transaction.execute(_REQUESTS)
