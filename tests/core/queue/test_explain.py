"""Why a ticket was called, in words that are true of the facts stored with the call, and of them alone."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given

from server.core.queue import explain as explaining
from server.core.queue.explain import explain
from server.core.queue.policy import Head, Seen
from server.core.texts import ENGLISH, VIETNAMESE
from tests.support.centre import default_centre
from tests.support.crowded_hall import MINUTE_MS, Called, played_halls, stored
from tests.support.tickets import ISSUED_AT

LAYOUT = default_centre().layout
NAMES = {**{code: field.names for code, field in LAYOUT.fields.items()}, **LAYOUT.priority_classes}
SAYS: dict[str, tuple[str, str]] = {
    "next": ("Đến trước nhất", "First to come of the lines"),
    "own": ("Đến trước nhất trong các lĩnh vực chính", "First to come of the counter's own"),
    "kept": ("được dành cho quầy này", "kept for this counter"),
    "priority": ("Diện ưu tiên", "Priority class"),
    "ordinary_turn": ("không thuộc diện ưu tiên", "an ordinary person's turn"),
    "longest": ("theo thứ tự đến", "called as they came"),
    "helping": ("giúp lĩnh vực khác", "helped out"),
    "chosen": ("Công chức tự chọn", "The officer chose"),
}


def first_of(heads: list[Head]) -> Head:
    return min(heads, key=lambda h: (h.issued_at, h.ticket))


def waited_s(seen: Seen, head: Head) -> float:
    return (seen.now - head.issued_at) / 1000


def is_longest(seen: Seen, head: Head) -> bool:
    long = [h for h in seen.heads if waited_s(seen, h) >= seen.policy.longest_s]
    if seen.in_a_row >= seen.policy.most_in_a_row and head.priority is None:
        long = [h for h in long if h.priority is None]
    return head == first_of(long)


def is_helping(seen: Seen, head: Head) -> bool:
    return head.helping and (
        all(h.helping for h in seen.heads) or waited_s(seen, head) >= seen.policy.help_after_s
    )


def is_own(seen: Seen, head: Head) -> bool:
    own, helped = [h for h in seen.heads if not h.helping], [h for h in seen.heads if h.helping]
    early = [h for h in helped if (h.issued_at, h.ticket) < (head.issued_at, head.ticket)]
    return head == first_of(own) and all(waited_s(seen, h) < seen.policy.help_after_s for h in early)


TRUE_WHEN: dict[str, Callable[[Seen, Head], bool]] = {
    "next": lambda seen, head: head == first_of(list(seen.heads)),
    "own": is_own,
    "kept": lambda _, head: head.kept,
    "priority": lambda seen, head: (
        head.priority is not None and head != first_of(list(seen.heads)) and weight_s(seen, head) > 0
    ),
    "ordinary_turn": lambda seen, head: head.priority is None and seen.in_a_row >= seen.policy.most_in_a_row,
    "longest": is_longest,
    "helping": is_helping,
}


def weight_s(seen: Seen, head: Head) -> int:
    return seen.policy.weights_s.get(head.priority or "", 0)


@given(played_halls())
def test_every_rules_sentence_is_true_of_the_facts_that_were_stored(calls: list[Called]) -> None:
    for called in calls:
        if called.choice is not None:
            assert TRUE_WHEN[called.choice.rule](stored(called.seen), called.head), called.choice.rule


@given(played_halls())
def test_every_call_can_be_told_in_both_languages(calls: list[Called]) -> None:
    for called in calls:
        if called.choice is not None:
            ticket, why = called.choice.ticket, called.seen.facts()
            for i, language in enumerate((VIETNAMESE, ENGLISH)):
                told = explain(called.choice.rule, why, None, ticket, {}, language)
                assert SAYS[called.choice.rule][i] in told[0]
                assert not re.search(r"[{}]", " ".join(told))


def test_every_rule_has_its_sentence() -> None:
    assert set(explaining.RULES) == set(SAYS) == {*TRUE_WHEN, "chosen"}


SEEN = Seen(
    ISSUED_AT,
    (
        Head(20, "CT", ISSUED_AT - 2 * MINUTE_MS, "elderly"),
        Head(11, "CT", ISSUED_AT - 25 * MINUTE_MS),
        Head(9, "HT", ISSUED_AT - 7 * MINUTE_MS),
    ),
    default_centre().policy,
    2,
)


@pytest.mark.parametrize(
    ("rule", "vietnamese", "english"),
    [
        ("priority", "sớm hơn 30 phút", "30 minutes earlier"),
        ("ordinary_turn", "2 số ưu tiên liên tiếp", "2 priority tickets were called in a row"),
        ("longest", "từ 45 phút trở lên", "45 minutes or more"),
        ("helping", "từ 15 phút trở lên", "15 minutes or more"),
        ("own", "chưa ai chờ đủ 15 phút", "nobody had waited 15 minutes yet"),
    ],
)
def test_it_gives_the_figures_that_held_at_the_time(rule: str, vietnamese: str, english: str) -> None:
    assert vietnamese in explain(rule, SEEN.facts(), None, 20, NAMES, VIETNAMESE)[0]
    assert english in explain(rule, SEEN.facts(), None, 20, NAMES, ENGLISH)[0]


def test_it_tells_who_stood_at_the_head_of_each_line_in_the_order_of_arrival() -> None:
    assert explain("priority", SEEN.facts(), None, 20, NAMES, ENGLISH)[-1] == (
        "At the head of the lines when it was called: Certification for 25 minutes;"
        " Civil status for 7 minutes; Certification (Elderly person) for 2 minutes."
    )
    assert explain("priority", SEEN.facts(), None, 20, NAMES, VIETNAMESE)[-1] == (
        "Lúc gọi, đứng đầu các hàng: Chứng thực chờ 25 phút; Tư pháp - Hộ tịch chờ 7 phút;"
        " Chứng thực (Người cao tuổi) chờ 2 phút."
    )


def test_it_gives_the_officers_own_reason_for_a_chosen_ticket() -> None:
    told = explain("chosen", SEEN.facts(), "đi cùng cháu nhỏ", 9, NAMES, VIETNAMESE)
    assert told[:2] == ["Công chức tự chọn số này.", "Lý do: đi cùng cháu nhỏ."]


def test_a_field_that_the_centre_has_dropped_is_told_by_its_code() -> None:
    assert "CT for 25 minutes" in explain("next", SEEN.facts(), None, 11, {}, ENGLISH)[-1]


def test_nobody_else_waited_is_told_by_saying_nothing() -> None:
    empty = Seen(ISSUED_AT, (), default_centre().policy)
    assert explain("chosen", empty.facts(), None, 9, NAMES, ENGLISH) == ["The officer chose this ticket."]
