"""A parameter that an address does not take: refused by name, never passed over."""

import pytest

from server.app import Server
from server.http.described import Described
from tests.support.api import Api

READ = (
    "/procedures",
    "/tickets",
    "/reports/figures",
    "/journal",
    "/centre",
    "/settings",
    "/people",
    "/doctor",
)


@pytest.mark.parametrize("path", READ)
def test_a_mistyped_parameter_answers_nothing_and_says_which_there_are(api: Api, path: str) -> None:
    answer = api.admin.get(f"{path}?feild=A", accept_language="en")
    assert (answer.status_code, answer.json["code"]) == (400, "wrong_parameter")
    assert "feild" in answer.json["detail"]
    assert "lang" in answer.json["action"]


def test_those_that_it_takes_are_named_in_the_callers_language(api: Api) -> None:
    said = {language: api.kiosk.get(f"/board?haul=1&lang={language}").json for language in ("vi", "en")}
    assert {language: answer["action"] for language, answer in said.items()} == {
        "vi": "Sửa lại rồi gửi lại. Dùng được: hall, lang.",
        "en": "Correct it and send again. It takes: hall, lang.",
    }


def test_nothing_changes_by_a_mistyped_parameter(api: Api) -> None:
    sheet = api.admin.get("/procedures.csv").data
    answer = api.admin.put("/procedures.csv?previw=true", sheet.replace(b"1.000", b"9.000", 1))
    assert answer.json["code"] == "wrong_parameter"
    assert api.admin.get("/procedures.csv").data == sheet


def test_whoever_may_not_call_is_told_no_names(api: Api) -> None:
    assert api.nobody.get("/people?x=1").json["code"] == "not_signed_in"


def test_a_long_address_is_not_told_back_whole(api: Api) -> None:
    asked = "&".join(f"{'x' * 100}{n}=1" for n in range(20))
    assert len(api.kiosk.get(f"/centre?{asked}").json["detail"]) < 400


def test_every_described_route_is_asked_about(server: Server) -> None:
    app = server.app
    assert isinstance(app, Described)
    rules = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/v1/")}
    assert rules - set(app.parameters) == {"description.show"}
