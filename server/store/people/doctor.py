"""The doctor on secrets: it cannot know them, but each must belong to somebody."""

import sqlite3
from collections.abc import Iterator
from typing import Final

_CHECKS: Final = (
    (
        "SELECT username FROM secrets EXCEPT SELECT username FROM people",
        "secrets of {}: nobody here has this user name",
    ),
    (
        "SELECT username FROM people EXCEPT SELECT username FROM secrets",
        "person {}: has no password",
    ),
    (
        "SELECT username FROM people JOIN secrets USING (username) WHERE pin != (pin_hash IS NOT NULL)",
        "secrets of {}: a PIN is there that the journal does not know, or the other way round",
    ),
    (
        "SELECT token FROM token_hashes EXCEPT SELECT id FROM tokens",
        "hash of token {}: there is no such token",
    ),
)


def secrets_without_owner(connection: sqlite3.Connection) -> Iterator[str]:
    """Hashes that are nobody's, and people who have none."""
    for query, told in _CHECKS:
        for (who,) in connection.execute(query):
            yield told.format(who)
