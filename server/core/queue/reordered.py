"""What another calling order would make of those who wait: the same choice, asked twice, for one counter at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from server.core.queue.policy import Head, Policy
from server.core.queue.turns import in_turn

MOST: Final = 100
"""So many calls are looked ahead."""
Rows = Sequence[Sequence[Head]]
Calls = Sequence[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Moved:
    """A ticket whose place in the calling order changed, counted from 1; `None` is beyond the places that are compared."""

    ticket: int
    before: int | None
    after: int | None


def moved(before: Sequence[int], after: Sequence[int]) -> list[Moved]:
    """The tickets whose place differs between two orders, in the order of the later one."""
    was = {ticket: place for place, ticket in enumerate(before, start=1)}
    now = {ticket: place for place, ticket in enumerate(after, start=1)}
    everybody = dict.fromkeys((*after, *before))
    return [
        Moved(ticket, was.get(ticket), now.get(ticket))
        for ticket in everybody
        if was.get(ticket) != now.get(ticket)
    ]


def order(rows: Rows, served: Sequence[str], policy: Policy, now: int, calls: Calls) -> tuple[int, ...]:
    """The tickets that a counter would call at `now` (UTC milliseconds) under a policy, one after another.

    `calls` are the latest ones from its lines, newest first, as many as the policy counts in a row, or more.
    """
    return tuple(head.ticket for head in islice(in_turn(rows, served, policy, now, calls), MOST))
