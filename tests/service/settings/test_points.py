"""Points set and taken away while people are there: refused where somebody would be lost or called to another place."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.config import CentreSettings
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.queue import counters as at_counter
from server.service.queue import tickets
from server.service.queue.counters import Officer, Target
from server.service.queue.tickets import NumberRequest
from server.service.settings import changes
from server.service.settings.begun import begin_settings
from server.store import journal
from tests.support.begun_data import with_tables
from tests.support.centre import TWO_POINTS
from tests.support.clock import SetClock

LAN, BINH = Officer("lan"), Officer("binh")
WARD, HAMLET = 1, 2


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Context]:
    """A centre with counter 1 at the main point and counters 2 and 3 in a hamlet."""
    with_tables(tmp_path)
    context = Context(tmp_path, CentreSettings.model_validate(TWO_POINTS), SetClock())
    begin_settings(context)
    yield context
    context.close()


def take(context: Context, point: str = "", field: str = "CT") -> dict[str, Any]:
    return tickets.issue(context, NumberRequest(field, point=point), "kiosk:1")[0]


def opened(context: Context) -> None:
    at_counter.open_(context, WARD, LAN)
    at_counter.open_(context, HAMLET, BINH)


def refused(context: Context, act: Any, code: str) -> None:
    """It is refused with this code, and nothing has happened."""
    with context.store.read() as connection:
        before = journal.last(connection)
    with pytest.raises(Refusal, match=code):
        act()
    with context.store.read() as connection:
        assert journal.last(connection) == before


def test_each_point_has_lines_of_its_own_and_one_series_of_numbers(two: Context) -> None:
    opened(two)
    here, there = take(two), take(two, "hamlet")
    assert [here["number"], there["number"]] == ["A001", "A002"]
    assert [here["ahead"], there["ahead"]] == [0, 0]
    assert take(two)["ahead"] == 1
    assert at_counter.call(two, HAMLET, BINH)["id"] == there["id"]
    at_counter.no_show(two, HAMLET, BINH)
    refused(two, lambda: at_counter.call(two, HAMLET, BINH), "queue_empty")
    refused(two, lambda: at_counter.call(two, HAMLET, BINH, here["id"]), "ticket_elsewhere")
    assert at_counter.call(two, WARD, LAN)["id"] == here["id"]


def test_a_number_of_an_unknown_point_is_refused(two: Context) -> None:
    refused(two, lambda: take(two, "nowhere"), "unknown_point")


def test_a_transfer_to_a_counter_of_another_point_takes_the_person_there_and_can_be_undone(
    two: Context,
) -> None:
    opened(two)
    number = take(two)
    at_counter.call(two, WARD, LAN)
    sent = at_counter.transfer(two, WARD, LAN, Target(counter=HAMLET))
    assert (sent["point"], sent["for_counter"]) == ("hamlet", HAMLET)
    refused(two, lambda: at_counter.call(two, WARD, LAN), "queue_empty")
    assert at_counter.call(two, HAMLET, BINH)["id"] == number["id"]
    stays = at_counter.transfer(two, HAMLET, BINH, Target(field="HT"))
    assert (stays["point"], stays["field"], stays["for_counter"]) == ("hamlet", "HT", None)


def test_a_point_with_people_is_not_taken_out_of_use(two: Context) -> None:
    at_counter.open_(two, HAMLET, BINH)
    number = take(two, "hamlet")
    moved = {"code": "hut", "vi": "Nhà", "en": "Hut"}

    def remove() -> None:
        changes.change_all(
            two, lambda now: {**now, "halls": [now["halls"][0], moved], "points": []}, "user:chi"
        )

    refused(two, remove, "counter_in_use")
    at_counter.close(two, HAMLET, BINH)
    refused(two, remove, "point_has_people")
    tickets.cancel(two, number["id"], "user:chi")
    remove()
    assert two.centre.layout.points == {}
    assert two.centre.layout.point_of(HAMLET) == ""


def test_a_hall_of_an_unknown_point_is_no_setting(two: Context) -> None:
    hall = {"code": "hut", "vi": "Nhà", "en": "Hut", "point": "nowhere"}
    refused(two, lambda: changes.put_item(two, "halls", "hut", hall, "user:chi"), "not_valid")


def test_a_counter_at_work_is_not_moved_to_another_point_by_its_hall(two: Context) -> None:
    opened(two)
    take(two, "hamlet")
    at_counter.call(two, HAMLET, BINH)
    hall = {"code": "hut", "vi": "Nhà", "en": "Hut", "point": ""}
    refused(two, lambda: changes.put_item(two, "halls", "hut", hall, "user:chi"), "counter_in_use")
    counter = {"n": HAMLET, "fields": ["CT", "HT"], "hall": "ward"}
    refused(two, lambda: changes.put_item(two, "counters", "2", counter, "user:chi"), "counter_in_use")


def test_who_was_kept_for_a_counter_that_has_moved_is_anybodys_at_their_own_point(two: Context) -> None:
    opened(two)
    at_counter.open_(two, 3, Officer("chi"), ["CT"])
    number = take(two, "hamlet")
    at_counter.call(two, HAMLET, BINH)
    at_counter.transfer(two, HAMLET, BINH, Target(counter=3))
    at_counter.close(two, 3, Officer("chi"))
    changes.put_item(two, "counters", "3", {"n": 3, "fields": ["CT"], "hall": "ward"}, "user:chi")
    at_counter.open_(two, 3, Officer("chi"), ["CT"])
    refused(two, lambda: at_counter.call(two, 3, Officer("chi")), "queue_empty")
    assert at_counter.call(two, HAMLET, BINH)["id"] == number["id"]
