"""The newer of the tables' migrations, from number 20; the older ones and the rule are in `server.store.schema`."""

from sqlite_utils import Database, Migrations


def add_newer(migrations: Migrations) -> None:
    """Add them, in order."""
    migrations(name="0020_sessions")(_sessions)
    migrations(name="0021_kiosk_help")(_kiosk_help)
    migrations(name="0022_tries")(_tries)


def _sessions(db: Database) -> None:
    db.execute(
        "CREATE TABLE sessions (id INTEGER PRIMARY KEY, username TEXT NOT NULL, begun_at INTEGER NOT NULL,"
        " device INTEGER) STRICT"
    )


def _kiosk_help(db: Database) -> None:
    db.execute(
        "CREATE TABLE kiosk_help (device INTEGER PRIMARY KEY, at INTEGER NOT NULL, answered_at INTEGER) STRICT"
    )


def _tries(db: Database) -> None:
    db.execute(
        "CREATE TABLE tries (brake TEXT NOT NULL, key TEXT NOT NULL, facts TEXT NOT NULL, ends INTEGER NOT NULL, PRIMARY KEY (brake, key)) STRICT"
    )
