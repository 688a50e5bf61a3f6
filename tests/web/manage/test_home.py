"""What the manager's page is told live."""

from typing import Any

import pytest

from server.app import Server
from tests.support.api import Api
from tests.support.clock import SetClock

ENOUGH = 12
RECEIVED = {"outcome": "received"}
ADVISED = {"outcome": "advised"}


def view(server: Server) -> dict[str, Any]:
    return server.lines.broadcasters["/admin"].snapshot("")


def counter(server: Server, n: int) -> dict[str, Any]:
    return next(known for known in view(server)["counters"] if known["n"] == n)


def of_field(server: Server, code: str) -> dict[str, Any]:
    return next(field for field in view(server)["today"]["fields"] if field["code"] == code)


def visit(api: Api, result: dict[str, Any], field: str = "CT") -> None:
    api.take(field)
    for action, body in (("call", {}), ("serve", {}), ("finish", result)):
        assert api.officer.post(f"/counters/1/{action}", body).status_code == 200


def test_it_suggests_a_standby_counter(server: Server, api: Api) -> None:
    api.at_work(5)
    assert view(server)["suggestions"] == []
    for _ in range(ENOUGH):
        api.take("CA")
    assert [(s["field"], s["counter"]) for s in view(server)["suggestions"]] == [("CA", 7)]
    assert of_field(server, "CA")["wait"]["high_s"] > of_field(server, "CA")["limit_s"]


def test_it_suggests_one_for_a_field_that_no_counter_serves_whose_wait_nobody_knows(
    server: Server, api: Api
) -> None:
    api.take("CA")
    assert of_field(server, "CA")["wait"] is None
    assert [(s["field"], s["counter"], s["wait"]) for s in view(server)["suggestions"]] == [("CA", 7, None)]


def test_it_says_who_is_on_a_break_and_why(server: Server, api: Api) -> None:
    api.at_work().post("/counters/1/pause", {"reason": "họp"})
    now = counter(server, 1)
    assert (now["state"], now["reason"], now["officer"]["name"]) == ("paused", "họp", "Nguyễn Thị Lan")
    assert now["since"].startswith("2026-11-23T08:00:00")


def test_it_says_who_calls_for_help_and_since_when(server: Server, api: Api) -> None:
    assert counter(server, 1)["help"] is None
    api.at_work().post("/counters/1/help", {"text": "cần lãnh đạo"})
    assert counter(server, 1)["help"] == {"at": "2026-11-23T08:00:00+07:00", "text": "cần lãnh đạo"}
    api.admin.post("/counters/1/help-done")
    assert counter(server, 1)["help"] is None


def test_screens_are_told_nothing_of_that(server: Server, api: Api) -> None:
    api.at_work().post("/counters/1/help", {"text": "cần lãnh đạo"})
    shown = api.display.get("/board").json["counters"][0]
    assert shown.keys() == {"n", "name", "state", "fields", "number", "ticket_state"}


@pytest.mark.parametrize(
    ("results", "dossiers", "without_outcome"),
    [
        ([RECEIVED, RECEIVED], 2, 0),
        ([ADVISED], 0, 0),
        ([{}, RECEIVED, {}], 1, 2),
        ([{"dossiers": [RECEIVED, RECEIVED, {"outcome": "supplement"}]}, RECEIVED], 3, 0),
    ],
)
def test_it_counts_what_the_visits_left(
    server: Server, api: Api, results: list[dict[str, Any]], dossiers: int, without_outcome: int
) -> None:
    api.at_work()
    for result in results:
        visit(api, result)
    api.take("HT")
    figures = of_field(server, "CT")
    assert (figures["finished"], figures["dossiers"], figures["without_outcome"]) == (
        len(results),
        dossiers,
        without_outcome,
    )
    assert (of_field(server, "HT")["dossiers"], of_field(server, "HT")["without_outcome"]) == (0, 0)
    assert view(server)["today"]["dossiers"] == dossiers
    assert view(server)["today"]["without_outcome"] == without_outcome


def test_a_new_day_begins_with_nothing(server: Server, api: Api, clock: SetClock) -> None:
    api.at_work()
    visit(api, RECEIVED)
    clock.set("2026-11-24 08:00")
    assert (view(server)["today"]["dossiers"], view(server)["today"]["finished"]) == (0, 0)
