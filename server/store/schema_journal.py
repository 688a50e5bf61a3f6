"""Two migrations that write existing data into the journal: its digests, then people and tokens.

They use only SQL and dictionaries, so that no later change of the code changes what they do.
"""

import json
import sqlite3
from datetime import UTC, datetime
from typing import Any, Final

from server.store.chain import BEFORE_THE_FIRST, digest

_ACTOR: Final = "system"
_GUARDS: Final = ("UPDATE", "DELETE")
_TABLES: Final = """
CREATE TABLE people_now (username TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, counter INTEGER,
  title TEXT, pin INTEGER NOT NULL, since INTEGER NOT NULL) STRICT;
CREATE TABLE tokens_now (id INTEGER PRIMARY KEY, device INTEGER, username TEXT, issued_at INTEGER NOT NULL,
  expires_at INTEGER, revoked_at INTEGER) STRICT;
CREATE TABLE secrets (username TEXT PRIMARY KEY, password_hash TEXT NOT NULL, pin_hash TEXT) STRICT;
CREATE TABLE token_hashes (hash BLOB PRIMARY KEY, token INTEGER NOT NULL UNIQUE) STRICT"""


def chain_the_rows(connection: sqlite3.Connection) -> None:
    """Give every row of the journal its digest, in order."""
    for verb in _GUARDS:
        connection.execute(f"DROP TRIGGER journal_no_{verb.lower()}")
    connection.execute("ALTER TABLE journal ADD COLUMN digest BLOB NOT NULL DEFAULT x''")
    rows = connection.execute(
        "SELECT seq, at, day, type, ticket, counter, actor, data FROM journal ORDER BY seq"
    )
    before = BEFORE_THE_FIRST
    for row in rows.fetchall():
        before = digest(before, *row)
        connection.execute("UPDATE journal SET digest = ? WHERE seq = ?", (before, row[0]))
    for verb in _GUARDS:
        connection.execute(
            f"CREATE TRIGGER journal_no_{verb.lower()} BEFORE {verb} ON journal "
            "BEGIN SELECT RAISE(ABORT, 'the journal is only ever appended to'); END"
        )


def journal_people_and_tokens(connection: sqlite3.Connection) -> None:
    """Write down who may sign in and which tokens there are, as they were found; then move the secrets beside."""
    for table in _TABLES.split(";"):
        connection.execute(table)
    journal = _Journal(connection)
    write_down_people(connection, journal)
    write_down_tokens(connection, journal)
    for name in ("tokens", "people"):
        connection.execute(f"DROP TABLE {name}")
        connection.execute(f"ALTER TABLE {name}_now RENAME TO {name}")


def write_down_people(connection: sqlite3.Connection, journal: "_Journal") -> None:
    """Rows for everybody there is, as they were found."""
    connection.execute("INSERT INTO secrets SELECT username, password_hash, pin_hash FROM people")
    people = connection.execute("SELECT username, name, role, counter, title, pin_hash FROM people")
    for username, name, role, counter, title, pin_hash in people.fetchall():
        facts = {"username": username, "name": name, "role": role, "usual_counter": counter, "title": title}
        seq = journal.append("person_added", facts)
        row = (username, name, role, counter, title, pin_hash is not None, seq)
        connection.execute("INSERT INTO people_now VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        if pin_hash is not None:
            journal.append("pin_set", {"username": username})


def write_down_tokens(connection: sqlite3.Connection, journal: "_Journal") -> None:
    """Rows for every token there is, and for what was revoked."""
    tokens = connection.execute(
        "SELECT hash, device, username, expires_at, revoked_at IS NOT NULL FROM tokens"
        " LEFT JOIN devices ON devices.id = tokens.device ORDER BY tokens.rowid"
    )
    for hashed, device, username, expires_at, revoked in tokens.fetchall():
        facts = {"device": device, "username": username, "expires_at": expires_at}
        seq = journal.append("token_issued", {"token": journal.seq + 1} | facts)
        if revoked:
            journal.append("token_revoked", {"token": seq})
        row = (seq, device, username, journal.now, expires_at, journal.now if revoked else None)
        connection.execute("INSERT INTO tokens_now VALUES (?, ?, ?, ?, ?, ?)", row)
        connection.execute("INSERT INTO token_hashes VALUES (?, ?)", (hashed, seq))


class _Journal:
    """Appends rows at the moment of the upgrade, on the latest day of the journal."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.now: int = connection.execute("SELECT now_ms()").fetchone()[0]
        last = connection.execute("SELECT seq, day, digest FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        today = datetime.fromtimestamp(self.now / 1000, UTC).date().isoformat()
        self.seq: int = last[0] if last else 0
        self._day: str = last[1] if last else today
        self._digest: bytes = last[2] if last else BEFORE_THE_FIRST

    def append(self, type_: str, facts: dict[str, Any]) -> int:
        """Add a row marked as found; returns its `seq`."""
        self.seq += 1
        data = json.dumps(facts | {"found": True}, ensure_ascii=False, separators=(",", ":"))
        row = (self.seq, self.now, self._day, type_, None, None, _ACTOR, data)
        self._digest = digest(self._digest, *row)
        self._connection.execute(
            "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, self._digest)
        )
        return self.seq
