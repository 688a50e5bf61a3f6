"""Webhooks: what each is now, when it is tried again, and how what it sends is signed."""

import hashlib
import hmac
from dataclasses import dataclass, replace
from typing import Final

from server.core.events import Entry, WebhookPlaced, WebhookRemoved
from server.core.units import SECOND_MS

MOST: Final = 20
LONGEST_WAIT_MS: Final = 300 * SECOND_MS
"""Between two tries, when the other end does not answer."""
GIVES_UP_MS: Final = 24 * 3600 * SECOND_MS
"""After so long without an answer a webhook pauses, until a manager lets it go on."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """A program that is notified of events: of these `types`, or of all if empty; `inside` is the local host that is allowed by name."""

    id: int
    url: str
    types: tuple[str, ...]
    inside: str | None
    active: bool
    placed_at: int

    def hears(self, type_: str) -> bool:
        """Whether it is notified of events of this type."""
        return not self.types or type_ in self.types


@dataclass(frozen=True, slots=True)
class Position:
    """How far a webhook got: `seq` is the last entry that was answered with success, or passed over.

    `failures` in a row since `failing_since`; nothing is tried before `next_at`, nor once it is `paused`. Times are
    UTC milliseconds.
    """

    seq: int
    failures: int = 0
    failing_since: int | None = None
    next_at: int = 0
    paused: bool = False

    def reached(self, seq: int) -> "Position":
        """After `seq` was answered with success."""
        return Position(seq)

    def failed(self, now: int) -> "Position":
        """After a try that failed: twice as long as before until the next one, and paused after a day of it."""
        since = now if self.failing_since is None else self.failing_since
        wait = min(LONGEST_WAIT_MS, SECOND_MS * 2 ** min(self.failures, 20))
        return Position(self.seq, self.failures + 1, since, now + wait, now - since >= GIVES_UP_MS)

    def again(self) -> "Position":
        """Once a manager lets it go on: tried at once, from where it stopped."""
        return Position(self.seq)


def evolve_webhook(webhook: Webhook | None, entry: Entry) -> Webhook | None:
    """A webhook after `entry`; none once it is removed. Raises `ValueError` for a step that cannot be."""
    event = entry.event
    if isinstance(event, WebhookPlaced):
        known = webhook or Webhook(event.webhook, "", (), None, active=True, placed_at=entry.at)
        return replace(known, url=event.url, types=event.types, inside=event.inside, active=event.active)
    if webhook is None:
        raise ValueError(f"{event.type} of unknown webhook")
    return None if isinstance(event, WebhookRemoved) else webhook


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """What proves that `body` came from here at `timestamp` (seconds since 1970): HMAC-SHA256 over both, in hexadecimal."""
    return hmac.new(secret.encode(), f"{timestamp}.".encode() + body, hashlib.sha256).hexdigest()
