"""What the city is told that no row says: as the centre's own pages show it."""

import json
from pathlib import Path
from typing import Any

import pytest

from server.core.events import VisitRated
from server.link.shown import Shown
from server.service.context import Context
from server.service.settings import changes
from server.service.settings.begun import begin_settings
from tests.support.centre import default_settings
from tests.support.clock import SetClock
from tests.support.journeys import take


@pytest.fixture
def context(context: Context) -> Context:
    """With settings, as a real centre has."""
    context.settings.take(default_settings(Path("data")).of_centre())
    begin_settings(context)
    return context


def told(context: Context) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(Shown(context).now()))
    return found


def rated(context: Context, ballots: int) -> None:
    for n in range(ballots):
        event = VisitRated(n + 1, 1, "2026-11-23", 3, "lan", blind=f"{n}")
        context.store.write(lambda transaction, event=event: transaction.record(event, "slip"))  # type: ignore[misc]


def test_lines_are_in_the_order_in_which_people_stand(morning: Context, clock: SetClock) -> None:
    for field in ("CT", "CT", "HT"):
        take(morning, field)
    found = told(morning)
    assert found["lines"]["CT"] == ["A003", "A005", "A006"]
    assert found["lines"]["HT"][-1].startswith("B")
    assert found["open_counters"]["CT"] == 1
    assert found["waits"]["CT"][0] <= found["waits"]["CT"][1]
    assert found["waits"]["XD"] is None
    assert found["above"]["CT"] == 0
    clock.forward(minutes=21)
    assert told(morning)["above"]["CT"] == 3
    assert found["limit_s"]["CT"] == 1200
    assert (found["open"], found["closed_words"], found["remote"]) == (True, None, {})
    assert found["zone"] == "Asia/Ho_Chi_Minh"


def test_a_place_is_told_where_it_is_set(context: Context) -> None:
    assert told(context)["place"] is None
    centre = context.settings.document.as_json()["centre"]
    where = {"address": "12 Lê Lợi", "latitude": 21.03, "longitude": 105.85}
    changes.put(context, "centre", centre | where, "admin:binh")
    assert told(context)["place"] == {"lat": 21.03, "lon": 105.85, "address": "12 Lê Lợi"}


def test_ratings_are_counts_from_five_on_and_no_row_of_them(morning: Context, clock: SetClock) -> None:
    for _ in range(6):
        take(morning)
    source = Shown(morning)
    rated(morning, 4)
    assert source.now()["ratings"] == {"day": "2026-11-23", "levels": None}
    with morning.store.read() as connection:
        (seen,) = connection.execute("SELECT count(*) FROM ratings").fetchone()
    assert seen == 4
    rated_one_more = VisitRated(5, 1, "2026-11-23", 2, "lan", blind="5")
    morning.store.write(lambda transaction: transaction.record(rated_one_more, "slip"))
    clock.forward(minutes=2)
    levels = source.now()["ratings"]["levels"]
    assert levels == {"very_satisfied": 4, "satisfied": 1, "not_satisfied": 0}
