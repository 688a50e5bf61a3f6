"""People and officers ask how far a dossier is: state and due day alone, slowly enough that nobody guesses codes."""

from time import time

from limits import parse

from server.http.rate_limit import limiter
from tests.api.dossiers.lists import SAVE, WHOLE, plan
from tests.support.api import Api, Caller
from tests.support.clock import SetClock

ASK = "/dossiers/ask"
CODE = "H26.14-261103-0003"


def test_nobody_is_answered_until_there_is_a_list_nor_where_the_centre_wants_it_not(api: Api) -> None:
    assert api.nobody.post(ASK, {"code": CODE}).json["code"] == "no_dossiers"
    plan(api, WHOLE, SAVE)
    assert api.nobody.post(ASK, {"code": CODE}).status_code == 200
    assert api.admin.put_json("/settings/dossiers", {"public": False, "keep_days": 45}).status_code == 200
    assert api.nobody.post(ASK, {"code": CODE}).json["code"] == "no_dossiers"
    assert api.kiosk.post(ASK, {"code": CODE}).json["code"] == "no_dossiers"
    assert api.officer.get(f"/dossiers/{CODE}").status_code == 200


def test_state_and_due_day_are_told_with_their_age_and_nothing_else(api: Api, clock: SetClock) -> None:
    plan(api, WHOLE, SAVE)
    clock.forward(days=2)
    told = api.nobody.post(ASK, {"code": f" {CODE.lower()} "}, **{"Accept-Language": "en"})
    assert told.json == {
        "code": CODE,
        "state": "processing",
        "state_text": "Being handled",
        "states": {"vi": "Đang giải quyết", "en": "Being handled"},
        "due": "2026-11-10",
        "overdue": True,
        "as_of": "2026-11-23",
        "age_days": 2,
    }
    shown = api.officer.get(f"/dossiers/{CODE}").json
    assert {name: shown[name] for name in shown.keys() - told.json.keys()} == {
        "field": "CT",
        "procedure": None,
        "received": "2026-11-03",
        "finished": None,
    }
    unknown = api.nobody.post(ASK, {"code": "H26.14-261103-0999"}).json
    assert (unknown["code"], "23/11/2026" in unknown["detail"]) == ("unknown_dossier", True)
    assert "công chức ở quầy" in unknown["action"]


def misses(caller: Caller, count: int) -> list[int]:
    return [caller.post(ASK, {"code": f"H26.14-261103-1{n:03d}"}).status_code for n in range(count)]


def test_whoever_guesses_codes_is_braked_at_the_phone_and_later_at_the_kiosk_that_many_share(
    api: Api,
) -> None:
    plan(api, WHOLE, SAVE)
    assert misses(api.nobody, 7) == [404] * 6 + [429]
    assert misses(api.kiosk, 21) == [404] * 20 + [429]
    for caller in (api.nobody, api.kiosk):
        refused = caller.post(ASK, {"code": CODE})
        assert (refused.json["code"], refused.headers["Retry-After"]) == ("dossiers_braked", "60")
        assert "sau 1 phút, hoặc hỏi công chức ở quầy" in refused.json["action"]
    assert [api.officer.get(f"/dossiers/{CODE}").status_code for _ in range(25)] == [200] * 25


def test_whoever_missed_for_an_hour_is_told_how_long_the_hour_still_is(api: Api) -> None:
    plan(api, WHOLE, SAVE)
    hour = parse("30/hour")
    for _ in range(30):
        limiter.limiter.hit(hour, "127.0.0.1", "dossiers not found")
    refused = api.nobody.post(ASK, {"code": CODE})
    left_s = limiter.limiter.get_window_stats(hour, "127.0.0.1", "dossiers not found").reset_time - time()
    assert refused.status_code == 429
    assert left_s <= int(refused.headers["Retry-After"]) <= left_s + 120
    assert f"sau {int(refused.headers['Retry-After']) // 60} phút" in refused.json["action"]


def test_codes_that_follow_each_other_are_braked_though_they_are_found(api: Api) -> None:
    plan(api, WHOLE, SAVE)
    assert [api.nobody.post(ASK, {"code": CODE}).status_code for _ in range(21)] == [200] * 20 + [429]
