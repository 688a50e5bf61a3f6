"""In which order one counter would call everybody who waits for it, if it alone called and at once: by all four rules."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from server.core.model import Counter
from server.core.queue.policy import Head, Policy, in_a_row, pick
from server.core.queue.standing import Line, Waiting


def in_turn(
    lines: Sequence[Sequence[Head]],
    served: Collection[str],
    policy: Policy,
    now: int,
    taken: Iterable[tuple[str, bool]],
) -> Iterator[Head]:
    """The calls that a counter would make at `now` (UTC milliseconds) from its `lines`, one after another.

    `served` are its fields, helped ones too; `taken` the latest calls from its lines, newest first: the field,
    and whether of a priority class.
    """
    behind = {line[0].ticket: iter(line[1:]) for line in lines}
    heads, calls = [line[0] for line in lines], deque(taken)
    while heads:
        fields = {*served, *(head.field for head in heads)}
        row = in_a_row((priority for field, priority in calls if field in fields), policy.most_in_a_row)
        head = pick(now, heads, policy, row)
        assert head is not None
        yield head
        calls.appendleft((head.field, head.priority is not None))
        heads.remove(head)
        line = behind.pop(head.ticket)
        for following in islice(line, 1):
            heads.append(following)
            behind[following.ticket] = line


def lines_before(counter: Counter, waiting: Iterable[Waiting], at_work: Collection[int]) -> list[list[Head]]:
    """The lines that a counter looks at, of all who wait, handed over as they came; `at_work` are the counters that are.

    A ticket kept for another counter at work is in none of them.
    """
    lines: dict[Line, list[Head]] = {}
    for one in waiting:
        kept = one.kept_for == counter.n
        if not kept and one.kept_for in at_work:
            continue
        helping = not kept and one.field not in counter.fields
        if not helping or one.field in counter.helps:
            head = Head(one.ticket, one.field, one.issued_at, one.priority, helping, kept)
            lines.setdefault(one.line, []).append(head)
    return list(lines.values())
