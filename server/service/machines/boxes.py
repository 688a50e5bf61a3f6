"""The reports of kiosks' boxes: their clock, printer and newer version. Kept in memory, because boxes repeat them every few seconds."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from server.core.box_upgrades import BoxUpgrade
from server.core.refusal import Refusal
from server.core.units import SECOND_MS

WRONG_CLOCK_S: Final = 120
"""A box's clock that is wrong by this many seconds is reported."""


@dataclass(frozen=True, slots=True)
class BoxTrial:
    """The box's newest test slip: the manager's request that it answers, how long ago it was, how it ended (`None`: not yet)."""

    wish: int
    ago_s: int
    end: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class BoxPrinter:
    """A box's printer. `status_s` and `slip_s` are seconds ago: since when it is so, and when a slip came out."""

    address: str
    width: int
    status: str
    status_s: int | None
    waiting: int
    slip_s: int | None
    answers_status: bool | None
    answers_done: bool | None
    nonsense: bool
    one_way: bool
    trial: BoxTrial | None


@dataclass(frozen=True, slots=True)
class BoxNow:
    """What a box told at `told_at` (UTC milliseconds); its clock was `clock_ahead_s` ahead of the server's.

    `wish` is a test slip that a manager asked for and the box has not begun, named by the moment of asking;
    `upgrade` how far it is with a newer version.
    """

    told_at: int
    clock_ahead_s: int
    printer: BoxPrinter | None
    wish: int | None = None
    upgrade: BoxUpgrade | None = None

    @property
    def wrong_clock_s(self) -> int | None:
        """By how many seconds its clock is ahead (negative: behind), if that is too much."""
        return self.clock_ahead_s if abs(self.clock_ahead_s) >= WRONG_CLOCK_S else None


class Boxes:
    """The boxes that have told something since the start, by device. Safe to use from many threads."""

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._now: dict[int, BoxNow] = {}
        self._lock = threading.Lock()

    def told(
        self, device: int, clock_ahead_s: int, printer: BoxPrinter | None, upgrade: BoxUpgrade | None = None
    ) -> int | None:
        """Take in a box's report; returns the test slip that it should print, if any."""
        with self._lock:
            before = self._now.get(device)
            wish = None if before is None else before.wish
            if printer is not None and printer.trial is not None and printer.trial.wish == wish:
                wish = None
            self._now[device] = BoxNow(self._clock(), clock_ahead_s, printer, wish, upgrade)
            return wish

    def of(self, device: int) -> BoxNow | None:
        """The last report of a device's box."""
        return self._now.get(device)

    def wish(self, device: int) -> None:
        """Ask a box to print a test slip when it reports next. Raises `no_printer`."""
        with self._lock:
            now = self._now.get(device)
            if now is None or now.printer is None:
                raise Refusal("no_printer")
            if now.wish is None:
                self._now[device] = replace(now, wish=self._clock())


def ago(now_ms: int, seconds: int | None) -> int | None:
    """The moment so many seconds before `now_ms`."""
    return None if seconds is None else now_ms - seconds * SECOND_MS
