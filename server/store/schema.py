"""The tables, as numbered migrations. A migration that has been released is never changed."""

from sqlite_utils import Database, Migrations

from server.store.schema_journal import chain_the_rows, journal_people_and_tokens
from server.store.schema_newer import add_newer

migrations = Migrations("goiso")


@migrations(name="0001_journal")
def _journal(db: Database) -> None:
    db.table("journal").create(
        {
            "seq": int,
            "at": int,
            "day": str,
            "type": str,
            "ticket": int,
            "counter": int,
            "actor": str,
            "data": str,
        },
        pk="seq",
        not_null={"at", "day", "type", "actor", "data"},
        strict=True,
    )
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER journal_no_{verb.lower()} BEFORE {verb} ON journal "
            "BEGIN SELECT RAISE(ABORT, 'the journal is only ever appended to'); END"
        )


@migrations(name="0002_tickets")
def _tickets(db: Database) -> None:
    db.table("tickets").create(
        {
            "id": int,
            "day": str,
            "prefix": str,
            "n": int,
            "field": str,
            "procedure": str,
            "priority": str,
            "channel": str,
            "issued_at": int,
            "state": str,
            "counter": int,
            "calls": int,
            "called_at": int,
            "call_seq": int,
            "served_at": int,
            "ended_at": int,
            "outcome": str,
            "print": str,
        },
        pk="id",
        not_null={"day", "prefix", "n", "field", "channel", "issued_at", "state", "calls"},
        strict=True,
    )
    db.table("tickets").create_index(["day", "prefix", "n"], index_name="tickets_number", unique=True)
    partial = {
        "tickets_waiting": "(day, field, id) WHERE state = 'waiting'",
        "tickets_missed": "(day, field, id) WHERE state = 'no_show'",
        "tickets_calls": "(day, call_seq) WHERE call_seq IS NOT NULL",
        "tickets_counter": "(day, counter, state) WHERE counter IS NOT NULL",
        "tickets_printing": "(id) WHERE print = 'printing'",
    }
    for name, where in partial.items():
        db.execute(f"CREATE INDEX {name} ON tickets {where}")


@migrations(name="0003_counters")
def _counters(db: Database) -> None:
    db.table("counters").create(
        {"n": int, "state": str, "officer": str, "fields": str, "ticket": int, "since": int},
        pk="n",
        not_null={"state", "fields"},
        strict=True,
    )


@migrations(name="0004_series_and_tallies")
def _series_and_tallies(db: Database) -> None:
    db.execute(
        "CREATE TABLE series (day TEXT NOT NULL, prefix TEXT NOT NULL, last INTEGER NOT NULL,"
        " PRIMARY KEY (day, prefix)) STRICT, WITHOUT ROWID"
    )
    db.execute(
        "CREATE TABLE tallies (day TEXT NOT NULL, field TEXT NOT NULL, state TEXT NOT NULL,"
        " tickets INTEGER NOT NULL, PRIMARY KEY (day, field, state)) STRICT, WITHOUT ROWID"
    )


@migrations(name="0005_answers")
def _answers(db: Database) -> None:
    db.execute(
        "CREATE TABLE answers (actor TEXT NOT NULL, key TEXT NOT NULL, request BLOB NOT NULL,"
        " at INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (actor, key)) STRICT, WITHOUT ROWID"
    )


@migrations(name="0006_accounts")
def _accounts(db: Database) -> None:
    db.table("people").create(
        {
            "username": str,
            "name": str,
            "role": str,
            "counter": int,
            "password_hash": str,
            "pin_hash": str,
        },
        pk="username",
        not_null={"name", "role", "password_hash"},
        strict=True,
    )
    db.table("devices").create(
        {"id": int, "kind": str, "name": str, "enrolled_at": int, "revoked_at": int},
        pk="id",
        not_null={"kind", "name", "enrolled_at"},
        strict=True,
    )
    db.table("tokens").create(
        {"hash": bytes, "device": int, "username": str, "expires_at": int},
        pk="hash",
        foreign_keys=[("device", "devices", "id"), ("username", "people", "username")],
        strict=True,
    )


@migrations(name="0007_procedures")
def _procedures(db: Database) -> None:
    db.table("procedures").create(
        {
            "code": str,
            "name": str,
            "field": str,
            "national_field": str,
            "level": str,
            "audience": str,
            "folded": str,
        },
        pk="code",
        not_null={"name", "field", "folded"},
        strict=True,
    )
    db.table("procedures").create_index(["field"])


@migrations(name="0008_working_day")
def _working_day(db: Database) -> None:
    for column, kind in (
        ("for_counter", "INTEGER"),
        ("note", "TEXT"),
        ("taken_seq", "INTEGER"),
        ("first_called_at", "INTEGER"),
        ("low_s", "INTEGER"),
        ("high_s", "INTEGER"),
        ("officer", "TEXT"),
        ("dossiers", "TEXT NOT NULL DEFAULT '[]'"),
    ):
        db.execute(f"ALTER TABLE tickets ADD COLUMN {column} {kind}")
    for column, kind in (
        ("helps", "TEXT NOT NULL DEFAULT '[]'"),
        ("reason", "TEXT"),
        ("help_at", "INTEGER"),
        ("help_text", "TEXT"),
    ):
        db.execute(f"ALTER TABLE counters ADD COLUMN {column} {kind}")
    db.execute("DROP INDEX tickets_counter")
    partial = {
        "tickets_line": "(day, field, priority, id) WHERE state = 'waiting' AND for_counter IS NULL",
        "tickets_kept": "(day, state, id) WHERE for_counter IS NOT NULL",
        "tickets_taken": "(day, field, taken_seq) WHERE taken_seq IS NOT NULL",
        "tickets_officer": "(day, officer, state) WHERE officer IS NOT NULL",
    }
    for name, where in partial.items():
        db.execute(f"CREATE INDEX {name} ON tickets {where}")


@migrations(name="0009_steps")
def _steps(db: Database) -> None:
    db.execute(
        "CREATE TABLE steps (counter INTEGER PRIMARY KEY, at INTEGER NOT NULL, first INTEGER NOT NULL,"
        " officer TEXT NOT NULL, action TEXT NOT NULL, changes TEXT NOT NULL) STRICT"
    )


@migrations(name="0010_plain_words")
def _plain_words(db: Database) -> None:
    db.execute("DROP TABLE procedures")  # it is filled anew at every start
    texts = ("name", "field", "national_field", "level", "audience", "short_name", "english_name")
    lists = ("said", "papers", "papers_en")
    db.execute(
        f"CREATE TABLE procedures (code TEXT PRIMARY KEY, {', '.join(f'{c} TEXT NOT NULL' for c in texts)},"
        f" {', '.join(f'{c} TEXT NOT NULL' for c in lists)}, place INTEGER NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX procedures_field ON procedures (field)")
    db.execute(
        "CREATE VIRTUAL TABLE procedure_words USING fts5 (code UNINDEXED, short, said, english, official)"
    )
    db.execute("CREATE INDEX tickets_asked ON tickets (issued_at, procedure) WHERE procedure IS NOT NULL")


@migrations(name="0011_emergency")
def _emergency(db: Database) -> None:
    db.execute(
        "CREATE TABLE brought_in (device INTEGER NOT NULL, day TEXT NOT NULL, n INTEGER NOT NULL,"
        " ticket INTEGER NOT NULL, PRIMARY KEY (device, day, n)) STRICT, WITHOUT ROWID"
    )
    db.execute("ALTER TABLE tickets ADD COLUMN arrived INTEGER NOT NULL DEFAULT 0")
    db.execute("UPDATE tickets SET arrived = id")
    by_arrival = {
        "tickets_waiting": "(day, field, arrived, issued_at, id) WHERE state = 'waiting'",
        "tickets_missed": "(day, field, arrived, issued_at, id) WHERE state = 'no_show'",
        "tickets_line": "(day, field, priority, arrived, issued_at, id) WHERE state = 'waiting' AND for_counter IS NULL",
        "tickets_kept": "(day, state, arrived, issued_at, id) WHERE for_counter IS NOT NULL",
    }
    for name, where in by_arrival.items():
        db.execute(f"DROP INDEX {name}")
        db.execute(f"CREATE INDEX {name} ON tickets {where}")


@migrations(name="0012_printing")
def _printing(db: Database) -> None:
    db.execute("ALTER TABLE tickets ADD COLUMN slip_out INTEGER NOT NULL DEFAULT 0")
    db.execute("UPDATE tickets SET slip_out = 1 WHERE print IN ('printed', 'unknown')")
    db.execute("CREATE INDEX tickets_unprinted ON tickets (day, id) WHERE print IN ('failed', 'unknown')")


@migrations(name="0013_screens")
def _screens(db: Database) -> None:
    db.execute(
        "CREATE TABLE screens (device INTEGER PRIMARY KEY REFERENCES devices (id), hall TEXT NOT NULL,"
        " layout TEXT NOT NULL, counter INTEGER, sound INTEGER NOT NULL) STRICT"
    )


@migrations(name="0014_notices")
def _notices(db: Database) -> None:
    db.execute("CREATE TABLE notices (id INTEGER PRIMARY KEY, facts TEXT NOT NULL) STRICT")
    db.execute(
        "CREATE TABLE outages (field TEXT PRIMARY KEY, vi TEXT NOT NULL, en TEXT NOT NULL,"
        " since INTEGER NOT NULL) STRICT"
    )
    db.execute(
        "CREATE TABLE emergencies (hall TEXT PRIMARY KEY, vi TEXT NOT NULL, en TEXT NOT NULL,"
        " seq INTEGER NOT NULL, at INTEGER NOT NULL) STRICT"
    )


@migrations(name="0015_languages_and_titles")
def _languages_and_titles(db: Database) -> None:
    db.execute("ALTER TABLE tickets ADD COLUMN language TEXT")
    db.execute("ALTER TABLE people ADD COLUMN title TEXT")


@migrations(name="0016_left_out")
def _left_out(db: Database) -> None:
    db.execute("CREATE INDEX journal_left_out ON journal (seq) WHERE type = 'number_left_out'")


@migrations(name="0017_taken")
def _taken(db: Database) -> None:
    db.execute(
        "CREATE TABLE taken (seq INTEGER PRIMARY KEY, day TEXT NOT NULL, field TEXT NOT NULL, priority TEXT) STRICT"
    )
    db.execute(
        "INSERT INTO taken SELECT taken_seq, day, field, priority FROM tickets WHERE taken_seq IS NOT NULL"
    )
    db.execute("CREATE INDEX taken_line ON taken (day, field, seq)")
    db.execute("DROP INDEX tickets_taken")
    db.execute("CREATE INDEX tickets_taken ON tickets (day, taken_seq) WHERE taken_seq IS NOT NULL")
    db.execute("UPDATE tickets SET slip_out = 1 WHERE print IN ('printed', 'unknown')")
    db.execute(
        "CREATE INDEX journal_openings ON journal (counter, seq)"
        " WHERE type IN ('counter_opened', 'counter_paused', 'counter_resumed')"
    )


@migrations(name="0018_chain")
def _chain(db: Database) -> None:
    chain_the_rows(db.conn)
    # nothing of before an upgrade can be undone: it is longer ago than a minute
    db.execute("DROP TABLE steps")
    db.execute(
        "CREATE TABLE steps (counter INTEGER PRIMARY KEY, at INTEGER NOT NULL, first INTEGER NOT NULL,"
        " officer TEXT NOT NULL, action TEXT NOT NULL, changes TEXT NOT NULL, last INTEGER NOT NULL) STRICT"
    )


@migrations(name="0019_people_in_the_journal")
def _people_in_the_journal(db: Database) -> None:
    journal_people_and_tokens(db.conn)


add_newer(migrations)
