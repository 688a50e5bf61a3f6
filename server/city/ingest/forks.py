"""A centre whose history is another one: from where on, and what its people hold on paper all the same."""

from typing import Final

from server.city.database import Transaction
from server.city.ingest import log
from server.city.ingest.message import Fork
from server.city.ingest.refused import another_instance, forked, unknown_token
from server.city.ingest.standing import Standing, locked
from server.city.ingest.syncing import CHANGED, STORED
from server.city.people.audit import record

ACT: Final = "fork"
_EPOCH = "INSERT INTO epoch (centre, epoch, after, why) VALUES (%s, %s, %s, %s)"
_BEGIN = (
    "UPDATE centre SET epoch = %s, journal = %s, instance = %s, stored = %s, digest = %s, folded = 0, halted = NULL,"
    " knocked = NULL, knocked_at = NULL WHERE code = %s"
)


def fork(transaction: Transaction, token: str, said: Fork, now: int) -> dict[str, int]:
    """Let another history of a centre begin after row `after`; answers {stored, epoch}.

    The rows after it that were here stay, superseded. Said twice it is done once. Raises `Refused` when that row is not known
    here with that digest, or the centre is run elsewhere.
    """
    standing = locked(transaction, token)
    if standing is None:
        raise unknown_token()
    if standing.held_by_another(said.instance, now):
        raise another_instance()
    if log.mark_before(transaction, standing.code, said.after) != (said.after, said.digest):
        raise forked(standing.stored)
    if _is_done(standing, said):
        return {"stored": standing.stored, "epoch": standing.epoch}
    epoch = standing.epoch + 1
    digest = None if said.digest is None else bytes.fromhex(said.digest)
    transaction.execute(_EPOCH, (standing.code, epoch, said.after, said.why))
    transaction.execute(_BEGIN, (epoch, said.journal, said.instance, said.after, digest, standing.code))
    facts = {"epoch": epoch, "after": said.after, "stored": standing.stored, "why": said.why}
    record(transaction, standing.code, ACT, standing.code, facts)
    for channel in (STORED, CHANGED):
        transaction.execute("SELECT pg_notify(%s, %s)", (channel, standing.code))
    return {"stored": said.after, "epoch": epoch}


def _is_done(standing: Standing, said: Fork) -> bool:
    return (standing.journal, standing.stored) == (said.journal, said.after)
