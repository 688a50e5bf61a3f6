"""Who may take a ticket: the counter that it is kept for, while that is at work; any that serves its line otherwise."""

from collections.abc import Collection
from enum import Enum, auto

from server.core.queue.lines import CounterLines


class Takes(Enum):
    """Why a counter takes a ticket: it is kept for it, of a line of its own, or of one in which it helps out."""

    KEPT = auto()
    OWN = auto()
    HELPED = auto()


def takes(counter: CounterLines, line: str, kept_for: int | None, at_work: Collection[int]) -> Takes | None:
    """Why a counter at the line's point may take a ticket; `None` if it may not.

    `kept_for` is the counter that the ticket is kept for, `at_work` those at that point that are. A ticket kept for a
    counter that has closed or moved to another point may be taken by any counter that serves its line.
    """
    if kept_for is not None and kept_for == counter.n:
        return Takes.KEPT
    if kept_for is not None and kept_for in at_work:
        return None
    if line in counter.own:
        return Takes.OWN
    return Takes.HELPED if line in counter.helped else None
