"""The centre's colour: what follows from it is told before it is set, and one that nobody could read is refused."""

from typing import Any

import pytest

from server.core.colours import palette
from tests.support.api import Api


def centre(api: Api, colour: Any) -> dict[str, Any]:
    found: dict[str, Any] = api.admin.get("/settings").json["centre"]
    return found | {"colour": colour}


def test_what_follows_from_a_colour_is_told_before_it_is_set(api: Api) -> None:
    told = api.admin.post("/settings/centre/preview", {"value": centre(api, "#1a4f8b")}).json["colours"]
    assert told["contrast"] == 6.6
    assert told["tokens"]["action"] == "#1a4f8b"
    assert told["tokens"]["brand-deep"] == palette("#1a4f8b")["ink-900"]
    assert api.admin.get("/settings").json["centre"]["colour"] == "#0e524d"


def test_capitals_are_the_same_colour(api: Api) -> None:
    answer = api.admin.put_json("/settings/centre", centre(api, "#1A4F8B"))
    assert answer.json["centre"]["colour"] == "#1a4f8b"


@pytest.mark.parametrize("colour", ["#767676", "#ffff00", "#ffffff", "#e3b04b", "#00aa88"])
def test_a_colour_that_nobody_could_read_is_refused_with_its_contrast(api: Api, colour: str) -> None:
    for refused in (
        api.admin.put_json("/settings/centre", centre(api, colour)),
        api.admin.post("/settings/centre/preview", {"value": centre(api, colour)}),
    ):
        assert (refused.status_code, refused.json["code"]) == (422, "not_valid")
        assert "centre.colour" in refused.json["detail"]
        assert "at least 4.5:1; choose a darker colour" in refused.json["detail"]
    assert api.admin.get("/settings").json["centre"]["colour"] == "#0e524d"


@pytest.mark.parametrize("colour", ["red", "#fff", "0e524d", "#0e524", 5, None, "#0e524d; }"])
def test_what_is_no_colour_is_refused(api: Api, colour: Any) -> None:
    refused = api.admin.put_json("/settings/centre", centre(api, colour))
    assert (refused.status_code, refused.json["code"]) == (422, "not_valid")
