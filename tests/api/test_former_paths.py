"""Scripts and kiosk boxes of the version before go on for one more version."""

import pytest

from server.api.former_paths import FORMER_PATHS
from tests.support.api import VERSION, Api


@pytest.mark.parametrize(("former", "present"), FORMER_PATHS.items())
def test_a_former_path_answers_as_the_present_one(api: Api, former: str, present: str) -> None:
    old, new = (path.removeprefix(VERSION) for path in (former, present))
    for caller in (api.kiosk, api.officer, api.nobody):
        assert caller.get(old).status_code == caller.get(new).status_code
        wrong = {"items": "none"}
        assert (caller.post(old, wrong).json, caller.post(old, wrong).status_code) == (
            caller.post(new, wrong).json,
            caller.post(new, wrong).status_code,
        )


def test_a_box_of_the_version_before_brings_its_numbers_in(api: Api) -> None:
    series = api.kiosk.get("/tickets/emergency").json
    given = {
        "number": f"{series['prefix']}001",
        "day": series["day"],
        "field": "CT",
        "issued_at": series["now"],
        "key": "touch",
    }
    answer = api.kiosk.post("/tickets/emergency", {"now": series["now"], "items": [given]})
    assert [item["new"] for item in answer.json["items"]] == [True]
    again = api.kiosk.post("/tickets/offline", {"now": series["now"], "items": [given]})
    assert [item["new"] for item in again.json["items"]] == [False]
