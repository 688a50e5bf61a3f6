"""The newer of the tables' migrations, from number 20; the older ones and the rule are in `server.store.schema`."""

from sqlite_utils import Database, Migrations


def add_newer(migrations: Migrations) -> None:
    """Add them, in order."""
    migrations(name="0020_sessions")(_sessions)
    migrations(name="0021_settings")(_settings)
    migrations(name="0022_people_switched_off")(_people_switched_off)
    migrations(name="0023_catalogue_edits")(_catalogue_edits)


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


def _people_switched_off(db: Database) -> None:
    """Everybody is active; `version` is the latest entry of the journal that changed anything of them."""
    db.execute("ALTER TABLE people ADD COLUMN active INTEGER NOT NULL DEFAULT 1")
    db.execute("ALTER TABLE people ADD COLUMN version INTEGER NOT NULL DEFAULT 0")
    db.execute(
        "UPDATE people SET version = latest.seq FROM"
        " (SELECT json_extract(data, '$.username') AS username, max(seq) AS seq FROM journal WHERE type IN"
        " ('person_added', 'person_changed', 'password_set', 'pin_set', 'pin_removed') GROUP BY 1) AS latest"
        " WHERE latest.username = people.username"
    )


def _catalogue_edits(db: Database) -> None:
    """Nothing is edited yet, and everything is in use; the procedures are filled anew at every start."""
    db.execute(
        "CREATE TABLE catalogue_edits (kind TEXT NOT NULL, key TEXT NOT NULL, active INTEGER NOT NULL,"
        " value TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (kind, key)) STRICT"
    )
    db.execute("ALTER TABLE procedures ADD COLUMN active INTEGER NOT NULL DEFAULT 1")
