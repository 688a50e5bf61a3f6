"""The log: rows as centres sent them, and the digests that batches ended with."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from psycopg import DataError
from psycopg.errors import CheckViolation

from server.city.database import Transaction
from server.city.ingest.message import MOST_EVENTS, Row, Sync
from server.city.ingest.progress import Progress
from server.city.ingest.refused import later, never

_COPY: Final = "COPY log (centre, epoch, seq, at, day, type, ticket, counter, data) FROM STDIN"
_THIN: Final = 1000
_THINNED_AFTER: Final = 50
_FORGET = (
    "DELETE FROM log_mark USING log_mark AS newer WHERE newer.centre = log_mark.centre AND newer.epoch = log_mark.epoch"
    " AND newer.seq > log_mark.seq AND newer.seq / %s = log_mark.seq / %s"
    " AND log_mark.centre = %s AND log_mark.seq < %s AND log_mark.seq >= %s"
)
_SAME = (
    "SELECT seq, at, day, type, ticket, counter, data FROM log_now WHERE centre = %s AND seq > %s AND seq <= %s"
    " ORDER BY seq LIMIT %s"
)
_MARKS = "SELECT seq, digest FROM mark_now WHERE centre = %s AND seq = ANY(%s)"
_MARK_BEFORE = "SELECT seq, digest FROM mark_now WHERE centre = %s AND seq <= %s ORDER BY seq DESC LIMIT 1"
_GIVEN: Final = ["ticket_issued", "ticket_brought_in", "series_lifted"]
_NUMBERS = (
    "SELECT prefix, max(n) FROM ("
    "SELECT data->'prefix', data->'n' FROM log WHERE centre = %(centre)s AND log.day >= %(day)s AND type = ANY(%(given)s)"
    " AND data->>'day' = %(day)s::text UNION ALL"
    " SELECT given.data->'prefix', log.data->'n' FROM log JOIN log AS given ON given.centre = log.centre AND given.seq = log.ticket"
    " WHERE log.centre = %(centre)s AND log.type = 'ticket_redated' AND log.data->>'day' = %(day)s::text AND given.type = ANY(%(given)s)"
    ") AS numbers (said, spelled), LATERAL (SELECT said #>> '{}', (spelled #>> '{}')::numeric::bigint) AS read (prefix, n)"
    " WHERE jsonb_typeof(said) = 'string' AND jsonb_typeof(spelled) = 'number' GROUP BY prefix"
)


def append(transaction: Transaction, progress: Progress, rows: Sequence[Row]) -> None:
    """Store rows that follow what is there. Raises `never` where PostgreSQL cannot hold one, `later` while their month is being made."""
    try:
        with transaction.cursor().copy(_COPY) as copy:
            for row in rows:
                copy.write_row((progress.code, progress.epoch, *row))
    except DataError as error:
        raise never(None, str(error.diag.message_primary)) from error
    except CheckViolation as error:
        raise later() from error


def thin_marks(transaction: Transaction, progress: Progress, seq: int) -> None:
    """Of the digests of rows long before row `seq`, which was stored now, keep only the last one in so many."""
    if seq // _THIN > progress.stored // _THIN:
        until = (seq // _THIN - _THINNED_AFTER) * _THIN
        transaction.execute(_FORGET, (_THIN, _THIN, progress.code, until, until - 10 * _THIN))


def differs_at_marks(transaction: Transaction, code: str, sync: Sync) -> bool:
    """Whether the digest of the first or last row of a batch differs from the known one."""
    said = {sync.after: sync.digest, sync.last: sync.last_digest}
    known = transaction.execute(_MARKS, (code, list(said))).fetchall()
    return any(said[seq] is not None and said[seq] != digest.hex() for seq, digest in known)


def ends_at_a_mark(transaction: Transaction, code: str, sync: Sync) -> bool:
    """Whether the digest of its last row is the one that is known."""
    row = transaction.execute(_MARKS, (code, [sync.last])).fetchone()
    return row is not None and row[1].hex() == sync.last_digest


def same(transaction: Transaction, progress: Progress, sync: Sync) -> bool:
    """Whether the rows of a batch that are here already are the same here."""
    last = min(sync.last, progress.stored)
    found = transaction.execute(_SAME, (progress.code, sync.after, last, MOST_EVENTS + 1)).fetchall()
    return list(map(tuple, found)) == [event for event in sync.events if event[0] <= last]


def mark_before(transaction: Transaction, code: str, seq: int) -> tuple[int, str | None]:
    """The last row up to `seq` whose digest is known, and the digest in hexadecimal; row 0 has none."""
    row = transaction.execute(_MARK_BEFORE, (code, seq)).fetchone()
    return (0, None) if row is None else (row[0], row[1].hex())


def numbers(transaction: Transaction, code: str, day: date) -> dict[str, int]:
    """The highest number of each series of a business day that any history of a centre knew."""
    found: Sequence[Any] = transaction.execute(
        _NUMBERS, {"centre": code, "day": day, "given": _GIVEN}
    ).fetchall()
    return dict(found)
