"""Packs days whose steps need not be kept, while the centre is closed; then gives the space back to the disk."""

from collections import deque
from typing import Final

import structlog

from server.background.repeated import Repeated
from server.service.context import Context
from server.service.retention import packing
from server.service.today import day_now
from server.store.retention.pack import Survey

_EVERY_S: Final = 60.0
_OVERDUE_DAYS: Final = 7
"""A day that has waited this long is packed although the centre is open: the machine must be off whenever it is closed."""
_log = structlog.get_logger(__name__)


class Packer:
    """Looks every minute, in its own thread; a failure is logged and tried again on the next day."""

    def __init__(self, context: Context, every_s: float = _EVERY_S) -> None:
        self._context = context
        self._closing = False
        self._looked: tuple[str, int, bool] | None = None
        self._found, self._left = Survey({}, 0), deque[str]()
        self._again = Repeated("packer", self.look, every_s)

    def look(self) -> None:
        """Pack what is due: everything while the centre is closed, one overdue day while it is open."""
        now = self._context.centre.local(self._context.clock())
        open_ = self._context.centre.open_anywhere(now)
        kept = self._context.settings.document.retention.steps_days
        if self._looked != (looked := (day_now(self._context), kept, open_)):
            self._found = packing.due(self._context, _OVERDUE_DAYS if open_ else 0)
            self._left = deque(self._found.ranges)
            self._looked = looked
        while self._left and not self._closing:
            self._pack(self._left.popleft())
            if open_:
                return
        while not open_ and not self._closing and packing.give_back(self._context):
            pass

    def close(self) -> None:
        """Stop packing; a day that is being packed is finished."""
        self._closing = True
        self._again.close()

    def _pack(self, day: str) -> None:
        packed = packing.pack_day(self._context, day, self._found)
        if packed is None:
            _log.warning("day_not_packed", day=day)
        else:
            _log.info("day_packed", day=day, visits=packed.visits, rows=packed.rows)
