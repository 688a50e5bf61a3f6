"""The 15:00 report over the API, and moments that cannot be answered."""

import pytest

from tests.support.api import Api
from tests.support.clock import SetClock


def test_it_tells_today_until_a_time_of_today(api: Api, clock: SetClock) -> None:
    api.take()
    clock.forward(hours=1)
    api.take("HT")
    told = api.admin.get("/reports/today-text?at=08:30&lang=vi").json
    assert told["text"] == told["texts"]["vi"]
    assert told["text"].startswith("Tính đến 8 giờ 30 ngày 23/11, Trung tâm tiếp nhận 1 lượt công dân, ")
    assert (told["day"], told["at"], told["visits"]) == ("2026-11-23", "2026-11-23T08:30:00+07:00", 1)
    assert api.admin.get("/reports/today-text").json["visits"] == 2


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("09:00", "moment_to_come"),
        ("2026-11-24T07:00", "moment_to_come"),
        ("yesterday", "bad_request"),
        ("9999-12-31T23:59", "not_valid"),
        ("0001-01-01T00:00", "not_valid"),
    ],
)
def test_a_moment_that_has_not_been_is_said_kindly(api: Api, at: str, code: str | None) -> None:
    answer = api.admin.get(f"/reports/today-text?at={at}").json
    assert answer.get("code") == code


def test_a_moment_without_an_offset_is_the_centres_own(api: Api) -> None:
    api.take()
    for at in ("2026-11-23T08:00", "2026-11-23T01:00:00Z", "08:00"):
        assert api.admin.get(f"/reports/today-text?at={at}").json["at"] == "2026-11-23T08:00:00+07:00"
