"""In which order one counter would call everybody who waits for it, if it alone called and at once: by all four rules."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from server.core.queue.lines import CounterLines
from server.core.queue.policy import Head, Policy, in_a_row, pick
from server.core.queue.standing import Row, Waiting
from server.core.queue.taking import Takes, takes


def in_turn(
    rows: Sequence[Sequence[Head]],
    served: Collection[str],
    policy: Policy,
    now: int,
    taken: Iterable[tuple[str, bool]],
) -> Iterator[Head]:
    """The calls that a counter would make at `now` (UTC milliseconds) from its `rows`, one after another.

    `served` are its lines, helped ones too; `taken` the latest calls from its lines, newest first: the line,
    and whether of a priority class.
    """
    behind = {row[0].ticket: iter(row[1:]) for row in rows}
    heads, calls = [row[0] for row in rows], deque(taken)
    while heads:
        lines = {*served, *(head.line for head in heads)}
        streak = in_a_row((priority for line, priority in calls if line in lines), policy.most_in_a_row)
        head = pick(now, heads, policy, streak)
        assert head is not None
        yield head
        calls.appendleft((head.line, head.priority is not None))
        heads.remove(head)
        row = behind.pop(head.ticket)
        for following in islice(row, 1):
            heads.append(following)
            behind[following.ticket] = row


def rows_before(
    counter: CounterLines, waiting: Iterable[Waiting], at_work: Collection[int]
) -> list[list[Head]]:
    """The rows from which a counter calls, of all waiting people (given in order of arrival); `at_work` are the counters at work.

    `server.core.queue.taking` says who may take a ticket that is kept for a counter.
    """
    rows: dict[Row, list[Head]] = {}
    for one in waiting:
        if how := takes(counter, one.line, one.kept_for, at_work):
            helping, kept = how is Takes.HELPED, how is Takes.KEPT
            head = Head(one.ticket, one.line, one.issued_at, one.priority, helping, kept)
            rows.setdefault(one.row, []).append(head)
    return list(rows.values())
