"""The calling order: by examples, which docs/calling-order.md tells in words, and by what holds in any hall."""

from hypothesis import given
from hypothesis import strategies as st

from server.core.model import Counter, CounterState
from server.core.queue.policy import Choice, Head, Policy, Seen, choose_next
from tests.support.centre import default_centre
from tests.support.crowded_hall import (
    Called,
    Calls,
    Came,
    CrowdedHall,
    Passed,
    Step,
    open_counters,
    played_halls,
    policies,
    stored,
)
from tests.support.tickets import ISSUED_AT

DEFAULT = default_centre().policy
MINUTE_MS = 60_000


def waiting(ticket: int, field: str, minutes: float, priority: str | None = None, **facts: bool) -> Head:
    """The head of a line who has waited so long."""
    return Head(ticket, field, ISSUED_AT - int(minutes * MINUTE_MS), priority, **facts)


def chosen(*heads: Head, in_a_row: int = 0, policy: Policy = DEFAULT) -> Choice | None:
    return choose_next(Seen(ISSUED_AT, heads, policy, in_a_row))


def test_it_calls_nobody_when_nobody_waits() -> None:
    assert chosen() is None


# The four rules of docs/calling-order.md, each with its example


def test_rule_4_whoever_came_first_is_called_first_whatever_the_field() -> None:
    assert chosen(waiting(12, "CT", 5), waiting(9, "HT", 8)) == Choice(9, "next")


def test_rule_4_a_priority_class_counts_as_having_come_earlier_by_its_weight() -> None:
    elderly = waiting(20, "CT", 2, "elderly")  # 2 minutes and 30 more
    assert chosen(waiting(11, "CT", 25), elderly) == Choice(20, "priority")
    assert chosen(waiting(11, "CT", 33), elderly) == Choice(11, "next")


def test_rule_1_after_two_priority_tickets_it_is_an_ordinary_persons_turn() -> None:
    elderly, ordinary = waiting(20, "CT", 10, "elderly"), waiting(21, "CT", 3)
    assert chosen(elderly, ordinary, in_a_row=1) == Choice(20, "next")
    assert chosen(elderly, ordinary, in_a_row=2) == Choice(21, "ordinary_turn")


def test_rule_1_when_no_ordinary_person_waits_the_next_priority_ticket_is_called() -> None:
    assert chosen(waiting(20, "CT", 10, "elderly"), in_a_row=2) == Choice(20, "next")


def test_rule_2_whoever_has_waited_45_minutes_comes_before_every_class() -> None:
    disabled = waiting(30, "CT", 10, "disabled")  # counts as 50 minutes
    assert chosen(waiting(11, "CT", 44.9), disabled) == Choice(30, "priority")
    assert chosen(waiting(11, "CT", 45), disabled) == Choice(11, "longest")


def test_rule_2_those_who_have_waited_so_long_are_called_as_they_came() -> None:
    assert chosen(waiting(11, "CT", 46), waiting(9, "HT", 50), waiting(8, "CT", 47, "elderly")) == (
        Choice(9, "longest")
    )


def test_rule_3_a_counters_own_fields_come_before_those_it_helps_out_in() -> None:
    results = waiting(5, "KQ", 14, helping=True)
    assert chosen(waiting(11, "CT", 3), results) == Choice(11, "own")
    assert chosen(results) == Choice(5, "helping")


def test_rule_3_after_15_minutes_a_counter_that_helps_takes_them_as_its_own() -> None:
    results = waiting(5, "KQ", 15, helping=True)
    assert chosen(waiting(11, "CT", 3), results) == Choice(5, "helping")
    assert chosen(waiting(11, "CT", 20), results) == Choice(11, "next")


def test_a_ticket_kept_for_the_counter_stands_where_it_stood() -> None:
    kept = waiting(7, "DD", 20, kept=True)
    assert chosen(waiting(11, "CT", 5), kept) == Choice(7, "kept")
    assert chosen(waiting(11, "CT", 25), kept) == Choice(11, "next")


def test_of_two_who_came_in_the_same_moment_the_lower_number_is_called() -> None:
    assert chosen(waiting(12, "CT", 5), waiting(11, "HT", 5)) == Choice(11, "next")


def test_a_class_that_the_centre_has_dropped_weighs_nothing() -> None:
    assert chosen(waiting(11, "CT", 5), waiting(12, "CT", 4, "royalty")) == Choice(11, "next")


# What holds in any hall


@given(played_halls())
def test_a_free_counter_never_calls_nobody_while_somebody_waits_whom_it_serves(calls: list[Called]) -> None:
    assert all((called.choice is None) == (not called.waiting) for called in calls)


@given(played_halls())
def test_it_only_calls_somebody_who_waits_for_this_counter(calls: list[Called]) -> None:
    for called in calls:
        if called.choice is not None:
            assert called.choice.ticket in [head.ticket for head in called.waiting]


@given(played_halls())
def test_within_a_field_and_class_whoever_came_first_is_called_first(calls: list[Called]) -> None:
    for called in answered(calls):
        head = called.head
        same = [
            h for h in called.waiting if (h.line, h.priority, h.kept) == (head.line, head.priority, head.kept)
        ]
        assert head == same[0]


@given(played_halls())
def test_nobody_is_chosen_otherwise_when_everybody_is_looked_at_and_not_the_heads_alone(
    calls: list[Called],
) -> None:
    for called in calls:
        seen = called.seen
        everybody = choose_next(Seen(seen.now, called.waiting, seen.policy, seen.in_a_row))
        assert (everybody and everybody.ticket) == (called.choice and called.choice.ticket)


@given(played_halls())
def test_an_ordinary_person_who_has_waited_longest_is_called_before_everybody_who_came_later(
    calls: list[Called],
) -> None:
    for called in answered(calls):
        overdue = [head for head in late(called) if head.priority is None]
        assert all(arrival(called.head) <= arrival(head) for head in overdue)


@given(played_halls())
def test_anybody_who_has_waited_longest_is_called_before_everybody_who_came_later_but_an_ordinary_turn(
    calls: list[Called],
) -> None:
    for called in answered(calls):
        if called.head.priority is None and called.seen.in_a_row >= called.seen.policy.most_in_a_row:
            continue  # rule 1: one ordinary person after so many priority tickets
        assert all(arrival(called.head) <= arrival(head) for head in late(called))


@given(played_halls())
def test_at_most_so_many_priority_tickets_are_called_in_a_row_while_an_ordinary_person_waits(
    calls: list[Called],
) -> None:
    for called in answered(calls):
        most, fields = called.seen.policy.most_in_a_row, lines(called)
        before = [priority for field, priority in called.before if field in fields][:most]
        in_a_row = len(before) == most and None not in before
        if in_a_row and any(head.priority is None for head in called.waiting):
            assert called.head.priority is None


@given(played_halls())
def test_a_field_that_is_only_helped_waits_for_the_counters_own_unless_it_is_late(
    calls: list[Called],
) -> None:
    for called in answered(calls):
        seen, head = called.seen, called.head
        if not head.helping or seen.now - head.issued_at >= 1000 * seen.policy.help_after_s:
            continue
        own = [h for h in called.waiting if not h.helping]
        turn = seen.in_a_row >= seen.policy.most_in_a_row and head.priority is None
        assert not own or (turn and all(h.priority is not None for h in own))


@given(played_halls())
def test_the_reason_that_is_stored_chooses_the_same_ticket_by_the_same_rule(calls: list[Called]) -> None:
    assert all(choose_next(stored(called.seen)) == called.choice for called in calls)


@given(policies, open_counters(), st.data())
def test_nobody_starves_under_a_stream_of_priority_tickets(
    policy: Policy, counters: dict[int, Counter], data: st.DataObject
) -> None:
    hall = CrowdedHall(policy, counters)
    field = next(iter(counters[1].fields))
    hall.step(Came(field))
    for _ in range(policy.longest_s // 60 + 1):  # two come and one is called in each minute
        busy = data.draw(st.sampled_from(["disabled", "elderly"]))
        hall.play([Came(field, busy), Came(field, busy), Passed(1)])
        called = hall.step(Calls(1))
        assert called is not None
        assert called.choice is not None
        if called.choice.ticket == 1:
            return
    raise AssertionError("still waiting")


def test_one_field_with_many_counters_keeps_one_count_of_priority_tickets() -> None:
    hall = CrowdedHall(DEFAULT, counters_for(("CT",), ("CT",), ("CT",)))
    elderly: list[Step] = [Came("CT", "elderly") for _ in range(6)]
    hall.play([*elderly, Came("CT"), Came("CT"), Came("CT")])
    calls = hall.play([Calls(1), Calls(2), Calls(3), Calls(1), Calls(2), Calls(3)])
    assert [called.head.priority for called in calls] == ["elderly", "elderly", None] * 2


def test_a_counter_of_two_fields_counts_the_priority_tickets_of_both() -> None:
    hall = CrowdedHall(DEFAULT, counters_for(("CT",), ("HT",), ("CT", "HT")))
    hall.play([Came("CT", "elderly"), Came("HT", "elderly"), Came("CT", "elderly"), Came("HT")])
    calls = hall.play([Calls(1), Calls(2), Calls(3)])
    assert [called.choice and called.choice.rule for called in calls] == ["next", "next", "ordinary_turn"]


def test_priority_tickets_kept_for_a_counter_count_among_those_in_a_row() -> None:
    hall = CrowdedHall(DEFAULT, counters_for(("CT",), ("DD",)))
    kept: list[Step] = [Came("DD", "elderly", kept_for=1) for _ in range(3)]
    calls = hall.play([*kept, Came("CT"), Calls(1), Calls(1), Calls(1)])
    assert [called.head.priority for called in calls] == ["elderly", "elderly", None]


def counters_for(*fields: tuple[str, ...]) -> dict[int, Counter]:
    return {n: Counter(n, CounterState.OPEN, f"officer{n}", own) for n, own in enumerate(fields, 1)}


def answered(calls: list[Called]) -> list[Called]:
    return [called for called in calls if called.choice is not None]


def late(called: Called) -> list[Head]:
    longest_ms = 1000 * called.seen.policy.longest_s
    return [head for head in called.waiting if called.seen.now - head.issued_at >= longest_ms]


def lines(called: Called) -> set[str]:
    kept = (head.line for head in called.waiting if head.kept)
    return {*called.counter.fields, *called.counter.helps, *kept}


def arrival(head: Head) -> tuple[int, int]:
    return head.issued_at, head.ticket
