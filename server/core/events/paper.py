"""What happens on paper: pads of numbers that were printed beforehand, and visits of a day without power."""

from dataclasses import dataclass

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class PadPrinted(Event):
    """A pad of paper numbers was printed: those from 1 to `count`, each after `prefix`.

    `pad` counts from 1; `again` says that it had been printed before and that each number bears the mark of a reprint.
    """

    pad: int
    prefix: str
    count: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class ServedOnPaper(Event):
    """A visit that was over before its paper number was brought in: called, served and finished at these moments.

    The moments are UTC milliseconds as they were written down by hand; `officer` is the user name of who served at the
    counter, where that is known, `outcome` what the visit ended with.
    """

    ticket: int
    counter: int
    called_at: int
    ended_at: int
    officer: str | None = None
    outcome: str | None = None
