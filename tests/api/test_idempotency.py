"""A key makes a repeat harmless: the first answer again, and nothing happens twice."""

import pytest
from werkzeug.test import TestResponse

from tests.support.api import Api, Caller
from tests.support.clock import SetClock


def test_the_same_key_and_body_give_the_first_answer(api: Api, clock: SetClock) -> None:
    first = api.kiosk.post("/tickets", {"field": "CT"}, key="k1")
    clock.forward(minutes=1)
    again = api.kiosk.post("/tickets", {"field": "CT"}, key="k1")
    assert (again.status_code, again.json) == (201, first.json)
    assert api.take()["number"] == "A002"


def test_another_key_is_another_number(api: Api) -> None:
    numbers = [api.kiosk.post("/tickets", {"field": "CT"}, key=key).json["number"] for key in ("k1", "k2")]
    assert numbers == ["A001", "A002"]


def mismatch(answer: TestResponse) -> bool:
    return (answer.status_code, answer.json["code"]) == (422, "idempotency_mismatch")


def test_the_same_key_with_another_body_is_422(api: Api) -> None:
    api.kiosk.post("/tickets", {"field": "CT"}, key="k1")
    assert mismatch(api.kiosk.post("/tickets", {"field": "HT"}, key="k1"))
    assert api.take("HT")["number"] == "B001"


def test_the_same_key_with_another_path_is_422(api: Api) -> None:
    ticket = api.take()
    api.kiosk.post("/tickets", {"field": "CT"}, key="k1")
    assert mismatch(api.kiosk.post(f"/tickets/{ticket['id']}/cancel", key="k1"))
    assert api.kiosk.get(f"/tickets/{ticket['id']}").json["state"] == "waiting"


def test_each_caller_has_keys_of_their_own(api: Api) -> None:
    numbers = [
        who.post("/tickets", {"field": "CT"}, key="k1").json["number"] for who in (api.kiosk, api.helper)
    ]
    assert numbers == ["A001", "A002"]


def test_all_slips_share_one_room_of_keys(api: Api) -> None:
    first, second = api.take()["track"], api.take()["track"]
    assert api.nobody.post(f"/track/{first}/cancel", key="k1").status_code == 200
    assert mismatch(api.nobody.post(f"/track/{second}/cancel", key="k1"))


def test_a_refused_request_may_be_tried_again_with_its_key(api: Api) -> None:
    officer = api.at_work()
    assert officer.post("/counters/1/call", key="k1").json["code"] == "queue_empty"
    api.take()
    assert officer.post("/counters/1/call", key="k1").json["number"] == "A001"


def repeated(who: Caller, path: str) -> tuple[TestResponse, TestResponse]:
    return who.post(path, key=path), who.post(path, key=path)


def test_a_repeated_call_calls_nobody_else(api: Api) -> None:
    api.take()
    api.take()
    first, again = repeated(api.at_work(), "/counters/1/call")
    assert again.status_code == 200
    assert again.json == first.json


def test_every_step_at_a_counter_can_be_repeated(api: Api) -> None:
    api.take()
    for step in ("open", "call", "recall", "serve", "finish", "pause", "resume", "close"):
        first, again = repeated(api.officer, f"/counters/1/{step}")
        assert first.status_code == 200, first.text
        assert (again.status_code, again.json) == (200, first.json)


def test_a_repeat_leaves_no_trace_in_the_journal(api: Api) -> None:
    api.kiosk.post("/tickets", {"field": "CT"}, key="k1")
    seq = api.admin.get("/journal").json["seq"]
    api.kiosk.post("/tickets", {"field": "CT"}, key="k1")
    assert api.admin.get("/journal").json["seq"] == seq


@pytest.mark.parametrize("key", ["", "k" * 201])
def test_a_key_has_1_to_200_characters(api: Api, key: str) -> None:
    answer = api.kiosk.post("/tickets", {"field": "CT"}, key=key)
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")


def test_a_key_of_200_characters_holds(api: Api) -> None:
    assert api.kiosk.post("/tickets", {"field": "CT"}, key="k" * 200).status_code == 201
