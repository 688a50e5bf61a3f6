"""Which messages there are, and by which ways they go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from server.core.units import SECOND_MS


class Way(StrEnum):
    """How a message reaches a phone."""

    ZALO = "zalo"
    SMS = "sms"


class MessageKind(StrEnum):
    """What a message says: her turn is near, or she is called. Each is seen at most once a visit."""

    NEAR = "near"
    CALLED = "called"


@dataclass(frozen=True, slots=True)
class MessageWish:
    """Somebody wants messages about `ticket` of business day `day`, at `phone` (84…), in `language` (a tag).

    `mark` is a random text by which the other end knows two tries of one message; it tells of nobody.
    """

    ticket: int
    day: str
    phone: str = field(repr=False)  # it must not come into a log
    way: Way
    language: str
    mark: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it is handed to a messenger: `values` fill the places of its words, by their names."""

    kind: MessageKind
    phone: str = field(repr=False)
    language: str
    mark: str
    values: Mapping[str, str]


class MessengerSaid(StrEnum):
    """What came of a try: it was taken; the other end did not take it now; it never takes this one; nobody knows."""

    SENT = "sent"
    LATER = "later"
    NEVER = "never"
    UNKNOWN = "unknown"


NEVER: Final = "never:"
"""What begins the state that is kept of a message that never gets there; why follows."""


@dataclass(frozen=True, slots=True)
class MessengerAnswer:
    """What came of a try, and why it was not taken, as a word (`server.service.messages.words`)."""

    said: MessengerSaid
    why: str = ""


_FIRST_WAIT_MS: Final = 15 * SECOND_MS
LONGEST_WAIT_MS: Final = 900 * SECOND_MS
"""Between two tries of a way that does not take anything."""


@dataclass(frozen=True, slots=True)
class WayHealth:
    """How a way is: since when it takes nothing and why, and before which time nothing is tried there (UTC ms)."""

    why: str = ""
    since: int | None = None
    failures: int = 0
    next_at: int = 0
    heard_at: int | None = None

    def may_try(self, now: int) -> bool:
        """Whether something may be tried; also after a clock that was ahead was put right, when `next_at` lies far off."""
        return not 0 < self.next_at - now <= LONGEST_WAIT_MS

    def worked(self, now: int) -> "WayHealth":
        """After the other end took something, or refused one number alone."""
        return WayHealth(heard_at=now)

    def failed(self, now: int, why: str) -> "WayHealth":
        """After it took nothing: twice as long as before until the next try."""
        wait = min(LONGEST_WAIT_MS, _FIRST_WAIT_MS * 2 ** min(self.failures, 10))
        since = now if self.since is None else self.since
        return WayHealth(why, since, self.failures + 1, now + wait, self.heard_at)
