"""One batch of a centre: stored whole, or refused with nothing changed."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from server.city.catalogue.offer import offered
from server.city.database import Transaction
from server.city.ingest import log
from server.city.ingest.message import CentreHealth, CentreShown, Quiet, Row, Sync, shown_text, written
from server.city.ingest.progress import Progress, Verdict, judged, locked
from server.city.ingest.refused import Refused, another_instance, forked, gap, unknown_token
from server.city.reports import ratings
from server.city.requests.handing import answered, handed
from server.core.units import SECOND_MS

CHANGED: Final = "city_changed"
"""Who listens hears the code of a centre of which something is shown otherwise than before."""
STORED: Final = "city_stored"
"""… and here that of one from which rows came."""

_KNOCKED = "UPDATE centre SET knocked = %s, knocked_at = to_timestamp(%s) WHERE code = %s"
_HEARD = (
    "WITH mark AS (INSERT INTO log_mark (centre, epoch, seq, digest)"
    " SELECT %(code)s, %(epoch)s, %(stored)s, %(digest)s WHERE %(digest)s::bytea IS NOT NULL ON CONFLICT DO NOTHING)"
    " UPDATE centre SET journal = %(journal)s, instance = %(instance)s, stored = %(stored)s,"
    " digest = coalesce(%(digest)s, digest), heard_at = to_timestamp(%(now)s), skew_ms = %(skew)s, version = %(version)s,"
    " shown = coalesce(%(shown)s, shown), shown_at = CASE WHEN %(shown)s::jsonb IS NULL THEN shown_at ELSE to_timestamp(%(now)s) END,"
    " health = coalesce(%(health)s, health),"
    " health_at = CASE WHEN %(health)s::jsonb IS NULL THEN health_at ELSE to_timestamp(%(now)s) END,"
    " quiet = coalesce(%(quiet)s, quiet)"
    " WHERE code = %(code)s RETURNING (SELECT count(pg_notify(channel, code)) FROM unnest(%(told)s::text[]) AS channel)"
)


def store(
    transaction: Transaction, token: str, sync: Sync, now: int, *, fast: bool
) -> dict[str, Any] | Refused:
    """Store what a centre sends; returns the answer: {stored, skew_ms, requests, cancels, catalogue}.

    `now` is UTC milliseconds. With `fast` the commit does not wait for the disk. A refusal that is answered has left a trace
    of who knocked; one that is raised, nothing.
    """
    if fast:
        transaction.execute("SET LOCAL synchronous_commit = off")
    progress = locked(transaction, token)
    if progress is None:
        raise unknown_token()
    verdict = judged(progress, sync, now)
    if verdict is Verdict.ANOTHER_INSTANCE:
        transaction.execute(_KNOCKED, (sync.instance, now / SECOND_MS, progress.code))
        return another_instance()
    rows = _new_rows(transaction, progress, sync, verdict)
    if rows:
        log.append(transaction, progress, rows)
    _hear(transaction, progress, sync, now)
    if sync.answers:
        answered(transaction, progress.code, [answer.model_dump(mode="json") for answer in sync.answers])
    return {
        "stored": max(progress.stored, sync.last),
        "skew_ms": sync.now - now,
        **handed(transaction, progress.code),
        "catalogue": offered(transaction, progress.code),
    }


def _new_rows(transaction: Transaction, progress: Progress, sync: Sync, verdict: Verdict) -> Sequence[Row]:
    """The rows that are not here yet. Raises `forked` or `gap`."""
    if verdict is Verdict.GAP:
        raise gap(progress.stored)
    if verdict is Verdict.KNOWN:
        if log.differs_at_marks(transaction, progress.code, sync):
            raise forked(progress.stored)
        if not log.ends_at_a_mark(transaction, progress.code, sync) and not log.same(
            transaction, progress, sync
        ):
            # what leaves the centre may have changed with its version: the digest of row `stored` tells
            raise gap(progress.stored)
    elif verdict is Verdict.FORKED:
        raise forked(progress.stored)
    return [row for row in written(sync) if row[0] > progress.stored]


def _hear(transaction: Transaction, progress: Progress, sync: Sync, now: int) -> None:
    goes_on = sync.last > progress.stored
    facts = {
        "code": progress.code,
        "epoch": progress.epoch,
        "journal": sync.journal,
        "instance": sync.instance,
        "stored": max(progress.stored, sync.last),
        "digest": bytes.fromhex(sync.last_digest) if goes_on and sync.last_digest else None,
        "now": now / SECOND_MS,
        "skew": sync.now - now,
        "version": sync.version,
        "shown": shown_text(CentreShown, sync.shown),
        "health": shown_text(CentreHealth, sync.health),
        "quiet": shown_text(Quiet, sync.quiet),
        "told": list(_told(progress, sync, now)),
    }
    transaction.execute(_HEARD, facts)
    if sync.shown is not None:
        ratings.keep(transaction, progress.code, sync.shown)
    if goes_on:
        log.thin_marks(transaction, progress, sync.last)


def _told(progress: Progress, sync: Sync, now: int) -> Iterator[str]:
    """The channels on which this is news."""
    if sync.last > progress.stored:
        yield STORED
    parts = (sync.shown, sync.health, sync.quiet)
    if any(part is not None for part in parts) or progress.silent(now):
        yield CHANGED
