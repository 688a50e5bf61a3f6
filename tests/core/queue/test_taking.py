"""Who may take a ticket that is kept for a counter."""

import pytest

from server.core.queue.lines import CounterLines
from server.core.queue.standing import Waiting
from server.core.queue.taking import Takes, takes
from server.core.queue.turns import rows_before

ONE = CounterLines(1, ("CT",), ("HT",))


@pytest.mark.parametrize(
    ("line", "kept_for", "at_work", "how"),
    [
        ("CT", None, {1, 2}, Takes.OWN),
        ("HT", None, {1, 2}, Takes.HELPED),
        ("XD", None, {1, 2}, None),
        ("XD", 1, {1, 2}, Takes.KEPT),
        ("CT", 1, set(), Takes.KEPT),
        ("CT", 2, {1, 2}, None),
        ("CT", 2, {1}, Takes.OWN),
        ("HT", 2, {1}, Takes.HELPED),
        ("XD", 2, {1}, None),
    ],
)
def test_a_kept_ticket_is_its_counters_while_that_is_at_work_and_anybodys_of_its_line_then(
    line: str, kept_for: int | None, at_work: set[int], how: Takes | None
) -> None:
    assert takes(ONE, line, kept_for, at_work) is how
    (head,) = [
        h for row in rows_before(ONE, [Waiting(7, line, 0, None, kept_for)], at_work) for h in row
    ] or [None]
    told = None if head is None else (head.kept, head.helping)
    assert told == (None if how is None else (how is Takes.KEPT, how is Takes.HELPED))
