"""The newer of the tables' migrations, from number 20; the older ones and the rule are in `server.store.schema`."""

from sqlite_utils import Database, Migrations


def add_newer(migrations: Migrations) -> None:
    """Add them, in order."""
    migrations(name="0020_sessions")(_sessions)
    migrations(name="0021_counters_of_machines")(_counters_of_machines)


def _sessions(db: Database) -> None:
    db.execute(
        "CREATE TABLE sessions (id INTEGER PRIMARY KEY, username TEXT NOT NULL, begun_at INTEGER NOT NULL,"
        " device INTEGER) STRICT"
    )


def _counters_of_machines(db: Database) -> None:
    db.execute("ALTER TABLE devices ADD COLUMN counter INTEGER")
