"""What the brakes on guessing have counted, kept so that a restart of the server does not reset it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from server.core.guessing import FORGET_MS
from server.core.refusal import Refusal
from server.service.context import Context
from server.store import Transaction
from server.store.people import tries

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class CountedTries:
    """What one brake has counted for one key; no facts: nothing."""

    brake: str
    key: str
    facts: Any


class KeptTries:
    """Reads the earlier counts at the start, and writes changes.

    Only existing user names are written: for others there is nothing to guess, and what was typed in the wrong
    field, perhaps a password, must not be stored.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def load(self, brake: str) -> Mapping[str, Any]:
        """What a brake had counted, by key."""
        with self._context.store.read() as connection:
            return tries.load(connection, brake, self._context.clock())

    def keep(self, counted: Iterable[CountedTries]) -> None:
        """Write it, all or nothing. Where it cannot be written it counts in memory all the same."""
        rows = list(counted)

        def write(transaction: Transaction) -> None:
            tries.forget_old(transaction.connection, transaction.now)
            for row in rows:
                tries.keep(transaction.connection, row.brake, row.key, row.facts, transaction.now + FORGET_MS)

        try:
            self._context.store.write(write)
        except Refusal as refusal:
            _log.warning("tries_not_kept", code=refusal.code)
