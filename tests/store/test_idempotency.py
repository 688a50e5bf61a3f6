"""Answers kept by idempotency key."""

from typing import Any

import pytest

from server.core.refusal import Refusal
from server.store import Store, Transaction, idempotency
from server.store.idempotency import Once
from tests.support.clock import SetClock
from tests.support.waiting import together

KEY = Once("kiosk:1", "k1", b"POST /tickets CT")


def act(store: Store, once: Once | None) -> tuple[dict[str, Any], bool]:
    """Take the next number of a series, under a key."""
    return store.write(
        lambda tr: idempotency.only_once(tr, once, lambda: {"n": tr.next_number("A"), "name": "Chứng thực"})
    )


def test_the_first_answer_is_kept_and_given_again(store: Store) -> None:
    assert act(store, KEY) == ({"n": 1, "name": "Chứng thực"}, True)
    assert act(store, KEY) == ({"n": 1, "name": "Chứng thực"}, False)


def test_without_a_key_everything_happens_again(store: Store) -> None:
    assert [act(store, None)[0]["n"] for _ in range(3)] == [1, 2, 3]


def test_the_same_key_with_another_request_is_refused_and_changes_nothing(store: Store) -> None:
    act(store, KEY)
    with pytest.raises(Refusal) as refused:
        act(store, Once(KEY.actor, KEY.key, b"POST /tickets HT"))
    assert refused.value.code == "idempotency_mismatch"
    assert act(store, None)[0]["n"] == 2


def test_keys_of_different_people_have_nothing_to_do_with_each_other(store: Store) -> None:
    act(store, KEY)
    assert act(store, Once("kiosk:2", KEY.key, b"something else"))[0]["n"] == 2


def test_a_refused_request_leaves_no_answer_and_may_be_tried_again(store: Store) -> None:
    def refuse(_: Transaction) -> dict[str, Any]:
        raise Refusal("queue_empty")

    with pytest.raises(Refusal):
        store.write(lambda tr: idempotency.only_once(tr, KEY, lambda: refuse(tr)))
    assert act(store, KEY) == ({"n": 1, "name": "Chứng thực"}, True)


def test_eight_at_once_with_one_key_act_once(store: Store) -> None:
    told = together([lambda: act(store, KEY)] * 8)
    assert [n["n"] for n, _ in told] == [1] * 8
    assert [new for _, new in told].count(True) == 1


def test_answers_are_forgotten_after_a_day(store: Store, clock: SetClock) -> None:
    act(store, KEY)
    clock.forward(hours=24)
    store.write(idempotency.forget_old)
    assert act(store, KEY)[1] is False
    clock.forward(seconds=1)
    store.write(idempotency.forget_old)
    assert act(store, KEY)[1] is True
