"""What another calling order changes for those who wait: said number by number, and nothing where nothing changes."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.queue.policy import Head, Policy
from server.core.queue.reordered import MOST, Moved, moved, order

_NOW = 10_000_000
_MINUTE = 60_000


def line(first: int, many: int, priority: str | None = None) -> list[Head]:
    return [Head(first + n, "CT", _NOW - (20 - first - n) * _MINUTE, priority) for n in range(many)]


def test_the_order_is_that_in_which_the_counter_would_call() -> None:
    lines = [line(1, 3), line(4, 2, "elderly")]
    policy = Policy(weights_s={"elderly": 1800})
    assert order(lines, ("CT",), policy, _NOW, ()) == (4, 5, 1, 2, 3)
    assert order(lines, ("CT",), policy, _NOW, [("CT", True), ("CT", True)]) == (1, 4, 5, 2, 3)


def test_another_weight_moves_those_of_the_class_and_those_behind_them() -> None:
    lines = [line(1, 3), line(4, 2, "elderly")]
    before, after = (order(lines, ("CT",), Policy(weights_s=w), _NOW, ()) for w in ({}, {"elderly": 1800}))
    assert before == (1, 2, 3, 4, 5)
    assert moved(before, after) == [
        Moved(4, 4, 1),
        Moved(5, 5, 2),
        Moved(1, 1, 3),
        Moved(2, 2, 4),
        Moved(3, 3, 5),
    ]


def test_who_stays_is_not_named() -> None:
    assert moved((1, 2, 3), (1, 3, 2)) == [Moved(3, 3, 2), Moved(2, 2, 3)]
    assert moved((), ()) == []


def test_who_is_beyond_what_is_looked_at_has_no_place() -> None:
    assert moved((1, 2), (1, 3)) == [Moved(3, None, 2), Moved(2, 2, None)]
    assert len(order([line(1, MOST + 20)], ("CT",), Policy(), _NOW, ())) == MOST


@given(st.permutations(range(8)), st.permutations(range(8)))
def test_whoever_moves_up_somebody_else_moves_down(one: list[int], other: list[int]) -> None:
    found = moved(one, other)
    assert sum((each.before or 0) - (each.after or 0) for each in found) == 0
    assert {each.ticket for each in found} == {t for t in one if one.index(t) != other.index(t)}
