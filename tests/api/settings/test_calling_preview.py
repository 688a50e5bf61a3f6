"""Another calling order is seen before it is set: who of those who wait now would be called earlier, who later."""

from typing import Any

import pytest

from tests.support.api import Api
from tests.support.clock import SetClock


def part(api: Api, name: str) -> Any:
    return api.admin.get("/settings").json[name]


def preview(api: Api, name: str, value: Any) -> dict[str, Any]:
    answer = api.admin.post(f"/settings/{name}/preview", {"value": value})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json["calling"]
    return found


@pytest.fixture
def people(api: Api, clock: SetClock) -> list[str]:
    """Three ordinary people, a minute after each other, then an elderly one; counter 1 is at work."""
    numbers = []
    for priority in (None, None, None, "elderly"):
        clock.forward(minutes=1)
        numbers.append(api.kiosk.post("/tickets", {"field": "CT", "priority": priority}).json["number"])
    api.at_work(1)
    return numbers


def weighing(api: Api, minutes: int) -> list[dict[str, Any]]:
    """The classes, with another weight of the elderly."""
    classes = part(api, "priority_classes")
    return [one | ({"weight_minutes": minutes} if one["code"] == "elderly" else {}) for one in classes]


def test_where_nobody_waits_there_is_nothing_to_compare(api: Api) -> None:
    assert preview(api, "calling", part(api, "calling")) == {"waiting": 0, "counters": []}


def test_what_changes_nothing_moves_nobody(api: Api, people: list[str]) -> None:
    found = preview(api, "calling", part(api, "calling"))
    assert found["waiting"] == 4
    [line] = found["counters"]
    assert line["before"] == line["after"] == [people[3], *people[:3]]
    assert line["moved"] == []
    assert line["counters"] == ["Quầy 1"]


def test_another_weight_says_who_moves_and_sets_nothing(api: Api, people: list[str]) -> None:
    [line] = preview(api, "priority_classes", weighing(api, 0))["counters"]
    assert line["after"] == people
    assert {one["number"]: (one["before"], one["after"]) for one in line["moved"]} == {
        people[0]: (2, 1),
        people[1]: (3, 2),
        people[2]: (4, 3),
        people[3]: (1, 4),
    }
    assert part(api, "priority_classes") != weighing(api, 0)


def test_what_was_told_before_is_what_is_called_after(api: Api, people: list[str]) -> None:
    [line] = preview(api, "priority_classes", weighing(api, 0))["counters"]
    assert api.admin.put_json("/settings/priority_classes", weighing(api, 0)).status_code == 200
    called = []
    for _ in people:
        called.append(api.officer.post("/counters/1/call").json["number"])
        api.officer.post("/counters/1/no-show")
    assert called == line["after"]


def test_counters_that_look_at_the_same_people_are_told_once(api: Api) -> None:
    """Where none is at work, each is asked as if it were open."""
    api.take("CT")
    lines = preview(api, "calling", part(api, "calling"))["counters"]
    assert sum(len(line["counters"]) for line in lines) > len(lines) == 1


def test_an_order_that_is_none_is_refused(api: Api) -> None:
    wrong = part(api, "calling") | {"help_after_minutes": 480}
    refused = api.admin.post("/settings/calling/preview", {"value": wrong})
    assert (refused.status_code, refused.json["code"]) == (422, "not_valid")


def test_a_class_that_goes_says_who_has_it_and_whose_turn_changes(api: Api, people: list[str]) -> None:
    left = [one for one in part(api, "priority_classes") if one["code"] != "elderly"]
    found = api.admin.post("/settings/priority_classes/preview", {"value": left}).json
    assert [(one["code"], one["numbers"]) for one in found["leaving"]] == [("elderly", [people[3]])]
    [line] = found["calling"]["counters"]
    assert line["after"] == people
    everything = part(api, "priority_classes")
    assert api.admin.post("/settings/priority_classes/preview", {"value": everything}).json["leaving"] == []
    gone = [one for one in everything if one["code"] != "pregnant"]
    told = api.admin.post("/settings/priority_classes/preview", {"value": gone}).json
    assert [one["numbers"] for one in told["leaving"]] == [[]]
    assert (
        api.admin.post("/settings/calling/preview", {"value": part(api, "calling")}).json["leaving"] is None
    )
