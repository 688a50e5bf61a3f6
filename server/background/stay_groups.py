"""Puts past days, months and years together, a few at a time, once each day."""

from collections import deque
from typing import Final

from server.core.refusal import Refusal
from server.service.context import Context
from server.service.reports.stay_groups import SIZES, due, put_together
from server.service.today import day_now

_AT_ONCE: Final = 40
"""A day keeps the writer busy for about as long as a number does; years of them are done in minutes after an upgrade."""


class StayGroups:
    """`look` is called every few seconds. A day that makes no sense is tried again with the next one; while nothing can be stored, all wait."""

    def __init__(self, context: Context, at_once: int = _AT_ONCE) -> None:
        self._context = context
        self._at_once = at_once
        self._looked: str | None = None
        self._sizes = deque[int]()
        self._left = deque[str]()

    def look(self) -> None:
        """Put together some of what was due when the day had begun: its days first, then its months, then its years."""
        today = day_now(self._context)
        if today != self._looked:
            self._looked, self._sizes, self._left = today, deque(SIZES), deque()
        while self._sizes and not self._left:
            self._left.extend(due(self._context, self._sizes.popleft()))
        for _ in range(min(self._at_once, len(self._left))):
            period = self._left.popleft()
            try:
                put_together(self._context, period)
            except Refusal:
                self._left.appendleft(period)
                raise
