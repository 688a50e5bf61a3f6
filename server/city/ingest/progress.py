"""How far a centre has come here, and what that makes of what it sends next."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final
from uuid import UUID

from server.city.database import Transaction
from server.city.ingest.message import Sync
from server.city.ingest.tokens import hashed
from server.core.units import SECOND_MS

SILENT_MS: Final = 30 * SECOND_MS
GONE_MS: Final = 60 * SECOND_MS
"""Another instance is taken as the running one when the first was not heard for so long."""

_LOCKED = (
    "SELECT code, journal, instance, epoch, stored, digest, (extract(epoch FROM heard_at) * 1000)::bigint"
    " FROM centre WHERE retired_at IS NULL AND code ="
    " (SELECT centre FROM centre_token WHERE hash = %s AND revoked_at IS NULL) FOR UPDATE"
)


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known of a centre whose row is locked; `digest` is that of row `stored`."""

    code: str
    journal: UUID | None
    instance: UUID | None
    epoch: int
    stored: int
    digest: bytes | None
    heard_at: int | None

    def silent(self, now: int) -> bool:
        """Whether nothing was heard lately, as boards see it."""
        return self.heard_at is None or now - self.heard_at > SILENT_MS

    def held_by_another(self, instance: UUID, now: int) -> bool:
        """Whether another instance than this one sends."""
        heard = self.heard_at is not None and now - self.heard_at < GONE_MS
        return heard and self.instance not in {None, instance}


class Verdict(Enum):
    """What becomes of a batch."""

    NEXT = auto()
    """It begins where the last one ended."""
    KNOWN = auto()
    """It begins before that: compare."""
    GAP = auto()
    FORKED = auto()
    ANOTHER_INSTANCE = auto()


def locked(transaction: Transaction, token: str) -> Progress | None:
    """The centre with this token, its row locked until the transaction ends; `None` if no centre has it."""
    row = transaction.execute(_LOCKED, (hashed(token),)).fetchone()
    return None if row is None else Progress(*row)


def judged(progress: Progress, sync: Sync, now: int) -> Verdict:
    """What becomes of it, as far as that can be said without looking at the rows."""
    if progress.held_by_another(sync.instance, now):
        return Verdict.ANOTHER_INSTANCE
    if progress.journal not in {None, sync.journal}:
        return Verdict.FORKED
    if sync.after > progress.stored:
        return Verdict.GAP
    if sync.after < progress.stored:
        # with nothing to send it says that its own last row is that one
        return Verdict.FORKED if sync.last == sync.after else Verdict.KNOWN
    return Verdict.FORKED if _differ(progress.digest, sync.digest) else Verdict.NEXT


def _differ(known: bytes | None, said: str | None) -> bool:
    return known is not None and said is not None and known.hex() != said
