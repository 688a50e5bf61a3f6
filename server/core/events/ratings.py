"""What happens to ratings, and what of them never leaves the house."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class VisitRated(Event):
    """Somebody rated their visit: `level` 3 is very satisfied, 2 satisfied, 1 not, and then `reason` is a setting's key.

    `day` is the visit's business day; `counter` and `officer` are those of its last service: where it ended, and the user
    name of who held the counter then (old rows: who had called it, with the role). `blind` is a random text: whoever knows
    the digest of this row and all of it but `level` and `reason` cannot find these by trying.
    """

    ticket: int
    counter: int
    day: str
    level: int
    officer: str | None = None
    reason: str | None = None
    blind: str = ""
