"""Searching the catalogue by plain words."""

from typing import Any

import pytest

from tests.support.api import Api


def found(api: Api, query: str) -> list[dict[str, Any]]:
    answer = api.nobody.get(f"/procedures?{query}")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json["items"]
    return items


@pytest.mark.parametrize(
    "typed", ["chứng thực bản sao", "chung thuc ban sao", "CHUNG  THUC ban SAO", "sao ban chung thuc"]
)
def test_words_match_without_diacritics_case_or_order(api: Api, typed: str) -> None:
    assert "2.000815" in [p["code"] for p in found(api, f"q={typed}")]


def test_a_procedure_has_its_names_and_its_field(api: Api) -> None:
    procedure = next(p for p in found(api, "q=chung thuc ban sao") if p["code"] == "2.000815")
    assert set(procedure) == {
        "code",
        "name",
        "short_name",
        "english_name",
        "field",
        "national_field",
        "level",
        "audience",
        "papers",
    }
    assert procedure["papers"]["vi"]
    assert len(procedure["papers"]["vi"]) == len(procedure["papers"]["en"])
    assert procedure["field"] == "CT"
    assert len(procedure["short_name"]) <= 81


def test_it_stays_in_the_field_asked_for(api: Api) -> None:
    assert {p["field"] for p in found(api, "field=HT&limit=500")} == {"HT"}


def test_the_likeliest_comes_first(api: Api) -> None:
    assert found(api, "q=khai sinh")[0]["code"] == "1.001193"
    assert found(api, "q=sao y")[0]["code"] == "2.000815"
    assert found(api, "q=so do")[0]["field"] == "DD"


def test_what_is_asked_for_most_is_a_short_list(api: Api) -> None:
    items = api.nobody.get("/procedures/asked?limit=6").json["items"]
    assert len(items) == 6
    assert all(item["papers"]["vi"] for item in items)


def test_no_words_list_everything_up_to_the_limit(api: Api) -> None:
    assert len(found(api, "")) == 20
    assert len(found(api, "limit=500")) == 440


@pytest.mark.parametrize("query", ["q=xyzzy", "field=ZZ", "q=_____", "q=%25"])
def test_what_is_not_there_finds_nothing(api: Api, query: str) -> None:
    assert found(api, query) == []


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=many", f"q={'a' * 201}"])
def test_a_query_out_of_bounds_is_400(api: Api, query: str) -> None:
    answer = api.nobody.get(f"/procedures?{query}")
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")
