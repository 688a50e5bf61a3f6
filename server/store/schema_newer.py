"""The newer of the tables' migrations, from number 20; the older ones and the rule are in `server.store.schema`."""

from sqlite_utils import Database, Migrations


def add_newer(migrations: Migrations) -> None:
    """Add them, in order."""
    migrations(name="0020_sessions")(_sessions)
    migrations(name="0021_programs")(_programs)


def _sessions(db: Database) -> None:
    db.execute(
        "CREATE TABLE sessions (id INTEGER PRIMARY KEY, username TEXT NOT NULL, begun_at INTEGER NOT NULL,"
        " device INTEGER) STRICT"
    )


def _programs(db: Database) -> None:
    for column in ("name", "role"):
        db.execute(f"ALTER TABLE tokens ADD COLUMN {column} TEXT")
    db.execute("CREATE INDEX tokens_programs ON tokens (id) WHERE name IS NOT NULL")
    db.execute("CREATE TABLE token_uses (token INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT")
