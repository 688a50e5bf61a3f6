"""Two halls of one centre: each board shows its own counters, calls and fields."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server import config
from tests.support.api import Api
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.enrolled import enrol_everybody
from tests.support.quick_server import quick_server

HALLS = (
    config.HallPart(code="down", vi="Tầng trệt", en="Ground floor"),
    config.HallPart(code="up", vi="Tầng hai", en="First floor"),
)


@pytest.fixture
def api(tmp_path: Path, clock: SetClock) -> Iterator[Api]:
    """The default centre with counters 1 and 2 on the ground floor, the others upstairs."""
    plain = default_settings(tmp_path / "data")
    counters = tuple(
        counter.model_copy(update={"hall": "down" if counter.n <= 2 else "up"}) for counter in plain.counters
    )
    server = quick_server(plain.model_copy(update={"halls": HALLS, "counters": counters}), clock)
    yield Api(server.app, enrol_everybody(server.context))
    server.close()


def board(api: Api, hall: str) -> dict[str, Any]:
    answer = api.display.get(f"/board?hall={hall}")
    assert answer.status_code == 200, answer.text
    seen: dict[str, Any] = answer.json
    return seen


def test_each_board_has_its_own_counters_and_fields(api: Api) -> None:
    assert [counter["n"] for counter in board(api, "down")["counters"]] == [1, 2]
    assert [counter["n"] for counter in board(api, "up")["counters"]] == list(range(3, 11))
    assert {queue["field"] for queue in board(api, "down")["waiting"]} == {"CT", "HT", "KQ"}


def test_a_call_is_shown_in_the_hall_of_its_counter_alone(api: Api) -> None:
    api.take("CT")
    api.at_work(1).post("/counters/1/call")
    assert [call["number"] for call in board(api, "down")["calls"]] == ["A001"]
    assert board(api, "up")["calls"] == []


def test_without_a_name_it_is_the_first_hall(api: Api) -> None:
    assert board(api, "")["hall"] == "down"


def test_a_hall_that_is_not_there_is_named_and_what_to_do(api: Api) -> None:
    answer = api.display.get("/board?hall=cellar", accept_language="en")
    assert (answer.status_code, answer.json["code"]) == (404, "unknown_hall")
    assert "cellar" in answer.json["detail"]
