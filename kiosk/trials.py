"""Test slips on one printer: prints one, and tells what became of the last."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from kiosk.outcome import Outcome
from kiosk.printer import Printer
from kiosk.printing import Job, PrintQueue
from kiosk.trial_slip import TrialSlip

_NO_TICKET: Final = 0


@dataclass(frozen=True, slots=True)
class Trial:
    """A test slip: which it is, counted from the start; when it was asked for; `outcome` is `None` while it prints."""

    id: int
    asked_at: datetime
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class SlipPlace:
    """Where test slips come from: the centre's name, the printer's address, an address to scan."""

    centre: str
    printer: str
    url: str


class Trials:
    """Prints test slips on the printer of a queue; one at a time: asking again meanwhile is asking once.

    `place` and `now` (aware, in the centre's zone) are asked when one is printed; `changed` hears when one is over.
    """

    def __init__(
        self,
        queue: PrintQueue,
        printer: Printer,
        place: Callable[[], SlipPlace],
        now: Callable[[], datetime],
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._queue, self.printer = queue, printer
        self._place, self._now, self._changed = place, now, changed
        self._lock = threading.Lock()
        self._last: Trial | None = None

    @property
    def address(self) -> str:
        """Where the printer is."""
        return self._place().printer

    @property
    def last(self) -> Trial | None:
        """The newest test slip since the start."""
        return self._last

    def print(self) -> Trial:
        """Print a test slip, unless one is under way; does not wait for the printer."""
        with self._lock:
            last = self._last
            if last is not None and last.outcome is None:
                return last
            trial = self._last = Trial(1 if last is None else last.id + 1, self._now())
        self._queue.submit(Job(_NO_TICKET, self._slip, self._over))
        return trial

    def _slip(self) -> TrialSlip:
        """Made on the printing thread, the only one that may ask the printer."""
        place, heard = self._place(), self.printer.ask()
        return TrialSlip(place.centre, place.printer, self._now(), place.url, heard.texts)

    def _over(self, _: int, outcome: Outcome) -> None:
        with self._lock:
            if self._last is not None:
                self._last = replace(self._last, outcome=outcome)
        self._changed()
