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

    `mark` is a random text that lets the other end recognise two tries of one message; it reveals nothing about a person.
    """

    ticket: int
    day: str
    phone: str = field(repr=False)  # it must not come into a log
    way: Way
    language: str
    mark: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message for a messenger: `values` fill the placeholders of its words, by name."""

    kind: MessageKind
    phone: str = field(repr=False)
    language: str
    mark: str
    values: Mapping[str, str]


class MessengerSaid(StrEnum):
    """The result of a try: accepted, not accepted now, never accepted, or unknown."""

    SENT = "sent"
    LATER = "later"
    NEVER = "never"
    UNKNOWN = "unknown"


NEVER: Final = "never:"
"""The start of the stored state of a message that can never be delivered; the reason follows."""


@dataclass(frozen=True, slots=True)
class MessengerAnswer:
    """The result of a try, and one word for why it was not accepted (`server.service.messages.words`)."""

    said: MessengerSaid
    why: str = ""


_FIRST_WAIT_MS: Final = 15 * SECOND_MS
LONGEST_WAIT_MS: Final = 900 * SECOND_MS
"""The longest time between two tries of a way that accepts nothing."""


@dataclass(frozen=True, slots=True)
class WayHealth:
    """The health of a way: since when and why it accepts nothing, and the time of the next try (UTC milliseconds)."""

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
