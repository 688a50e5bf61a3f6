"""What people and machines prove themselves with: hashes of passwords, PINs and tokens, nothing in the clear.

They are beside the journal, since the journal is read by many and kept for ever; that a secret was set is in it.
"""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Secrets:
    """The hashes of somebody's password and PIN."""

    password_hash: str
    pin_hash: str | None = None


def of_person(connection: sqlite3.Connection, username: str) -> Secrets | None:
    """What this person signs in with."""
    query = "SELECT password_hash, pin_hash FROM secrets WHERE username = ?"
    row = connection.execute(query, (username,)).fetchone()
    return None if row is None else Secrets(*row)


def save(connection: sqlite3.Connection, username: str, secrets: Secrets) -> None:
    """This person signs in with these from now on."""
    connection.execute(
        "INSERT OR REPLACE INTO secrets (username, password_hash, pin_hash) VALUES (?, ?, ?)",
        (username, secrets.password_hash, secrets.pin_hash),
    )


def forget(connection: sqlite3.Connection, username: str) -> None:
    """Delete this person's hashes: they can no longer sign in."""
    connection.execute("DELETE FROM secrets WHERE username = ?", (username,))


def add_token(connection: sqlite3.Connection, digest: bytes, token: int) -> None:
    """Store the hash of a token: a caller who sends the secret holds the token."""
    connection.execute("INSERT INTO token_hashes (hash, token) VALUES (?, ?)", (digest, token))


def forget_token(connection: sqlite3.Connection, token: int) -> None:
    """Nobody holds this token any more."""
    connection.execute("DELETE FROM token_hashes WHERE token = ?", (token,))
