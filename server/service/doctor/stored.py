"""What the doctor asks of a database: people, backups, when it began. A reader's connection is enough, a server may run beside."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Final

from server.config.backup import BackupPart
from server.core.backups import is_late
from server.core.doctor.centre import BackupFacts, PeopleFacts
from server.core.doctor.clock import before_journal
from server.core.doctor.database import DatabaseFacts
from server.core.events import BackupFailed, BackupMade
from server.core.queue.days import business_day
from server.core.refusal import Refusal
from server.core.roles import ADMINISTRATOR
from server.core.units import HOUR_MS
from server.store import journal
from server.store.people import hashes, people

_TO_COME: Final = "SELECT day, count(*) FROM tickets WHERE day > ? GROUP BY day ORDER BY day"
_FIRST: Final = "SELECT at FROM journal ORDER BY seq LIMIT 1"


def people_facts(connection: sqlite3.Connection) -> PeopleFacts:
    """Who is active, and of them who has something to sign in with."""
    active = [person for person in people.all_of(connection) if person.active]
    can = {person.username for person in active if _can_sign_in(connection, person.username)}
    return PeopleFacts(
        administrator=any(person.role == ADMINISTRATOR and person.username in can for person in active),
        without_password=tuple(person.username for person in active if person.username not in can),
    )


def _can_sign_in(connection: sqlite3.Connection, username: str) -> bool:
    secrets = hashes.of_person(connection, username)
    return secrets is not None and bool(secrets.password_hash or secrets.pin_hash)


def backup_facts(
    connection: sqlite3.Connection, part: BackupPart, now: int, *, same_disk: bool
) -> BackupFacts:
    """The latest backup of which the journal knows; `now` is UTC milliseconds."""
    told = journal.of_backups(connection)
    made, failed = told.get(BackupMade), told.get(BackupFailed)
    at = None if made is None else made.at
    late = at is not None and is_late(part.every_hours, at, now)
    lately_failed = failed is not None and (made is None or failed.seq > made.seq)
    return BackupFacts(
        folder=None if part.folder is None else str(part.folder),
        late_hours=(now - at) // HOUR_MS if at is not None and late else None,
        failed=failed.event.said
        if lately_failed and failed and isinstance(failed.event, BackupFailed)
        else None,
        same_disk=same_disk,
    )


def database_facts(
    connection: sqlite3.Connection,
    now: int,
    local: Callable[[int], datetime],
    *,
    trouble: Refusal | None = None,
    differences: int | None = None,
) -> DatabaseFacts:
    """When the journal began, when the doctor last compared it (with each backup), and numbers of days to come.

    `now` is UTC milliseconds, `local` the centre's time of such.
    """
    made = journal.of_backups(connection).get(BackupMade)
    first = connection.execute(_FIRST).fetchone()
    return DatabaseFacts(
        now=now,
        trouble=trouble,
        differences=differences,
        examined_at=None if made is None else made.at,
        began_at=None if first is None else first[0],
        to_come=_to_come(connection, now, local),
    )


def _to_come(
    connection: sqlite3.Connection, now: int, local: Callable[[int], datetime]
) -> tuple[tuple[str, int], ...]:
    """The days to come that have numbers; none while the journal's end says that the clock itself is behind."""
    last_at = journal.last_moment(connection)
    if before_journal(now, last_at):
        return ()
    today = business_day(local(now), journal.last(connection)[1], last_at)
    return tuple(connection.execute(_TO_COME, (today,)).fetchall())
