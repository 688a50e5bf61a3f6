"""Files that cannot be written: noted in a table for the city's operators, because a full disk keeps no note."""

from typing import Final

from server.city.database import Transaction

_TELL: Final = """
INSERT INTO feed_trouble (host, folder, why) VALUES (%s, %s, %s)
ON CONFLICT (host, folder) DO UPDATE SET why = excluded.why
"""
_OVER: Final = "DELETE FROM feed_trouble WHERE host = %s AND folder = %s"


def tell(transaction: Transaction, host: str, folder: str, why: str) -> None:
    """The files of this machine's folder cannot be written; `since` stays what it was."""
    transaction.execute(_TELL, (host, folder, why))


def over(transaction: Transaction, host: str, folder: str) -> None:
    """They can."""
    transaction.execute(_OVER, (host, folder))
