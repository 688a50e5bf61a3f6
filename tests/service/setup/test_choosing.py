"""Other fields for a new centre: what becomes of its counters."""

from pathlib import Path
from typing import Any

import pytest

from server.config import CentreSettings
from server.service.setup.choosing import with_fields
from tests.support.centre import default_settings

NOW = default_settings(Path("data")).as_json()


def kept(*codes: str) -> dict[str, Any]:
    fields = [field for field in NOW["fields"] if field["code"] in codes]
    return CentreSettings.model_validate(with_fields(NOW, fields)).as_json()


def served(document: dict[str, Any]) -> dict[int, list[str]]:
    return {counter["n"]: counter["fields"] for counter in document["counters"]}


def test_counters_serve_what_is_left_and_go_when_that_is_nothing() -> None:
    assert served(kept("CT", "HT", "KQ")) == {
        1: ["CT", "HT"],
        2: ["HT", "CT"],
        5: ["KQ"],
        6: ["CT"],
        10: ["KQ"],
    }


def test_nobody_helps_out_in_a_field_that_is_gone() -> None:
    assert [c["helps"] for c in kept("CT", "HT")["counters"]] == [[], [], []]


def test_the_field_of_guidance_goes_with_its_field() -> None:
    assert kept("CT", "KQ")["centre"]["guidance_field"] == "KQ"
    assert kept("CT")["centre"]["guidance_field"] == ""


def test_fields_that_are_all_new_are_spread_over_the_counters() -> None:
    fields = [
        {"code": f"N{n}", "prefix": "ABCDEFGHJKLM"[n], "vi": f"Mới {n}", "en": f"New {n}"} for n in range(12)
    ]
    document = CentreSettings.model_validate(with_fields(NOW, fields)).as_json()
    assert served(document)[1] == ["N0", "N10"]
    assert sorted(code for codes in served(document).values() for code in codes) == sorted(
        f["code"] for f in fields
    )


@pytest.mark.parametrize("more", [1, 3])
def test_counters_that_no_field_is_left_for_go(more: int) -> None:
    fields = [{"code": f"N{n}", "prefix": "ABC"[n], "vi": f"Mới {n}", "en": "New"} for n in range(more)]
    assert len(with_fields(NOW, fields)["counters"]) == more


def test_all_fields_again_change_nothing() -> None:
    assert with_fields(NOW, NOW["fields"]) == NOW
