"""Sessions: kept in the database and not only in the browser, so that each ends when it must, in every process at once."""

import hashlib
import secrets

from server.city.database import Transaction
from server.city.people import people
from server.city.people.people import Person
from server.core.refusal import Refusal
from server.core.sessions import LASTS_MS


def begin(transaction: Transaction, username: str, proven: str, now: int) -> str:
    """Begin a session of a person whose password hash is still `proven`; returns what their browser must keep. Raises `sign_in_failed`.

    A person who was switched off, or whose password changed during the sign-in, is refused.
    """
    query = "SELECT password_hash FROM person WHERE username = %s AND active FOR UPDATE"
    if transaction.execute(query, (username,)).fetchone() != (proven,):
        raise Refusal("sign_in_failed")
    transaction.execute("DELETE FROM session WHERE begun_at < %s", (now - LASTS_MS,))
    held = secrets.token_urlsafe()
    transaction.execute(
        "INSERT INTO session (hash, username, begun_at) VALUES (%s, %s, %s)", (hash_of(held), username, now)
    )
    return held


def find(transaction: Transaction, held: str, now: int) -> Person | None:
    """The person whose session a browser holds; `None` if the session is over or never existed."""
    row = transaction.execute(
        "SELECT username FROM session WHERE hash = %s AND begun_at > %s", (hash_of(held), now - LASTS_MS)
    ).fetchone()
    person = None if row is None else people.find(transaction, row[0])
    return person if person is not None and person.active else None


def end(transaction: Transaction, held: str) -> None:
    """This session opens nothing any more."""
    transaction.execute("DELETE FROM session WHERE hash = %s", (hash_of(held),))


def hash_of(held: str) -> bytes:
    """What is stored of a session: reading the table gives nobody a session."""
    return hashlib.sha256(held.encode()).digest()
