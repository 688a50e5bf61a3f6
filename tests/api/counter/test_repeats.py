"""A request that was sent twice is done once: every action with its Idempotency-Key."""

import pytest

from tests.api.counter.desk import BODIES, act, bring_to, everything
from tests.support.api import Api

REPEATED = {
    "open": "closed",
    "close": "idle",
    "pause": "idle",
    "resume": "paused",
    "call": "idle",
    "next": "serving",
    "recall": "called",
    "serve": "called",
    "finish": "serving",
    "no-show": "called",
    "return": "called",
    "park": "serving",
    "transfer": "serving",
    "hand-over": "serving",
    "help": "idle",
    "undo": "serving",
}


@pytest.mark.parametrize(("action", "state"), REPEATED.items())
def test_a_repeat_is_answered_as_before_and_changes_nothing(api: Api, action: str, state: str) -> None:
    bring_to(api, state)
    api.take()
    first = act(api.officer, action, key="k1")
    after = everything(api)
    assert act(api.officer, action, key="k1") == first
    assert everything(api) == after


@pytest.mark.parametrize(("action", "state"), REPEATED.items())
def test_the_key_of_another_request_is_refused(api: Api, action: str, state: str) -> None:
    bring_to(api, state)
    act(api.officer, "help" if state != "closed" else "open", key="k1")
    if state == "closed":
        act(api.officer, "close")
    before = everything(api)
    body = BODIES.get(action, {}) | ({"text": "khác"} if action == "help" else {})
    body |= {"fields": ["CT"]} if action == "open" else {}
    answer = api.officer.post(f"/counters/1/{action}", body, key="k1")
    assert (answer.status_code, answer.json["code"]) == (422, "idempotency_mismatch")
    assert everything(api) == before


def test_help_that_has_come_is_told_once(api: Api) -> None:
    bring_to(api, "idle")
    act(api.officer, "help")
    first = act(api.officer, "help-done", key="k1")
    act(api.officer, "help", text="lại hỏng")
    assert act(api.officer, "help-done", key="k1") == first
    assert everything(api)[1]["help"]["text"] == "lại hỏng"


def test_a_parked_ticket_is_resumed_once(api: Api) -> None:
    bring_to(api, "serving")
    parked = act(api.officer, "park")["id"]
    first = api.officer.post(f"/tickets/{parked}/resume", key="k1").json
    act(api.officer, "call")
    assert api.officer.post(f"/tickets/{parked}/resume", key="k1").json == first
    assert everything(api)[1]["ticket"]["state"] == "called"


def test_a_refused_action_may_be_sent_again_with_its_key(api: Api) -> None:
    act(api.officer, "open")
    assert api.officer.post("/counters/1/call", key="k1").json["code"] == "queue_empty"
    api.take()
    assert act(api.officer, "call", key="k1")["number"] == "A001"
