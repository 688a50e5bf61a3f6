"""Where people stand, against the calls themselves: the calling order with nothing but the weights of classes."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from server.core.model import Counter
from server.core.queue.lines import lines_of
from server.core.queue.policy import Policy
from server.core.queue.standing import Waiting, ahead, in_order
from server.core.queue.turns import in_turn, rows_before

NEVER = 10**9
NOW = 1_795_000_000_000
FIELDS = ("CT", "HT")
CLASSES = ("elderly", "disabled")
weights = st.fixed_dictionaries(dict.fromkeys(CLASSES, st.sampled_from([0, 60, 1800])))
people = st.lists(
    st.tuples(
        st.integers(-3, 3),  # minutes since the person before: a clock may be set back
        st.sampled_from(FIELDS),
        st.none() | st.sampled_from(CLASSES),
        st.none() | st.none() | st.sampled_from([1, 2]),
    ),
    max_size=30,
)


def as_they_came(drawn: list[tuple[int, str, str | None, int | None]]) -> list[Waiting]:
    times = accumulate(60_000 * step for step, *_ in drawn)
    return [
        Waiting(n, f, NOW + at, p, k) for n, (at, (_, f, p, k)) in enumerate(zip(times, drawn, strict=True))
    ]


@given(people, weights)
def test_people_stand_in_the_order_in_which_they_are_called_by_weight_alone(
    drawn: list[tuple[int, str, str | None, int | None]], weights_s: dict[str, int]
) -> None:
    waiting = as_they_came(drawn)
    policy = Policy(weights_s, most_in_a_row=NEVER, longest_s=NEVER)
    rows = rows_before(lines_of(Counter(1, fields=FIELDS)), waiting, at_work=())
    called = [head.ticket for head in in_turn(rows, FIELDS, policy, NOW, ())]
    assert called == [one.ticket for one in in_order(waiting, weights_s)]
    assert called == sorted(called, key=lambda ticket: ahead(ticket, waiting, weights_s))


@given(people, weights)
def test_nobody_stands_before_whoever_came_before_them_in_their_line(
    drawn: list[tuple[int, str, str | None, int | None]], weights_s: dict[str, int]
) -> None:
    waiting = as_they_came(drawn)
    for row in {one.row for one in waiting}:
        order = [one for one in in_order(waiting, weights_s) if one.row == row]
        assert order == [one for one in waiting if one.row == row]


def test_a_class_counts_as_having_come_earlier_by_its_weight() -> None:
    early, late = Waiting(1, "CT", NOW), Waiting(2, "CT", NOW + 600_000, "elderly")
    assert in_order([early, late], {"elderly": 599}) == [early, late]
    assert in_order([early, late], {"elderly": 601}) == [late, early]
    assert in_order([early, late], {}) == [early, late]
