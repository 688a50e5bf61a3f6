"""Names of people who do not sign in here any more."""

import sqlite3
from typing import Final

_NAMED: Final = (
    "SELECT coalesce(json_extract(data, '$.name'), json_extract(data, '$.changed.name')) FROM journal"
    " WHERE type IN ('person_added', 'person_changed') AND json_extract(data, '$.username') = ?"
    " ORDER BY seq DESC"
)


def name_of(connection: sqlite3.Connection, username: str) -> str | None:
    """The last name of the person with this user name; `None` if there was nobody."""
    found = (row[0] for row in connection.execute(_NAMED, (username,)))
    return next((str(name) for name in found if name is not None), None)
