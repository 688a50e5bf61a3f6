"""Whoever brings many dossiers gets a number of a field of their own, where the centre has set one."""

from typing import Any

import pytest

from server.app import Server
from server.core.model import Channel, Field
from server.core.queue.many_dossiers import field_for
from server.store import doctor
from tests.api.queue.test_field_rules import set_field, told
from tests.support.api import Api


def field(**own: Any) -> Field:
    return Field("CT", "A", {"vi": "Chứng thực"}, **own)


@pytest.mark.parametrize(
    ("own", "dossiers", "goes_to"),
    [
        ({"asks_dossiers": True, "many_from": 5, "many_field": "KQ"}, 5, "KQ"),
        ({"asks_dossiers": True, "many_from": 5, "many_field": "KQ"}, 4, "CT"),
        ({"asks_dossiers": True, "many_from": 5, "many_field": "KQ"}, None, "CT"),
        ({"asks_dossiers": True, "many_from": 5}, 20, "CT"),
        ({"asks_dossiers": True, "many_field": "KQ"}, 20, "CT"),
        ({"many_from": 5, "many_field": "KQ"}, 20, "CT"),
        ({}, 20, "CT"),
    ],
)
def test_who_is_passed_on(own: dict[str, Any], dossiers: int | None, goes_to: str) -> None:
    assert field_for(field(**own), dossiers) == goes_to
    assert field_for(field(**own), dossiers, Channel.OFFICER) == "CT"


def test_the_answer_says_which_field_it_went_to_and_keeps_what_for(api: Api, server: Server) -> None:
    assert "many" not in told(api)
    procedure = api.kiosk.get("/procedures?q=sao+y").json["items"][0]["code"]
    set_field(api, asks_dossiers=True, many_from=5, many_field="KQ")
    assert told(api)["many"] == {"from": 5, "field": "KQ"}
    few = api.kiosk.post("/tickets", {"field": "CT", "dossiers": 4}).json
    many = api.kiosk.post("/tickets", {"field": "CT", "dossiers": 5, "procedure": procedure}).json
    assert (few["field"], few["number"][0], few["dossiers_told"]) == ("CT", "A", 4)
    assert (many["field"], many["procedure"], many["dossiers_told"]) == ("KQ", procedure, 5)
    prefix = next(f["prefix"] for f in api.kiosk.get("/centre").json["fields"] if f["code"] == "KQ")
    assert many["number"].startswith(prefix)
    assert api.officer.post("/tickets", {"field": "CT", "dossiers": 9}).json["field"] == "CT"
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []


def test_the_other_fields_own_hours_and_limits_count(api: Api) -> None:
    set_field(api, asks_dossiers=True, many_from=5, many_field="KQ")
    other = next(f for f in api.admin.get("/settings").json["fields"] if f["code"] == "KQ")
    assert api.admin.put_json("/settings/fields/KQ", other | {"helper_only": True}).status_code == 200
    refused = api.kiosk.post("/tickets", {"field": "CT", "dossiers": 5})
    assert (refused.status_code, refused.json["code"]) == (409, "by_helper_only")
    assert api.kiosk.post("/tickets", {"field": "CT", "dossiers": 4}).status_code == 201


def test_it_has_to_be_another_field_and_one_that_goes_is_forgotten(api: Api) -> None:
    own = next(f for f in api.admin.get("/settings").json["fields"] if f["code"] == "CT")
    for wrong in ("CT", "NONE"):
        answer = api.admin.put_json("/settings/fields/CT", own | {"many_field": wrong})
        assert (answer.status_code, answer.json["code"]) == (422, "not_valid"), answer.text
    set_field(api, asks_dossiers=True, many_from=5, many_field="KQ")
    gone = api.admin.delete("/settings/fields/KQ")
    assert gone.status_code in {200, 204}, gone.text
    assert "many" not in told(api)
