"""Who changes something and hears no answer sends it again, with what they had seen: it is done, and nobody else is blamed."""

from typing import Any

import pytest

from tests.api.notices.test_notices import HOURS, placed
from tests.api.procedures.test_catalogue import DIVORCE
from tests.support.api import Api


def rows(api: Api) -> int:
    """How many rows of the journal there are."""
    return len(api.admin.get("/journal?limit=500").json["items"])


def sent(api: Api, method: str, path: str, body: Any, seen: int) -> Any:
    call = {"PUT": api.admin.put_json, "PATCH": api.admin.patch}.get(method)
    tag = f'"{seen}"'
    return api.admin.delete(path, if_match=tag) if call is None else call(path, body, if_match=tag)


@pytest.mark.parametrize(
    "what", ["part", "entry", "procedure", "out of use", "elsewhere", "person", "notice"]
)
def test_what_is_so_already_is_answered_and_another_wish_is_not_taken_for_it(api: Api, what: str) -> None:
    method, path, body, other, seen = wish(api, what)
    first = sent(api, method, path, body, seen)
    assert first.status_code in {200, 204}, first.text
    done = rows(api)
    assert sent(api, method, path, body, seen).status_code == first.status_code
    assert rows(api) == done
    if other is not None:
        assert sent(api, method, path, other, seen).status_code == 412
    assert rows(api) == done


def wish(api: Api, what: str) -> tuple[str, str, Any, Any, int]:
    """How it is sent, where to, what, another of its kind, and the version that was seen."""
    now = api.admin.get("/settings").json
    field = next(field for field in now["fields"] if field["code"] == "CT")
    lan = next(person for person in api.admin.get("/people").json["items"] if person["username"] == "lan")
    notice = placed(api)
    copy, divorce = "/procedures/2.000815", "/procedures/elsewhere/li-hon"
    wishes = {
        "part": (
            "PUT",
            "/settings/display",
            {"officer_names": True},
            {"officer_names": False},
            now["version"],
        ),
        "entry": (
            "PUT",
            "/settings/fields/CT",
            field | {"daily_limit": 70},
            field | {"daily_limit": 80},
            now["version"],
        ),
        "procedure": ("PUT", copy, {"short_name": "Sao y A"}, {"short_name": "Sao y B"}, 0),
        "out of use": ("DELETE", copy, None, None, 0),
        "elsewhere": ("PUT", divorce, DIVORCE, DIVORCE | {"where_vi": "Nơi khác"}, 0),
        "person": (
            "PATCH",
            "/people/lan",
            {"title": "Chuyên viên"},
            {"title": "Trưởng phòng"},
            lan["version"],
        ),
        "notice": (
            "PUT",
            f"/notices/{notice['id']}",
            HOURS | {"vi": "Một"},
            HOURS | {"vi": "Hai"},
            notice["version"],
        ),
    }
    return wishes[what]
