"""The journal: everything that happened, in order."""

import pytest

from tests.support.api import Api


def test_it_tells_a_visit_from_the_first_touch_to_the_end(api: Api) -> None:
    start = api.admin.get("/journal").json["seq"]
    ticket = api.take()["id"]
    officer = api.at_work()
    for step in ("call", "recall", "serve"):
        officer.post(f"/counters/1/{step}")
    officer.post("/counters/1/finish", {"outcome": "received"})

    told = [
        (e["type"], e["ticket"], e["counter"], e["actor"])
        for e in api.admin.get(f"/journal?since={start}").json["items"]
    ]
    assert told == [
        ("ticket_issued", ticket, None, "kiosk:1"),
        ("counter_opened", None, 1, "officer:lan"),
        ("ticket_called", ticket, 1, "officer:lan"),
        ("ticket_recalled", ticket, 1, "officer:lan"),
        ("service_started", ticket, 1, "officer:lan"),
        ("ticket_finished", ticket, 1, "officer:lan"),
    ]


def test_an_entry_says_when_and_what(api: Api) -> None:
    api.take()
    entry = api.admin.get("/journal").json["items"][-1]
    assert entry["at"] == "2026-11-23T08:00:00+07:00"
    assert {"day": "2026-11-23", "prefix": "A", "n": 1, "field": "CT", "channel": "kiosk"}.items() <= entry[
        "data"
    ].items()


def test_it_can_be_read_in_pieces(api: Api) -> None:
    for _ in range(5):
        api.take()
    whole = api.admin.get("/journal").json
    read, since = [], 0
    while piece := api.admin.get(f"/journal?since={since}&limit=2").json["items"]:
        read += piece
        since = piece[-1]["seq"]
    assert read == whole["items"]
    assert since == whole["seq"]
    assert [e["seq"] for e in read] == list(range(1, since + 1))


def test_past_the_end_there_is_nothing(api: Api) -> None:
    seq = api.admin.get("/journal").json["seq"]
    assert api.admin.get(f"/journal?since={seq}").json == {"items": [], "packed": 0, "seq": seq}


def test_it_keeps_why_a_counter_paused(api: Api) -> None:
    api.at_work().post("/counters/1/pause", {"reason": "họp giao ban"})
    entry = api.admin.get("/journal").json["items"][-1]
    assert (entry["type"], entry["data"]["reason"]) == ("counter_paused", "họp giao ban")


def test_it_keeps_by_which_rule_a_ticket_was_called(api: Api) -> None:
    tickets = [api.take()["id"] for _ in range(2)]
    officer = api.at_work()
    officer.post("/counters/1/call", {"ticket": tickets[1]})
    officer.post("/counters/1/no-show")
    officer.post("/counters/1/call")
    calls = [e for e in api.admin.get("/journal").json["items"] if e["type"] == "ticket_called"]
    assert [(e["ticket"], e["data"]["rule"]) for e in calls] == [(tickets[1], "chosen"), (tickets[0], "next")]


@pytest.mark.parametrize("query", ["since=-1", "since=yesterday", "limit=0", "limit=1001"])
def test_a_query_out_of_bounds_is_400(api: Api, query: str) -> None:
    assert api.admin.get(f"/journal?{query}").json["code"] == "bad_request"
