"""Who takes many numbers: a kiosk gives so many a minute where the centre wants it, and then asks for a helper."""

from typing import Any

from server.app import Server
from server.service.people.devices import enrol_device
from tests.support.api import Api
from tests.support.clock import SetClock

MANY = 60


def set_pace(api: Api, numbers: int) -> None:
    kiosk = api.admin.get("/settings").json["kiosk"]
    assert api.admin.put_json("/settings/kiosk", kiosk | {"numbers_per_minute": numbers}).status_code == 200


def take(api: Api, key: str | None = None) -> Any:
    return api.kiosk.post("/tickets", {"field": "CT"}, key=key)


def refused(api: Api) -> bool:
    answer = take(api)
    if answer.status_code == 429:
        assert answer.json["code"] == "ask_a_helper"
        assert "người hướng dẫn" in answer.json["action"]
    return bool(answer.status_code == 429)


def test_nothing_is_counted_until_the_centre_wants_it_and_a_threefold_rush_passes(api: Api) -> None:
    assert api.admin.get("/settings").json["kiosk"]["numbers_per_minute"] == 0
    assert "numbers_per_minute" not in api.kiosk.get("/centre").json
    assert not any(refused(api) for _ in range(MANY))


def test_a_kiosk_gives_so_many_a_minute_and_then_asks_for_a_helper(api: Api, clock: SetClock) -> None:
    set_pace(api, 3)
    assert api.kiosk.get("/centre").json["numbers_per_minute"] == 3
    assert [refused(api) for _ in range(5)] == [False, False, False, True, True]
    clock.forward(seconds=59)
    assert refused(api)
    clock.forward(seconds=1)
    assert not refused(api)
    set_pace(api, 0)
    assert not any(refused(api) for _ in range(5))


def test_helpers_and_officers_are_never_counted(api: Api) -> None:
    set_pace(api, 1)
    assert not refused(api)
    for who in (api.helper, api.officer, api.admin):
        assert [who.post("/tickets", {"field": "CT"}).status_code for _ in range(3)] == [201] * 3
    assert refused(api)


def test_a_touch_that_is_sent_again_counts_once_and_one_that_was_refused_not_at_all(api: Api) -> None:
    set_pace(api, 2)
    assert {take(api, "the-touch").json["number"] for _ in range(4)} == {"A001"}
    assert api.kiosk.post("/tickets", {"field": "ZZ"}).status_code == 404
    assert api.kiosk.post("/tickets", {"field": "CT", "procedure": "0.000000"}).status_code == 404
    assert take(api).json["number"] == "A002"
    assert refused(api)
    assert take(api, "the-touch").json["number"] == "A001"


def test_each_kiosk_is_counted_by_itself(api: Api, server: Server) -> None:
    set_pace(api, 1)
    other = api.holding(enrol_device(server.context, "kiosk", "Kiosk 2", "test")[1])
    assert not refused(api)
    assert other.post("/tickets", {"field": "CT"}).status_code == 201
    assert refused(api)
    assert other.post("/tickets", {"field": "CT"}).status_code == 429


def test_a_clock_that_is_set_back_holds_nobody_up(api: Api, clock: SetClock) -> None:
    set_pace(api, 1)
    clock.forward(hours=1)
    assert not refused(api)
    clock.back(hours=1)
    assert not refused(api)


def test_a_pace_that_cannot_be_is_refused_in_both_languages(api: Api) -> None:
    kiosk = api.admin.get("/settings").json["kiosk"]
    wrong = api.admin.put_json("/settings/kiosk", kiosk | {"numbers_per_minute": 121})
    assert wrong.status_code == 422
    assert "kiosk.numbers_per_minute: nhiều nhất 120 · at most 120" in wrong.json["detail"]
