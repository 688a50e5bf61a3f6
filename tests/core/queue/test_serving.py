"""Which counters serve each field."""

from server.core.model import Counter, CounterState
from server.core.queue.serving import all_on_break, serving

OPEN, PAUSED, CLOSED = CounterState.OPEN, CounterState.PAUSED, CounterState.CLOSED


def test_a_field_is_served_by_the_open_counters_of_its_own() -> None:
    counters = [Counter(1, OPEN, fields=("CT", "HT")), Counter(2, OPEN, fields=("CT",))]
    assert serving(counters) == {"CT": (1, 2), "HT": (1,)}


def test_who_only_helps_out_serves_where_nobody_else_does() -> None:
    counters = [Counter(1, OPEN, fields=("CT",), helps=("HT", "KQ")), Counter(2, OPEN, fields=("HT",))]
    assert serving(counters) == {"CT": (1,), "HT": (2,), "KQ": (1,)}


def test_a_counter_on_a_break_serves_where_nobody_else_does() -> None:
    counters = [
        Counter(1, PAUSED, fields=("CT", "HT"), helps=("KQ", "DD")),
        Counter(2, OPEN, fields=("CT",), helps=("KQ",)),
    ]
    assert serving(counters) == {"CT": (2,), "HT": (1,), "KQ": (2,), "DD": (1,)}


def test_a_closed_counter_serves_nobody() -> None:
    assert serving([Counter(1, CLOSED, fields=("CT",), helps=("HT",))]) == {}


def test_a_field_rests_only_while_all_of_its_counters_do() -> None:
    counters = [Counter(1, PAUSED), Counter(2, PAUSED), Counter(3, OPEN)]
    assert all_on_break((1, 2), counters)
    assert not all_on_break((1, 3), counters)
    assert not all_on_break((), counters)
