"""Calling again, giving up on somebody, and calling them back."""

import pytest

from tests.api.counter.conftest import Centred
from tests.api.counter.desk import act, bring_to, console, everything, refused, ticket
from tests.support.api import Api
from tests.support.clock import SetClock


def test_the_first_recall_may_follow_the_call_at_once(api: Api) -> None:
    bring_to(api, "called")
    assert act(api.officer, "recall")["calls"] == 2


def test_a_ticket_is_recalled_once_in_five_seconds(api: Api, clock: SetClock) -> None:
    bring_to(api, "called")
    act(api.officer, "recall")
    clock.forward(seconds=3)
    before = everything(api)
    problem = refused(api.officer, "recall")
    assert (problem["code"], problem["action"]) == ("recall_too_soon", "Wait 2 seconds and recall again.")
    assert everything(api) == before
    clock.forward(seconds=2)
    assert act(api.officer, "recall")["calls"] == 3


def test_a_repeated_key_is_no_second_recall(api: Api) -> None:
    bring_to(api, "called")
    assert act(api.officer, "recall", key="k")["calls"] == 2
    assert act(api.officer, "recall", key="k")["calls"] == 2
    assert console(api)["ticket"]["calls"] == 2


def test_a_no_show_needs_the_recalls_that_the_centre_wants(with_calling: Centred, clock: SetClock) -> None:
    api = with_calling(recalls_before_no_show=2)
    bring_to(api, "called")
    for _ in range(2):
        problem = refused(api.officer, "no-show")
        assert problem["code"] == "no_show_too_soon"
        assert "at least 2 times" in problem["detail"]
        act(api.officer, "recall")
        clock.forward(seconds=5)
    assert act(api.officer, "no-show")["state"] == "no_show"


def test_without_such_a_rule_a_no_show_needs_no_recall(api: Api) -> None:
    bring_to(api, "called")
    assert act(api.officer, "no-show")["state"] == "no_show"


@pytest.mark.parametrize("minutes", [0, 29, 30])
def test_a_no_show_is_called_back_within_half_an_hour(api: Api, clock: SetClock, minutes: int) -> None:
    bring_to(api, "called")
    missed = act(api.officer, "no-show")["id"]
    clock.forward(minutes=minutes)
    assert [t["id"] for t in console(api)["missed"]["items"]] == [missed]
    assert act(api.officer, "call", ticket=missed, reason="đã quay lại")["state"] == "called"


def test_later_the_person_takes_a_new_number(api: Api, clock: SetClock) -> None:
    bring_to(api, "called")
    missed = act(api.officer, "no-show")["id"]
    clock.forward(minutes=30, seconds=1)
    assert console(api)["missed"]["items"] == []
    before = everything(api)
    problem = refused(api.officer, "call", ticket=missed)
    assert (problem["code"], problem["status"]) == ("call_back_over", 409)
    assert "more than 30 minutes ago" in problem["detail"]
    assert everything(api) == before


def test_a_centre_may_call_nobody_back(with_calling: Centred, clock: SetClock) -> None:
    api = with_calling(call_back_minutes=0)
    bring_to(api, "called")
    missed = act(api.officer, "no-show")["id"]
    clock.forward(seconds=1)
    assert refused(api.officer, "call", ticket=missed)["code"] == "call_back_over"


def test_any_counter_may_call_a_no_show_back(api: Api) -> None:
    bring_to(api, "called")
    missed = act(api.officer, "no-show")["id"]
    act(api.other, "open", n=2)
    called = act(api.other, "call", n=2, ticket=missed)
    assert (called["counter"], called["calls"]) == (2, 2)
    assert ticket(api, missed)["ended_at"] is None


def test_a_no_show_is_never_called_by_itself(api: Api) -> None:
    bring_to(api, "called")
    act(api.officer, "no-show")
    assert refused(api.officer, "call")["code"] == "queue_empty"


def test_however_many_were_missed_today_the_latest_can_be_called_back(api: Api, clock: SetClock) -> None:
    act(api.officer, "open")
    for _ in range(51):
        api.take()
        act(api.officer, "call")
        act(api.officer, "no-show")
    clock.forward(hours=1)
    api.take()
    act(api.officer, "call")
    late = act(api.officer, "no-show")["id"]
    assert [t["id"] for t in console(api)["missed"]["items"]] == [late]
