"""The tables that figures are counted from: migrations of `server.store.schema_newer`."""

from sqlite_utils import Database


def stays_table(db: Database) -> None:
    """Filled from the journal afterwards (`server.store.reports.refill`)."""
    db.execute(
        "CREATE TABLE stays (day TEXT NOT NULL, seq INTEGER NOT NULL, marks TEXT NOT NULL, times TEXT NOT NULL,"
        " field TEXT NOT NULL, counter INTEGER, officer TEXT, came INTEGER NOT NULL, channel TEXT NOT NULL,"
        " priority TEXT, procedure TEXT, ticket INTEGER NOT NULL, previous INTEGER, called_by TEXT, since INTEGER,"
        " called_at INTEGER, last_called_at INTEGER, served_at INTEGER, ended_at INTEGER, again_at INTEGER,"
        " others TEXT, PRIMARY KEY (day, seq)) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE INDEX stays_others ON stays (day, seq) WHERE others IS NOT NULL")
    db.execute(
        "CREATE INDEX journal_of_people ON journal (seq) WHERE type IN ('person_added', 'person_changed')"
    )
    db.execute(
        "CREATE INDEX journal_of_counters ON journal (day, seq) WHERE type IN ('counter_opened', 'counter_closed',"
        " 'counter_paused', 'counter_resumed', 'counter_handed_over', 'counter_restored')"
    )


def day_groups(db: Database) -> None:
    """Nothing is put together yet; whoever looks after past days does it by and by."""
    db.execute(
        "CREATE TABLE day_groups (name TEXT NOT NULL, day TEXT NOT NULL, key TEXT NOT NULL, marks TEXT NOT NULL,"
        " times TEXT NOT NULL, PRIMARY KEY (name, day, key)) STRICT, WITHOUT ROWID"
    )


def stay_groups(db: Database) -> None:
    """The same for months and years, too, of which nothing is put together yet."""
    db.execute("DROP TABLE day_groups")
    db.execute(
        "CREATE TABLE stay_groups (name TEXT NOT NULL, period TEXT NOT NULL, key TEXT NOT NULL, marks TEXT NOT NULL,"
        " times TEXT NOT NULL, PRIMARY KEY (name, period, key)) STRICT, WITHOUT ROWID"
    )


def counter_days(db: Database) -> None:
    """Nothing is put together yet; whoever looks after past days does it by and by."""
    db.execute(
        "CREATE TABLE counter_days (day TEXT PRIMARY KEY, clock TEXT NOT NULL, points TEXT NOT NULL,"
        " whole TEXT NOT NULL, hours TEXT NOT NULL) STRICT, WITHOUT ROWID"
    )
