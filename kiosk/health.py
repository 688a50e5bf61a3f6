"""How a printer is and has been: its status and since when, what waits, and when it last printed."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.status import PrinterStatus


def wall_clock() -> int:
    """Now, UTC milliseconds."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True)
class Health:
    """Times are UTC milliseconds; `since` is None before the first answer, `printed_at` before the first slip.

    `waiting` are the jobs that are not over, the one in print among them.
    """

    status: PrinterStatus
    since: int | None
    waiting: int
    printed_at: int | None


class Known:
    """What is known of a printer and how fresh it is. The print queue keeps it, under its own lock."""

    def __init__(
        self,
        changed: Callable[[], None] = lambda: None,
        now: Callable[[], int] = wall_clock,
        *,
        fresh_s: float = 2.0,
        poll_s: float = 5.0,
    ) -> None:
        """Start with a printer that is busy.

        `changed` is told of another status; `now` gives UTC milliseconds; a status is fresh for `fresh_s`, and
        an idle printer is asked anew after `poll_s`.
        """
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
        """Keep what the printer just said; tell whether it is another status."""
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

    def health(self, waiting: int) -> Health:
        """Put it together, with how many jobs are not over."""
        return Health(self.status, self._since, waiting, self._printed_at)
