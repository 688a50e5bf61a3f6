"""The newer of the tables' migrations, from number 20; the older ones and the rule are in `server.store.schema`."""

from sqlite_utils import Database, Migrations


def add_newer(migrations: Migrations) -> None:
    """Add them, in order."""
    migrations(name="0020_sessions")(_sessions)
    migrations(name="0021_settings")(_settings)


def _sessions(db: Database) -> None:
    db.execute(
        "CREATE TABLE sessions (id INTEGER PRIMARY KEY, username TEXT NOT NULL, begun_at INTEGER NOT NULL,"
        " device INTEGER) STRICT"
    )


def _settings(db: Database) -> None:
    db.execute(
        "CREATE TABLE settings (part TEXT NOT NULL, key TEXT NOT NULL, place INTEGER, value TEXT NOT NULL,"
        " PRIMARY KEY (part, key)) STRICT"
    )
    db.execute(
        "CREATE INDEX journal_of_settings ON journal (seq) WHERE type IN ('settings_begun', 'setting_changed')"
    )
