"""The centre as everybody may see it."""

from pathlib import Path

import pytest

from server.config import HoursPart
from tests.support.api import Api, Caller
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.quick_server import quick_server


def field(api: Api, code: str, language: str = "vi") -> dict[str, object]:
    fields = api.nobody.get("/centre", accept_language=language).json["fields"]
    found: dict[str, object] = next(f for f in fields if f["code"] == code)
    return found


def test_it_says_who_and_when_it_is(api: Api) -> None:
    centre = api.nobody.get("/centre").json
    assert centre["name"] == "Trung tâm Phục vụ hành chính công"
    assert centre["ward"] == "Phường Hòa Bình"
    assert centre["languages"] == ["vi", "en"]
    assert centre["timezone"] == "Asia/Ho_Chi_Minh"
    assert centre["day"] == "2026-11-23"
    assert centre["now"] == "2026-11-23T08:00:00+07:00"


def test_it_speaks_the_callers_language_and_carries_both(api: Api) -> None:
    centre = api.nobody.get("/centre", accept_language="en").json
    assert centre["name"] == "Public Service Centre"
    assert centre["names"]["vi"] == "Trung tâm Phục vụ hành chính công"
    assert field(api, "CT", "en")["name"] == "Certification"
    assert {"code": "elderly", "name": "Elderly person"}.items() <= centre["priority_classes"][1].items()


def test_it_has_the_ten_fields_in_their_order(api: Api) -> None:
    codes = [f["code"] for f in api.nobody.get("/centre").json["fields"]]
    assert codes == ["CT", "HT", "DD", "XD", "VX", "KT", "CA", "TH", "BH", "KQ"]


def test_it_counts_who_waits(api: Api) -> None:
    for _ in range(3):
        api.take("CT")
    api.at_work().post("/counters/1/call")
    assert field(api, "CT")["waiting"] == 2
    assert field(api, "HT")["waiting"] == 0


def test_it_names_the_open_counters_of_a_field(api: Api) -> None:
    assert field(api, "CT")["counters"] == []
    officer = api.at_work(1)
    assert field(api, "CT")["counters"] == [1]
    officer.post("/counters/1/pause")
    assert field(api, "CT")["counters"] == [1]  # nobody else serves it, and a break ends
    api.other.post("/counters/2/open")
    assert field(api, "CT")["counters"] == [2]
    officer.post("/counters/1/resume")
    assert field(api, "CT")["counters"] == [1, 2]
    officer.post("/counters/1/close")
    assert field(api, "CT")["counters"] == [2]


def test_a_field_that_counters_only_help_out_in_is_served_by_those(api: Api) -> None:
    assert field(api, "KQ")["counters"] == []
    api.at_work(1)
    assert field(api, "KQ")["counters"] == [1]


def test_a_field_that_no_counter_serves_has_no_wait(api: Api) -> None:
    api.take("CT")
    assert field(api, "CT")["wait"] is None
    officer = api.at_work(1)
    assert field(api, "CT")["wait"] is not None
    assert field(api, "KQ")["wait"] is not None  # helped by counter 1
    assert field(api, "DD")["wait"] is None
    officer.post("/counters/1/close")
    assert field(api, "CT")["wait"] is None


def test_a_centre_without_hours_is_always_open(api: Api) -> None:
    assert api.nobody.get("/centre").json["opening"] == {
        "open": True,
        "sessions": [],
        "opens_at": None,
        "reason": None,
        "keeps_places": False,
    }


@pytest.mark.parametrize(
    ("now", "is_open", "opens_at"),
    [
        ("2026-11-23 08:00", True, None),
        ("2026-11-23 12:00", False, "2026-11-23T13:00:00+07:00"),
        ("2026-11-28 18:00", False, "2026-11-30T07:00:00+07:00"),  # from Saturday evening to Monday
    ],
)
def test_it_says_whether_it_is_open_and_when_next(
    tmp_path: Path, clock: SetClock, now: str, is_open: bool, opens_at: str | None
) -> None:
    hours = HoursPart(weekdays=frozenset(range(1, 7)), sessions=(("07:00", "11:30"), ("13:00", "17:00")))
    clock.set(now)
    server = quick_server(default_settings(tmp_path, hours=hours), clock)
    opening = Caller(server.app, None).get("/centre").json["opening"]
    server.close()
    assert opening == {
        "open": is_open,
        "sessions": [{"from": "07:00", "to": "11:30"}, {"from": "13:00", "to": "17:00"}],
        "opens_at": opens_at,
        "reason": None,
        "keeps_places": now.endswith("12:00"),
    }
