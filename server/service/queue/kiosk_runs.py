"""Which box is a kiosk: two that run with one kiosk's token, as a copied disk has it, would give the same numbers."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import structlog

from server.core.refusal import Refusal

_GONE_MS: Final = 120_000
"""A box reports every 15 s: after this silence it counts as off, and another box may take its place."""
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Box:
    """The run of a kiosk's box that is its own now, the one before it, and those that were refused."""

    run: str
    seen: int
    before: str = ""
    refused: set[str] = field(default_factory=set)


class KioskRuns:
    """The boxes that speak for each kiosk, by the random name of their run; `clock` gives UTC milliseconds."""

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._boxes: dict[int, _Box] = {}

    def must_be_the_one(self, device: int, run: str, previous: str) -> None:
        """A box reports, whose last run that heard an answer was `previous`. Raises `kiosk_cloned` if another box is the kiosk.

        A run that follows the known run, or the one before it if the known one never heard that it was accepted, is the same box
        after a restart; if the known run then reports again, there are two boxes, and the first one stays.
        """
        with self._lock:
            now = self._clock()
            box = self._boxes.setdefault(device, _Box(run, now))
            if box.run != run and not self._takes_over(box, run, previous, now):
                box.refused.add(run)
                _log.warning("kiosk_cloned", device=device)
                raise Refusal("kiosk_cloned")
            box.seen = now

    @staticmethod
    def _takes_over(box: _Box, run: str, previous: str, now: int) -> bool:
        follows = previous == box.run or previous == box.before != ""
        if run == box.before:
            box.refused.add(box.run)
        elif now - box.seen <= _GONE_MS and (run in box.refused or not follows):
            return False
        box.before, box.run = box.run if run != box.before else "", run
        box.refused.discard(run)
        return True
