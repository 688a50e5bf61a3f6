"""How many dossiers people bring is asked where the centre wants it, shown at the counter, and counted in the forecast."""

import random
from dataclasses import replace
from typing import Any

import pytest

from server.app import Server
from server.core.forecast.hall import AtWork, Hall, forecast
from server.core.queue.policy import Policy
from server.core.queue.standing import Waiting
from server.service.forecast.waits import learnt
from server.store import doctor
from tests.api.queue.test_field_rules import set_field, told
from tests.support.api import Api
from tests.support.clock import SetClock

TWO_MINUTES = (120.0,)


def take(api: Api, **facts: Any) -> Any:
    return api.kiosk.post("/tickets", {"field": "CT", **facts}).json


def test_it_is_kept_where_the_field_asks_and_left_out_where_not(api: Api, server: Server) -> None:
    assert "dossiers_told" not in take(api, dossiers=3)
    set_field(api, asks_dossiers=True)
    assert told(api)["asks_dossiers"] is True
    assert take(api, dossiers=3)["dossiers_told"] == 3
    assert "dossiers_told" not in take(api)
    officer = api.at_work()
    officer.post("/counters/1/call")
    officer.post("/counters/1/no-show")
    assert officer.post("/counters/1/call").json["dossiers_told"] == 3
    assert api.officer.get("/counters/1").json["ticket"]["dossiers_told"] == 3
    with server.context.store.read() as connection:
        assert list(doctor.examine(connection)) == []


@pytest.mark.parametrize("count", [0, 21, -1, "many", 1.5])
def test_no_kiosk_asks_for_fewer_than_one_or_more_than_twenty(api: Api, count: Any) -> None:
    refused = api.kiosk.post("/tickets", {"field": "CT", "dossiers": count})
    assert (refused.status_code, refused.json["code"]) == (400, "bad_request")


def hall(*dossiers: int, busy: int | None = None) -> Hall:
    """One counter, and people who bring so many."""
    waiting = tuple(Waiting(n + 1, "CT", n, dossiers=count) for n, count in enumerate(dossiers))
    counter = AtWork(1, ("CT",))
    if busy is not None:
        counter = replace(counter, busy_with="CT", dossiers=busy)
    return Hall(1000, waiting, (counter,), Policy(), {"CT": TWO_MINUTES}, gap_s=0)


def waits_s(made: Hall) -> list[float]:
    foreseen = forecast(made, random.Random(1), runs=3).tickets
    return [(foreseen[ticket].middle - made.now) / 1000 for ticket in sorted(foreseen)]


def test_whoever_stands_behind_three_dossiers_waits_three_times_as_long() -> None:
    assert waits_s(hall(1, 1, 1)) == [0, 120, 240]
    assert waits_s(hall(3, 1, 1)) == [0, 360, 480]
    assert waits_s(hall(1, busy=5)) == [600]


def test_a_visit_of_four_dossiers_teaches_the_time_of_one(api: Api, server: Server, clock: SetClock) -> None:
    set_field(api, asks_dossiers=True, service_s=600)
    officer = api.at_work()
    for _ in range(60):
        take(api, dossiers=4)
        officer.post("/counters/1/call")
        officer.post("/counters/1/serve")
        clock.forward(seconds=400)
        officer.post("/counters/1/finish", {"outcome": "received"})
    assert 90 <= learnt(server.context).times["CT"].mean_s <= 250
