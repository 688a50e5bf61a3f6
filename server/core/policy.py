"""The calling order: which waiting ticket a counter calls next. Pure, so that it can be explained."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """The longest-waiting ticket of one field: its id, which is its place in the order of arrival."""

    field: str
    ticket: int


@dataclass(frozen=True, slots=True)
class Choice:
    """The ticket to call, and the rule that chose it."""

    ticket: int
    rule: str


def choose_next(heads: Iterable[Head]) -> Choice | None:
    """First come, first served over the fields that the counter serves; `None` when nobody waits.

    `heads` holds at most one ticket a field: the one that arrived first.
    """
    first = min(heads, key=lambda head: head.ticket, default=None)
    return None if first is None else Choice(first.ticket, "next")
