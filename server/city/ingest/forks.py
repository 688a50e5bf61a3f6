"""A centre with a new history: where it begins, and the numbers that people hold from the old one."""

from typing import Final

from server.city.database import Transaction
from server.city.ingest import log
from server.city.ingest.message import Fork
from server.city.ingest.progress import Progress, locked
from server.city.ingest.refused import another_instance, forked, unknown_token
from server.city.ingest.syncing import CHANGED, STORED
from server.city.people.audit import record

ACT: Final = "fork"
_EPOCH = "INSERT INTO epoch (centre, epoch, after, why) VALUES (%s, %s, %s, %s)"
_BEGIN = (
    "UPDATE centre SET epoch = %s, journal = %s, instance = %s, stored = %s, digest = %s, folded = 0, halted = NULL,"
    " knocked = NULL, knocked_at = NULL WHERE code = %s"
)


def fork(transaction: Transaction, token: str, said: Fork, now: int) -> dict[str, int]:
    """Begin a new history of a centre after row `after`; returns {stored, epoch}.

    The rows after it that were here stay, superseded. Said twice it is done once. Raises `Refused` when that row is not known
    here with that digest, or the centre is run elsewhere.
    """
    progress = locked(transaction, token)
    if progress is None:
        raise unknown_token()
    if progress.held_by_another(said.instance, now):
        raise another_instance()
    if log.mark_before(transaction, progress.code, said.after) != (said.after, said.digest):
        raise forked(progress.stored)
    if _is_done(progress, said):
        return {"stored": progress.stored, "epoch": progress.epoch}
    epoch = progress.epoch + 1
    digest = None if said.digest is None else bytes.fromhex(said.digest)
    transaction.execute(_EPOCH, (progress.code, epoch, said.after, said.why))
    transaction.execute(_BEGIN, (epoch, said.journal, said.instance, said.after, digest, progress.code))
    facts = {"epoch": epoch, "after": said.after, "stored": progress.stored, "why": said.why}
    record(transaction, progress.code, ACT, progress.code, facts)
    for channel in (STORED, CHANGED):
        transaction.execute("SELECT pg_notify(%s, %s)", (channel, progress.code))
    return {"stored": said.after, "epoch": epoch}


def _is_done(progress: Progress, said: Fork) -> bool:
    return (progress.journal, progress.stored) == (said.journal, said.after)
