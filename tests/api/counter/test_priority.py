"""The officer sees who has come, and corrects the priority class that was chosen at the kiosk."""

import pytest

from tests.api.counter.desk import act, bring_to, console, refused
from tests.support.api import Api


def test_a_class_is_given_changed_and_taken_away(api: Api) -> None:
    bring_to(api, "called")
    for priority in ("elderly", "merit", None):
        assert act(api.officer, "priority", priority=priority)["priority"] == priority
        assert console(api)["ticket"]["priority"] == priority


def test_it_is_in_the_journal_with_who_did_it(api: Api) -> None:
    bring_to(api, "serving")
    act(api.officer, "priority", priority="merit")
    entry = api.admin.get("/journal?limit=1000").json["items"][-1]
    assert (entry["type"], entry["data"]["priority"]) == ("priority_corrected", "merit")
    assert entry["actor"].startswith("officer:")


def test_what_it_is_already_changes_nothing(api: Api) -> None:
    bring_to(api, "called")
    before = api.admin.get("/journal").json["seq"]
    assert act(api.officer, "priority", priority=None)["state"] == "called"
    assert api.admin.get("/journal").json["seq"] == before


def test_a_returned_ticket_keeps_the_corrected_class_in_the_queue(api: Api) -> None:
    bring_to(api, "called")
    act(api.officer, "priority", priority="elderly")
    act(api.officer, "return")
    assert [t["priority"] for t in console(api)["waiting"]["items"]] == ["elderly"]


def test_an_unknown_class_and_an_empty_hand_are_refused(api: Api) -> None:
    bring_to(api, "idle")
    assert refused(api.officer, "priority", priority="elderly")["code"] == "no_ticket_in_hand"
    act(api.officer, "call")
    assert refused(api.officer, "priority", priority="king")["code"] == "unknown_priority"
    assert console(api)["ticket"]["priority"] is None


@pytest.mark.parametrize("then", ["transfer", "priority"])
def test_a_row_counts_whom_this_line_gave_whatever_became_of_them(api: Api, then: str) -> None:
    """Priority people sent on, or found to be none, were taken from here all the same: an ordinary turn comes."""
    api.at_work()
    for _ in range(4):
        api.kiosk.post("/tickets", {"field": "CT", "priority": "elderly"})
    ordinary = api.take()["number"]
    called = []
    for _ in range(3):
        called.append(act(api.officer, "call")["number"])
        if then == "priority":
            act(api.officer, "serve")
            api.officer.post("/counters/1/priority", {"priority": None})
            act(api.officer, "finish")
        else:
            act(api.officer, "transfer")
    assert called[2] == ordinary


def test_a_counter_that_called_nobody_has_no_row_from_elsewhere(api: Api) -> None:
    api.at_work()
    for _ in range(2):
        api.kiosk.post("/tickets", {"field": "CT", "priority": "elderly"})
        act(api.officer, "call")
        act(api.officer, "transfer")
    api.take("DD")
    act(api.other, "open", n=3)
    assert act(api.other, "call", n=3)["priority"] == "elderly"
