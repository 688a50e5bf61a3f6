"""How a printer is and has been: its status and since when, what waits, and when it last printed."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.status import PrinterStatus


@dataclass(frozen=True, slots=True)
class PrinterHealth:
    """Times are UTC milliseconds; `since` is None before the first answer, `printed_at` before the first slip.

    `waiting` are the jobs that are not over, the one in print among them.
    """

    status: PrinterStatus
    since: int | None
    waiting: int
    printed_at: int | None


class PrinterWatch:
    """The known state of a printer and how fresh it is. The print queue keeps it, under its own lock.

    `now` gives UTC milliseconds; `changed` is called after each change of status; a status is fresh for `fresh_s` seconds, and an
    idle printer is asked again after `poll_s`. A printer is busy until it is first heard.
    """

    def __init__(
        self,
        now: Callable[[], int],
        changed: Callable[[], None] = lambda: None,
        *,
        fresh_s: float = 2.0,
        poll_s: float = 5.0,
    ) -> None:
        self.status = PrinterStatus.BUSY
        self.changed = changed
        self._now, self._fresh_s, self._poll_s = now, fresh_s, poll_s
        self._at, self._poll_at = float("-inf"), time.monotonic() + poll_s
        self._since: int | None = None
        self._printed_at: int | None = None

    @property
    def fresh(self) -> bool:
        """Whether the status is new enough to be told."""
        return time.monotonic() - self._at <= self._fresh_s

    @property
    def due_in_s(self) -> float:
        """In how many seconds an idle printer should be asked."""
        return max(0.0, self._poll_at - time.monotonic())

    def heard(self, status: PrinterStatus) -> bool:
        """Keep what the printer just said; returns whether its status changed."""
        other = status is not self.status
        if other or self._since is None:
            self._since = self._now()
        self.status, self._at = status, time.monotonic()
        self._poll_at = self._at + self._poll_s
        return other

    def worked(self, *, printed: bool) -> None:
        """A job is over: the printer should be asked again soon."""
        self._at, self._poll_at = float("-inf"), time.monotonic()
        if printed:
            self._printed_at = self._now()

    def health(self, waiting: int) -> PrinterHealth:
        """The printer's health, with the number of jobs that are not over."""
        return PrinterHealth(self.status, self._since, waiting, self._printed_at)
