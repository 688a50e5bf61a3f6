"""What the box tells the server about itself: its clock, its printer, the result of a test slip and of an upgrade."""

from collections.abc import Callable
from typing import Any

from kiosk.alone.clock import Clock
from kiosk.alone.link import Link
from kiosk.alone.slips import Slips
from kiosk.trials import Trial, Trials


class BoxReport:
    """Makes the report, and prints the test slip that the server's answer asks for, once for each request.

    `upgrade` says how far the box is with a newer version, if there is one.
    """

    def __init__(self, link: Link, slips: Slips, clock: Clock) -> None:
        self._link, self._slips, self._clock = link, slips, clock
        self._wish: int | None = None
        self.upgrade: Callable[[], dict[str, Any] | None] = lambda: None

    def told(self) -> dict[str, Any] | None:
        """The report of the box as it is now; `None` until the server's clock is known."""
        ahead_ms = self._link.clock_ahead_ms()
        if ahead_ms is None:
            return None
        printer, upgrade = self._printer(), self.upgrade()
        return {"clock_ahead_s": round(ahead_ms / 1000), "printer": printer, "upgrade": upgrade}

    def heard(self, answer: Any) -> None:
        """Take in the server's answer."""
        wish = answer.get("test_slip") if isinstance(answer, dict) else None
        trials = self._slips.trials
        if isinstance(wish, int) and wish != self._wish and trials is not None:
            self._wish = wish
            trials.print()

    def _printer(self) -> dict[str, Any] | None:
        health, trials = self._slips.health(), self._slips.trials
        if health is None or trials is None:
            return None
        heard = trials.printer.heard()
        return {
            "address": trials.address,
            "width": trials.printer.width,
            "status": health.status.value,
            "status_s": self._ago(health.since),
            "waiting": health.waiting,
            "slip_s": self._ago(health.printed_at),
            "answers_status": heard.status,
            "answers_done": heard.done,
            "nonsense": heard.nonsense,
            "one_way": heard.one_way,
            "trial": self._trial(trials),
        }

    def _trial(self, trials: Trials) -> dict[str, Any] | None:
        last: Trial | None = trials.last
        if last is None or self._wish is None:
            return None
        asked_at = round(last.asked_at.timestamp() * 1000)
        end, reason = (
            (None, None) if last.outcome is None else (last.outcome.end.value, last.outcome.reason.value)
        )
        return {"wish": self._wish, "ago_s": self._ago(asked_at), "end": end, "reason": reason}

    def _ago(self, at_ms: int | None) -> int | None:
        """Seconds since a moment, by the box's own clock; 0 if the clock was set back meanwhile."""
        return None if at_ms is None else max(0, (self._clock().wall_ms - at_ms) // 1000)
