"""Sums up past days, months and years for reports, a few at a time, once each day."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from server.core.refusal import Refusal
from server.service.context import Context
from server.service.reports import counter_days, stay_groups
from server.service.today import day_now

_Step = tuple[Callable[[Context], list[str]], Callable[[Context, str], None]]
"""What is due of one kind, and how to sum it up."""
_STEPS: Final[Sequence[_Step]] = (
    *((partial(stay_groups.due, size=size), stay_groups.put_together) for size in stay_groups.SIZES),
    (counter_days.due, counter_days.put_together),
)
_AT_ONCE: Final = 40
"""A day keeps the writer busy for about as long as a number does; years of them are done in minutes after an upgrade."""


class PastDays:
    """`look` is called every few seconds. A day that makes no sense is tried again with the next one; while nothing can be stored, all wait."""

    def __init__(self, context: Context, at_once: int = _AT_ONCE) -> None:
        self._context = context
        self._at_once = at_once
        self._looked: str | None = None
        self._steps = deque[_Step]()
        self._left = deque[str]()
        self._put_together: Callable[[Context, str], None] = stay_groups.put_together

    def look(self) -> None:
        """Put together some of what was due when the day had begun: the stays of days first, then of months, then of years; then counters' days."""
        today = day_now(self._context)
        if today != self._looked:
            self._looked, self._steps, self._left = today, deque(_STEPS), deque()
        while self._steps and not self._left:
            which, self._put_together = self._steps.popleft()
            self._left.extend(which(self._context))
        for _ in range(min(self._at_once, len(self._left))):
            period = self._left.popleft()
            try:
                self._put_together(self._context, period)
            except Refusal:
                self._left.appendleft(period)
                raise
