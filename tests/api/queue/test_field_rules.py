"""Fields whose numbers a helper gives, or a kiosk only for a card; and where people of a field are told to go."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.support.api import Api

CARD = "5" * 64


def set_field(api: Api, **changed: Any) -> None:
    field = next(each for each in api.admin.get("/settings").json["fields"] if each["code"] == "CT")
    answer = api.admin.put_json("/settings/fields/CT", field | changed)
    assert answer.status_code == 200, answer.text


def told(api: Api) -> dict[str, Any]:
    return next(each for each in api.kiosk.get("/centre").json["fields"] if each["code"] == "CT")


def test_a_helper_gives_what_no_kiosk_does_whatever_it_says_of_itself(api: Api) -> None:
    set_field(api, helper_only=True)
    assert told(api)["helper_only"] is True
    for channel in ("kiosk", "helper", "officer"):
        refused = api.kiosk.post("/tickets", {"field": "CT", "channel": channel})
        assert (refused.status_code, refused.json["code"]) == (409, "by_helper_only")
    assert "người hướng dẫn" in refused.json["action"]
    assert [who.post("/tickets", {"field": "CT"}).json["number"] for who in (api.helper, api.officer)] == [
        "A001",
        "A002",
    ]


def test_a_kiosk_gives_it_to_whoever_shows_a_card_and_staff_without(api: Api) -> None:
    set_field(api, card_only=True)
    refused = api.kiosk.post("/tickets", {"field": "CT"})
    assert (refused.status_code, refused.json["code"]) == (409, "card_needed")
    assert api.kiosk.post("/tickets", {"field": "CT", "card": CARD}).json["number"] == "A001"
    assert api.kiosk.post("/tickets", {"field": "CT", "card": CARD}).json["number"] == "A002"
    assert api.helper.post("/tickets", {"field": "CT"}).json["number"] == "A003"


def test_a_field_that_nothing_is_set_of_says_nothing_of_it(api: Api) -> None:
    assert not {"helper_only", "card_only", "go_to", "icon"} & told(api).keys()


def test_where_people_go_is_told_in_both_languages(api: Api, client: FlaskClient) -> None:
    set_field(api, go_to_vi="Tầng 2, phòng 203", icon="stamp")
    assert told(api)["go_to"] == {"vi": "Tầng 2, phòng 203", "en": "Tầng 2, phòng 203"}
    set_field(api, go_to_vi="Tầng 2, phòng 203", go_to_en="Floor 2, room 203")
    assert (told(api)["go_to"]["en"], told(api)["icon"]) == ("Floor 2, room 203", "stamp")
    track = api.take()["track"]
    assert "Mời đến: Tầng 2, phòng 203" in client.get(f"/t/{track}").text
    assert "Please go to: Floor 2, room 203" in client.get(f"/t/{track}?lang=en").text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"go_to_en": "Floor 2"},
            "go_to_vi: phải có nơi đến bằng tiếng Việt · go_to_vi is needed beside go_to_en",
        ),
        ({"icon": "skull"}, "fields.0.icon: phải là"),
        ({"go_to_vi": "x" * 61}, "fields.0.go_to_vi: nhiều nhất 60 ký tự · at most 60 characters"),
        ({"helper_only": "maybe"}, "fields.0.helper_only: phải là true hoặc false · must be true or false"),
    ],
)
def test_what_cannot_be_set_is_said_in_both_languages(api: Api, wrong: dict[str, Any], sentence: str) -> None:
    field = api.admin.get("/settings").json["fields"][0]
    refused = api.admin.put_json("/settings/fields/CT", field | wrong)
    assert refused.status_code == 422
    assert sentence in refused.json["detail"]
