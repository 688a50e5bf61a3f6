"""The calls in each hall's large places, remembered here so that all screens of a hall agree.

They are kept in memory: after a restart, the latest calls are placed again.
"""

import threading
from collections.abc import Callable
from datetime import timedelta

from display.board import Showing
from display.large_places import LargePlaces, Moment, advance


class HallLargePlaces:
    """The large places of every hall; asked each time a hall is read, from any thread.

    A call stays at least `stays_s()` seconds.
    """

    def __init__(self, stays_s: Callable[[], int]) -> None:
        self._stays_s = stays_s
        self._by_hall: dict[str, LargePlaces] = {}
        self._lock = threading.Lock()

    def showings(self, hall: str, moment: Moment) -> tuple[Showing, ...]:
        """The present and coming calls in the large places of `hall` after `moment`."""
        with self._lock:
            stays = timedelta(seconds=self._stays_s())
            large = self._by_hall[hall] = advance(self._by_hall.get(hall), moment, stays)
        return large.showings
