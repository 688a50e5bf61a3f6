"""The newer of the tables' migrations, from number 20; the older ones and the rule are in `server.store.schema`."""

from sqlite_utils import Database, Migrations

from server.store import schema_figures


def add_newer(migrations: Migrations) -> None:
    """Add them, in order."""
    migrations(name="0020_sessions")(_sessions)
    migrations(name="0021_settings")(_settings)
    migrations(name="0022_people_switched_off")(_people_switched_off)
    migrations(name="0023_counters_of_machines")(_counters_of_machines)
    migrations(name="0024_kiosk_help")(_kiosk_help)
    migrations(name="0025_tries")(_tries)
    migrations(name="0026_programs")(_programs)
    migrations(name="0027_webhooks")(_webhooks)
    migrations(name="0028_catalogue_edits")(_catalogue_edits)
    migrations(name="0029_first_steps")(_first_steps)
    migrations(name="0030_dossiers_told")(_dossiers_told)
    migrations(name="0031_stays")(schema_figures.stays_table)
    migrations(name="0032_ratings")(_ratings)
    migrations(name="0033_alerts_and_places_kept")(_alerts_and_places_kept)
    migrations(name="0034_journal_of_backups")(_journal_of_backups)
    migrations(name="0035_packed_rows")(_packed_rows)
    migrations(name="0036_points")(_points)
    migrations(name="0037_dossiers_and_groups_of_ratings")(_dossiers_and_groups_of_ratings)
    migrations(name="0038_restores_seen")(_restores_seen)
    migrations(name="0039_pads")(_pads)
    migrations(name="0040_calls_are_of_their_tickets_day")(_calls_are_of_their_tickets_day)
    migrations(name="0041_requests_from_afar")(_requests_from_afar)
    migrations(name="0042_city_ties")(_city_ties)
    migrations(name="0043_day_groups")(schema_figures.day_groups)
    migrations(name="0044_stay_groups")(schema_figures.stay_groups)
    migrations(name="0045_journal_of_changes")(_journal_of_changes)
    migrations(name="0046_journal_of_the_clock")(_journal_of_the_clock)
    migrations(name="0047_counter_days")(schema_figures.counter_days)


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


def _counters_of_machines(db: Database) -> None:
    db.execute("ALTER TABLE devices ADD COLUMN counter INTEGER")


def _kiosk_help(db: Database) -> None:
    db.execute(
        "CREATE TABLE kiosk_help (device INTEGER PRIMARY KEY, at INTEGER NOT NULL, answered_at INTEGER) STRICT"
    )


def _tries(db: Database) -> None:
    db.execute(
        "CREATE TABLE tries (brake TEXT NOT NULL, key TEXT NOT NULL, facts TEXT NOT NULL, ends INTEGER NOT NULL, PRIMARY KEY (brake, key)) STRICT"
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


def _catalogue_edits(db: Database) -> None:
    """Nothing is edited yet, and everything is in use; the procedures are filled anew at every start."""
    db.execute(
        "CREATE TABLE catalogue_edits (kind TEXT NOT NULL, key TEXT NOT NULL, active INTEGER NOT NULL,"
        " value TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (kind, key)) STRICT"
    )
    db.execute("ALTER TABLE procedures ADD COLUMN active INTEGER NOT NULL DEFAULT 1")


def _first_steps(db: Database) -> None:
    """Empty: a centre that runs already has no first steps to do."""
    db.execute("CREATE TABLE setup_steps (step TEXT PRIMARY KEY, mark TEXT NOT NULL) STRICT")
    db.execute("CREATE TABLE screens_heard (device INTEGER PRIMARY KEY, number TEXT NOT NULL) STRICT")


def _dossiers_told(db: Database) -> None:
    db.execute("ALTER TABLE tickets ADD COLUMN dossiers_told INTEGER")


def _journal_of_backups(db: Database) -> None:
    db.execute(
        "CREATE INDEX journal_of_backups ON journal (seq) WHERE type IN"
        " ('backup_made', 'backup_failed', 'centre_restored', 'series_lifted')"
    )


def _restores_seen(db: Database) -> None:
    db.execute("DROP INDEX journal_of_backups")
    db.execute(
        "CREATE INDEX journal_of_backups ON journal (seq) WHERE type IN"
        " ('backup_made', 'backup_failed', 'centre_restored', 'series_lifted', 'restore_seen',"
        " 'centre_handed_over', 'centre_taken_over')"
    )


def _alerts_and_places_kept(db: Database) -> None:
    """No alert is open, and nobody is away. The facts that an undo goes back to have a new form."""
    db.execute("DELETE FROM steps")
    db.execute("ALTER TABLE tickets ADD COLUMN away_until INTEGER")
    db.execute(
        "CREATE INDEX tickets_away ON tickets (away_until) WHERE away_until IS NOT NULL AND state = 'parked'"
    )
    db.execute(
        "CREATE TABLE alerts (id INTEGER NOT NULL, alert TEXT NOT NULL, about TEXT NOT NULL, value INTEGER NOT NULL,"
        " at_limit INTEGER NOT NULL, raised_at INTEGER NOT NULL, acknowledged_by TEXT, acknowledged_at INTEGER,"
        " PRIMARY KEY (alert, about)) STRICT"
    )


def _ratings(db: Database) -> None:
    """Nobody has rated anything yet; what people write stands beside the journal, by the `seq` of the rating."""
    db.execute(
        "CREATE TABLE ratings (ticket INTEGER PRIMARY KEY, seq INTEGER NOT NULL UNIQUE, day TEXT NOT NULL,"
        " counter INTEGER NOT NULL, officer TEXT, level INTEGER NOT NULL, reason TEXT) STRICT"
    )
    db.execute("CREATE INDEX ratings_counts ON ratings (counter, officer, level, reason, day)")
    db.execute(
        "CREATE TABLE rating_words (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, words TEXT NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX tickets_ended ON tickets (counter, taken_seq) WHERE state = 'finished'")


def _packed_rows(db: Database) -> None:
    """Nothing is packed yet. `pack` is the entry that tells of the day."""
    db.execute(
        "CREATE TABLE packed_rows (last INTEGER PRIMARY KEY, first INTEGER NOT NULL, day TEXT NOT NULL,"
        " digest BLOB NOT NULL, pack INTEGER NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX packed_rows_of ON packed_rows (pack)")
    db.execute("CREATE INDEX journal_of_packs ON journal (seq) WHERE type = 'day_packed'")


def _points(db: Database) -> None:
    """All are of the main point until now, where a line is its field. What an undo would go back to has other facts from now on."""
    db.execute("DELETE FROM steps")
    db.execute("ALTER TABLE tickets ADD COLUMN point TEXT NOT NULL DEFAULT ''")
    db.execute(
        "ALTER TABLE tickets ADD COLUMN line TEXT GENERATED ALWAYS AS"
        " (CASE point WHEN '' THEN field ELSE field || '@' || point END) VIRTUAL"
    )
    by_line = {
        "tickets_waiting": "(day, line, arrived, issued_at, id) WHERE state = 'waiting'",
        "tickets_missed": "(day, line, arrived, issued_at, id) WHERE state = 'no_show'",
        "tickets_line": "(day, line, priority, arrived, issued_at, id) WHERE state = 'waiting' AND for_counter IS NULL",
    }
    for name, where in by_line.items():
        db.execute(f"DROP INDEX {name}")
        db.execute(f"CREATE INDEX {name} ON tickets {where}")
    for table in ("tallies", "taken"):
        db.execute(f"ALTER TABLE {table} RENAME COLUMN field TO line")
    db.execute("ALTER TABLE devices ADD COLUMN hall TEXT")
    db.execute("ALTER TABLE stays ADD COLUMN point TEXT NOT NULL DEFAULT ''")


def _dossiers_and_groups_of_ratings(db: Database) -> None:
    """No list was taken in yet; its rows stand beside the journal, by the number of their batch. Ratings are counted in groups."""
    db.execute(
        "CREATE TABLE dossier_imports (batch INTEGER PRIMARY KEY, seq INTEGER NOT NULL, at INTEGER NOT NULL,"
        " actor TEXT NOT NULL, source TEXT NOT NULL, digest TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,"
        " columns TEXT NOT NULL, rows INTEGER NOT NULL) STRICT"
    )
    db.execute(
        "CREATE TABLE dossiers (batch INTEGER NOT NULL, code TEXT NOT NULL, field TEXT, procedure TEXT,"
        " state TEXT NOT NULL, received TEXT NOT NULL, due TEXT, finished TEXT, channel TEXT,"
        " PRIMARY KEY (batch, code)) STRICT, WITHOUT ROWID"
    )
    db.execute(
        "CREATE INDEX ratings_groups ON ratings"
        " (counter, substr(coalesce(officer, ''), instr(coalesce(officer, ''), ':') + 1), seq)"
    )


def _pads(db: Database) -> None:
    """No pad is printed yet. A paper number is one ticket, ever."""
    db.execute(
        "CREATE TABLE pads (pad INTEGER PRIMARY KEY, prefix TEXT NOT NULL UNIQUE, count INTEGER NOT NULL,"
        " seq INTEGER NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, again INTEGER NOT NULL) STRICT"
    )
    db.execute("CREATE UNIQUE INDEX tickets_paper ON tickets (prefix, n) WHERE channel = 'paper'")


def _calls_are_of_their_tickets_day(db: Database) -> None:
    """Where a clock had been ahead and a ticket was moved to its own day, only its last call went along."""
    theirs = "SELECT tickets.day FROM journal JOIN tickets ON tickets.id = journal.ticket WHERE journal.seq = taken.seq"
    db.execute(f"UPDATE taken SET day = ({theirs}) WHERE EXISTS ({theirs} AND tickets.day != taken.day)")


def _requests_from_afar(db: Database) -> None:
    """Nobody has asked from afar yet. A request is one ticket, ever. What an undo would go back to has other facts from now on."""
    db.execute("DELETE FROM steps")
    db.execute("ALTER TABLE tickets ADD COLUMN request TEXT")
    db.execute("CREATE UNIQUE INDEX tickets_request ON tickets (request) WHERE request IS NOT NULL")
    db.execute("CREATE INDEX tickets_from_afar ON tickets (day, field, issued_at) WHERE request IS NOT NULL")


def _city_ties(db: Database) -> None:
    """Empty: a centre that has joined a city says so at its next start (`server.link.noting`)."""
    db.execute(
        "CREATE TABLE city_ties (seq INTEGER PRIMARY KEY, url TEXT NOT NULL, centre TEXT NOT NULL, name TEXT NOT NULL,"
        " joined_at INTEGER NOT NULL, by TEXT NOT NULL, left_at INTEGER, left_by TEXT) STRICT"
    )


def _journal_of_changes(db: Database) -> None:
    """The manager's history of all changes finds its rows, and whose they are, without reading those of visits."""
    db.execute(
        "CREATE INDEX journal_of_changes ON journal (seq, type, actor, day) WHERE"
        " type IN ('settings_begun', 'setting_changed', 'person_added', 'person_changed', 'person_removed',"
        " 'password_set', 'pin_set', 'pin_removed', 'sign_in_released', 'device_enrolled', 'device_changed',"
        " 'device_revoked', 'screen_placed', 'procedure_changed', 'elsewhere_changed', 'notice_placed',"
        " 'notice_removed', 'outage_declared', 'outage_ended', 'emergency_raised', 'emergency_lifted',"
        " 'token_issued', 'token_revoked', 'webhook_placed', 'webhook_removed', 'dossiers_imported',"
        " 'dossiers_deleted', 'clock_set', 'city_joined', 'city_left')"
    )


def _journal_of_the_clock(db: Database) -> None:
    db.execute(
        "CREATE INDEX journal_of_the_clock ON journal (seq) WHERE type IN ('clock_held', 'clock_followed')"
    )
