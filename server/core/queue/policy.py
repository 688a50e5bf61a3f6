"""The calling order: which waiting ticket a counter calls next. Pure, so that it can be explained.

docs/calling-order.md says the same in words, with examples.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, Final

from server.core.queue.standing import Standing, counts_since
from server.core.units import SECOND_MS


@dataclass(frozen=True, slots=True)
class Policy:
    """A centre's settings of the calling order; times are in seconds.

    `weights_s`: by how much earlier each priority class counts as having come. `most_in_a_row`: the most priority calls
    in a row while an ordinary person waits. `longest_s`: people who have waited this long are called in
    the order of arrival, regardless of class. `help_after_s`: how long somebody waits before a
    counter that only helps out takes them as its own. `recalls_before_no_show`: recalls before a ticket
    may be marked as a no-show. `callback_s`: how long a no-show can be called back.
    """

    weights_s: Mapping[str, int] = field(default_factory=dict)
    most_in_a_row: int = 2
    longest_s: int = 2700
    help_after_s: int = 900
    recalls_before_no_show: int = 0
    callback_s: int = 1800

    def called_back_until(self, missed_at: int | None) -> int:
        """Until when, that moment included, a no-show marked at `missed_at` can be called back, UTC milliseconds.

        One of which no mark is known is long over, as SQL finds none that was missed since any moment.
        """
        return (missed_at or 0) + self.callback_s * SECOND_MS

    def called_back_from(self, now: int) -> int:
        """The earliest mark of a no-show that can still be called back at `now`, UTC milliseconds."""
        return now - self.callback_s * SECOND_MS


@dataclass(frozen=True, slots=True)
class Head:
    """The first of one row: of a line and class, or a ticket kept for the counter (`kept`).

    `issued_at` is the time of arrival, UTC milliseconds; `helping`: the counter only helps out there.
    """

    ticket: int
    line: str
    issued_at: int
    priority: str | None = None
    helping: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """All that the calling order looks at. `in_a_row`: the priority calls since the last ordinary one."""

    now: int
    heads: tuple[Head, ...]
    policy: Policy
    in_a_row: int = 0

    def facts(self) -> dict[str, Any]:
        """What is stored with a call: enough to choose again, and to explain the choice."""
        classes = {head.priority for head in self.heads if head.priority is not None}
        return {
            "now": self.now,
            "heads": tuple(_row(head) for head in self.heads),
            "weights_s": {name: self.policy.weights_s.get(name, 0) for name in sorted(classes)},
            "most_in_a_row": self.policy.most_in_a_row,
            "longest_s": self.policy.longest_s,
            "help_after_s": self.policy.help_after_s,
            "in_a_row": self.in_a_row,
        }

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> "Seen":
        """The very same from the facts stored with a call."""
        policy = Policy(facts["weights_s"], facts["most_in_a_row"], facts["longest_s"], facts["help_after_s"])
        return cls(facts["now"], tuple(Head(*row) for row in facts["heads"]), policy, facts["in_a_row"])


def _row(head: Head) -> tuple[Any, ...]:
    return (head.ticket, head.line, head.issued_at, head.priority, head.helping, head.kept)


@dataclass(frozen=True, slots=True)
class Choice:
    """The ticket to call, and the rule that chose it."""

    ticket: int
    rule: str


def choose_next(seen: Seen) -> Choice | None:
    """The next ticket and the rule that chose it; `None` when nobody waits that the counter serves."""
    head = pick(seen.now, seen.heads, seen.policy, seen.in_a_row)
    return None if head is None else Choice(head.ticket, _rule(seen, head))


def pick(now: int, heads: Sequence[Head], policy: Policy, in_a_row: int) -> Head | None:
    """The head to call next (a forecast asks this thousands of times, so it is kept short).

    1. After `most_in_a_row` priority calls, only ordinary people count, if one waits within reach (rule 3).
    2. People who have waited `longest_s` come first, in the order of arrival.
    3. The counter's own come before those it helps out with, unless these have waited `help_after_s`.
    4. Of these, the first to come, where a priority class counts as earlier by its weight.
    """
    if in_a_row >= policy.most_in_a_row:
        heads = [head for head in _in_reach(now, heads, policy) if head.priority is None] or heads
    longest = now - policy.longest_s * SECOND_MS
    if overdue := [head for head in heads if head.issued_at <= longest]:
        return min(overdue, key=_arrival)
    return min(_in_reach(now, heads, policy), key=lambda head: _standing(head, policy), default=None)


def in_a_row(latest_first: Iterable[bool], most: int) -> int:
    """How many priority tickets (true) were called since the last ordinary one; at most `most` are counted."""
    count = 0
    for priority in latest_first:
        if not priority or count == most:
            break
        count += 1
    return count


def _in_reach(now: int, heads: Sequence[Head], policy: Policy) -> Sequence[Head]:
    if not (own := [head for head in heads if not head.helping]):
        return heads
    late = now - policy.help_after_s * SECOND_MS
    return (
        [head for head in heads if not head.helping or head.issued_at <= late]
        if len(own) < len(heads)
        else own
    )


_arrival: Final = attrgetter("issued_at", "ticket")


def _standing(head: Head, policy: Policy) -> Standing:
    return counts_since(head.issued_at, head.priority, policy.weights_s), head.ticket


def _rule(seen: Seen, head: Head) -> str:
    """The name of what decided: the first thing without which somebody else would have been called."""
    reach = _in_reach(seen.now, seen.heads, seen.policy)
    first = min(reach, key=lambda h: _standing(h, seen.policy))
    if seen.in_a_row >= seen.policy.most_in_a_row and head.priority is None and first.priority is not None:
        return "ordinary_turn"
    if first != head and seen.now - head.issued_at >= seen.policy.longest_s * SECOND_MS:
        return "longest"
    if head.helping:
        return "helping"
    if head.priority is not None and _overtakes(head, reach):
        return "priority"
    if head.kept:
        return "kept"
    return "own" if _overtakes(head, seen.heads) else "next"


def _overtakes(head: Head, others: Sequence[Head]) -> bool:
    """Whether somebody came before it."""
    return any(_arrival(other) < _arrival(head) for other in others)
