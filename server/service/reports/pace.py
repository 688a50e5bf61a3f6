"""How long reports are worked at: a little at a time, and one of them after the other."""

import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Final, TypeVar

from server.core.reports.days import Days
from server.service.context import Context

Item = TypeVar("Item")
WORK_S: Final = 0.002
REST_S: Final = 0.004
"""The length of a piece of work and of the pause after it: a person who takes a number never waits for a report."""
_LONG_DAYS: Final = 31


def paced(items: Iterable[Item]) -> Iterator[Item]:
    """The items, with a rest after each piece of work."""
    began = time.monotonic()
    for item in items:
        yield item
        if time.monotonic() - began > WORK_S:
            time.sleep(REST_S)
            began = time.monotonic()


def paced_if_long(items: Iterable[Item], days: Days) -> Iterator[Item]:
    """The items of these days; of a month they are there before anybody would have to wait for a number."""
    return paced(items) if _is_long(days) else iter(items)


def turn(context: Context, days: Days) -> AbstractContextManager[object]:
    """Held while a report on these days is made: of more than a month only one at a time, the others wait."""
    return context.long_reports if _is_long(days) else nullcontext()


def _is_long(days: Days) -> bool:
    return (days.last - days.first).days > _LONG_DAYS
