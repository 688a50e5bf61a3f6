"""Which visit may be rated, and what a ballot must hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from server.core.model import Ticket, TicketState
from server.core.refusal import Refusal
from server.core.units import SECOND_MS

LEVELS: Final = (3, 2, 1)
"""Very satisfied, satisfied, not satisfied."""
LEVEL_NAMES: Final[Mapping[int, str]] = dict(
    zip(LEVELS, ("very_satisfied", "satisfied", "not_satisfied"), strict=True)
)
"""The name of each level in messages to the city."""
LOWEST: Final = 1
"""The level that asks for a reason."""
GRACE_S: Final = 60
"""So much longer than a tablet shows its question is its ballot taken: somebody may be writing."""
MOST_WORDS: Final = 500


@dataclass(frozen=True, slots=True)
class RatingRules:
    """Whether visits are rated. `reasons` are the names in each language by key.

    `words` says whether people may write a few words, which are deleted after `words_days`. A counter's tablet asks for
    `tablet_s` seconds. A slip's code rates until `late_minutes` after the visit, and never after its business day; 0 is
    until the day ends.
    """

    enabled: bool = False
    reasons: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    words: bool = True
    words_days: int = 90
    tablet_s: int = 45
    late_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Ballot:
    """What somebody says of a visit."""

    level: int
    reason: str | None = None
    words: str | None = None


def check_ballot(rules: RatingRules, ballot: Ballot) -> Ballot:
    """The ballot as it is kept: a reason only at the lowest level, words in one line or none.

    Raises `ratings_off`, `rating_reason`, `rating_reason_unknown`.
    """
    if not rules.enabled:
        raise Refusal("ratings_off")
    if ballot.level == LOWEST and not ballot.reason:
        raise Refusal("rating_reason")
    if ballot.reason and ballot.reason not in rules.reasons:
        raise Refusal("rating_reason_unknown", reason=ballot.reason)
    words = " ".join((ballot.words or "").split())[:MOST_WORDS] if rules.words else ""
    return Ballot(ballot.level, ballot.reason if ballot.level == LOWEST else None, words or None)


def check_visit(ticket: Ticket, *, rated: bool) -> None:
    """Raise unless this is a finished visit that nobody has rated.

    Raises `rating_cancelled`, `rating_missed`, `rating_not_yet`, `already_rated`.
    """
    if ticket.state is TicketState.CANCELLED:
        raise Refusal("rating_cancelled", number=ticket.number)
    if ticket.state is TicketState.NO_SHOW:
        raise Refusal("rating_missed", number=ticket.number)
    if ticket.state is not TicketState.FINISHED:
        raise Refusal("rating_not_yet", number=ticket.number)
    if rated:
        raise Refusal("already_rated", number=ticket.number)


def check_slip_in_time(rules: RatingRules, ticket: Ticket, now: int, day: str) -> None:
    """Raise `rating_too_late` for a slip's code at `now` (UTC milliseconds) of business day `day`."""
    if ticket.day != day or too_late(rules, ticket.ended_at or now, now):
        raise Refusal("rating_too_late", number=ticket.number)


def too_late(rules: RatingRules, ended_at: int, now: int) -> bool:
    """Whether it is too late to rate a visit of today by its slip, by its end; times are UTC milliseconds."""
    late_ms = rules.late_minutes * 60 * SECOND_MS
    return bool(late_ms) and now - ended_at > late_ms


def left_ms(rules: RatingRules, ticket: Ticket, now: int) -> int:
    """For how many more milliseconds a counter's tablet asks about a visit that ended; 0 once that is over.

    An end that is still to come is over: it is a clock's that was ahead. One that comes within `GRACE_S` is of now: a
    clock that is set right by seconds takes nobody's question away, and makes it no longer than it is.
    """
    since_ms, whole_ms = now - (ticket.ended_at or now), rules.tablet_s * SECOND_MS
    return max(0, whole_ms - max(0, since_ms)) if _was(since_ms) else 0


def tablet_in_time(rules: RatingRules, ticket: Ticket, now: int) -> bool:
    """Whether a tablet's ballot on a visit that ended is still taken."""
    since_ms = now - (ticket.ended_at or now)
    return _was(since_ms) and since_ms <= (rules.tablet_s + GRACE_S) * SECOND_MS


def _was(since_ms: int) -> bool:
    """Whether what ended so long ago has ended, by a clock that may have been set back a little since."""
    return since_ms >= -GRACE_S * SECOND_MS


def check_tablet_in_time(rules: RatingRules, ticket: Ticket, now: int) -> None:
    """Raise `rating_too_late` for a tablet's ballot on a visit that it does not ask about any more."""
    if not tablet_in_time(rules, ticket, now):
        raise Refusal("rating_too_late", number=ticket.number)
