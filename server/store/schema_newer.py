"""The newer of the tables' migrations, from number 20; the older ones and the rule are in `server.store.schema`."""

from sqlite_utils import Database, Migrations


def add_newer(migrations: Migrations) -> None:
    """Add them, in order."""
    migrations(name="0020_sessions")(_sessions)
    migrations(name="0021_programs")(_programs)
    migrations(name="0022_webhooks")(_webhooks)


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


def _webhooks(db: Database) -> None:
    db.execute(
        "CREATE TABLE webhooks (id INTEGER PRIMARY KEY, url TEXT NOT NULL, types TEXT NOT NULL, inside TEXT,"
        " active INTEGER NOT NULL, placed_at INTEGER NOT NULL) STRICT"
    )
    db.execute("CREATE TABLE webhook_secrets (webhook INTEGER PRIMARY KEY, secret TEXT NOT NULL) STRICT")
    db.execute(
        "CREATE TABLE webhook_positions (webhook INTEGER PRIMARY KEY, seq INTEGER NOT NULL,"
        " failures INTEGER NOT NULL, failing_since INTEGER, next_at INTEGER NOT NULL, paused INTEGER NOT NULL) STRICT"
    )
    db.execute(
        "CREATE TABLE webhook_deliveries (id INTEGER PRIMARY KEY, webhook INTEGER NOT NULL, seq INTEGER NOT NULL,"
        " at INTEGER NOT NULL, status INTEGER, error TEXT) STRICT"
    )
