"""Typed rows of paper numbers, and the result of each row."""

from dataclasses import dataclass
from datetime import date, time

from server.core.model import Outcome, Ticket
from server.core.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Served:
    """How a visit went that was over before: at which counter, with whom (a user name), when, and what came of it."""

    counter: int
    called: time
    finished: time
    officer: str | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A typed number or range, with the ticked field and the time when it was taken.

    `day` is today by default; `served` is None for a person who still waits, `point` is where they wait, if it is given.
    """

    typed: str
    field: str
    at: time
    day: date | None = None
    priority: str | None = None
    served: Served | None = None
    point: str | None = None


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a row: its tickets, or why it cannot be."""

    row: PaperRow
    tickets: tuple[Ticket, ...] = ()
    refusal: Refusal | None = None
