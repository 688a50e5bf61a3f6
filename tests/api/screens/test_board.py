"""The board that screens show."""

from typing import Any

import pytest

from tests.support.api import Api
from tests.support.clock import SetClock


def board(api: Api) -> dict[str, Any]:
    answer = api.display.get("/board")
    assert answer.status_code == 200, answer.text
    seen: dict[str, Any] = answer.json
    return seen


def test_an_idle_hall_shows_every_counter_and_every_queue(api: Api) -> None:
    seen = board(api)
    assert seen["calls"] == []
    assert [c["n"] for c in seen["counters"]] == list(range(1, 11))
    assert {c["state"] for c in seen["counters"]} == {"closed"}
    assert [q["waiting"] for q in seen["waiting"]] == [0] * 10
    assert (seen["hall"], seen["open"], seen["day"]) == ("1", True, "2026-11-23")


def test_a_call_is_shown_with_its_counter(api: Api) -> None:
    api.take()
    api.at_work().post("/counters/1/call")
    seen = board(api)
    assert seen["calls"] == [
        {
            "number": "A001",
            "counter": 1,
            "at": "2026-11-23T08:00:00+07:00",
            "recall": False,
            "calls": 1,
            "field": "CT",
            "state": "called",
        }
    ]
    assert {"state": "open", "number": "A001", "ticket_state": "called"}.items() <= seen["counters"][
        0
    ].items()
    assert next(q for q in seen["waiting"] if q["field"] == "CT")["waiting"] == 0


def test_a_recall_moves_a_call_to_the_front(api: Api, clock: SetClock) -> None:
    api.take("CT")
    api.take("HT")
    officer = api.at_work(1)
    officer.post("/counters/1/call")
    api.other.post("/counters/2/open")
    api.other.post("/counters/2/call")
    clock.forward(minutes=1)
    officer.post("/counters/1/recall")
    calls = [(c["number"], c["recall"], c["calls"]) for c in board(api)["calls"]]
    assert calls == [("A001", True, 2), ("B001", False, 1)]


def test_a_ticket_put_back_is_no_call_any_more(api: Api) -> None:
    api.take()
    officer = api.at_work()
    officer.post("/counters/1/call")
    officer.post("/counters/1/return")
    assert board(api)["calls"] == []


def test_nothing_new_is_304(api: Api) -> None:
    etag = api.display.get("/board").headers["ETag"]
    again = api.display.get("/board", if_none_match=etag)
    assert (again.status_code, again.data) == (304, b"")


def test_time_alone_is_nothing_new(api: Api, clock: SetClock) -> None:
    etag = api.display.get("/board").headers["ETag"]
    clock.forward(minutes=5)
    assert api.display.get("/board", if_none_match=etag).status_code == 304


def test_a_number_taken_is_news(api: Api) -> None:
    etag = api.display.get("/board").headers["ETag"]
    api.take()
    assert api.display.get("/board", if_none_match=etag).status_code == 200


def test_a_new_day_is_news(api: Api, clock: SetClock) -> None:
    api.take()
    etag = api.display.get("/board").headers["ETag"]
    clock.set("2026-11-24 00:00")
    news = api.display.get("/board", if_none_match=etag)
    assert news.status_code == 200
    assert {q["waiting"] for q in news.json["waiting"]} == {0}


@pytest.mark.parametrize(("hall", "status"), [("2", 200), ("h" * 20, 200), ("h" * 21, 400)])
def test_a_hall_has_a_short_name(api: Api, hall: str, status: int) -> None:
    answer = api.display.get(f"/board?hall={hall}")
    assert answer.status_code == status
    assert answer.json.get("hall", hall) == hall
