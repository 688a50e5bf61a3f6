"""Simulated centres speak the protocol: they follow the city's cursor, wherever it goes."""

import json
import time
from collections.abc import Iterator

import pytest

from server.city.local.hanoi import wards
from server.city.local.ward_life import Life
from server.city.local.ward_line import WardLine
from server.city.local.ward_sender import MOST_EVENTS, Simulated, SimulatedWard, sent_as
from server.city.local.ward_settings import settings_of
from server.city.local.wards import Senders
from tests.support.small_city import Log, small_city

HOUR = 3_600_000
SEVEN = 1_795_910_400_000
NOON = SEVEN + 5 * HOUR
FIRST = Simulated(wards()[0], "t1", 7, SEVEN)


def rows_of(what: Simulated, until: int) -> list[list]:
    rows = Life(settings_of(what.ward.name), what.seed, what.begins, what.paces).until(until)
    return [sent_as(row) for row in rows]


@pytest.fixture
def city() -> Log:
    return Log()


@pytest.fixture
def line(city: Log) -> Iterator[WardLine]:
    with small_city(city.sync) as url:
        found = WardLine(url)
        yield found
        found.close()


def settled(ward: SimulatedWard, line: WardLine, now: int = NOON) -> None:
    """Beat until everything up to `now` is stored."""
    for _ in range(50):
        ward.beat(line, now)
        if not ward.behind:
            return
    raise AssertionError(f"{ward.behind} rows are left")


def as_json(rows: list[list]) -> list[list]:
    return json.loads(json.dumps(rows))


def test_the_morning_comes_in_batches_of_at_most_500(city: Log, line: WardLine) -> None:
    settled(SimulatedWard(FIRST), line)
    assert city.rows["t1"] == as_json(rows_of(FIRST, NOON))
    assert max(len(body["events"]) for body in city.heard) == MOST_EVENTS
    assert city.heard[0]["after"] == 0
    assert city.heard[0]["digest"] is None


def test_a_city_that_lost_rows_gets_them_again(city: Log, line: WardLine) -> None:
    ward = SimulatedWard(FIRST)
    settled(ward, line)
    settled(ward, line, NOON + HOUR)
    city.lose("t1", 600)
    settled(ward, line, NOON + 2 * HOUR)
    assert city.rows["t1"] == as_json(rows_of(FIRST, NOON + 2 * HOUR))


def test_a_demo_that_is_started_again_goes_on_where_the_city_is(city: Log, line: WardLine) -> None:
    settled(SimulatedWard(FIRST), line)
    before = len(city.heard)
    settled(SimulatedWard(FIRST), line, NOON + HOUR)
    assert city.rows["t1"] == as_json(rows_of(FIRST, NOON + HOUR))
    assert len(city.heard) - before <= 3


def test_what_did_not_change_is_left_out(city: Log, line: WardLine) -> None:
    ward = SimulatedWard(FIRST)
    settled(ward, line)
    ward.beat(line, NOON)
    last = city.heard[-1]
    assert "shown" not in last
    assert "health" not in last
    assert sum("quiet" in body for body in city.heard) == 1
    ward.beat(line, NOON + 31_000)
    assert "health" in city.heard[-1]
    assert "quiet" not in city.heard[-1]


@pytest.mark.parametrize("status", [503, 502, 401, 422])
def test_it_waits_longer_and_longer_when_the_city_cannot_take_it(
    city: Log, line: WardLine, status: int
) -> None:
    city.answers = [(status, {"code": "later"})] * 9
    ward = SimulatedWard(FIRST)
    waits = [ward.beat(line, NOON) for _ in range(9)]
    assert max(waits) <= 30
    assert max(waits[-3:]) > 2
    settled(ward, line)
    assert city.rows["t1"] == as_json(rows_of(FIRST, NOON))


def test_nobody_there_is_no_more_than_a_wait() -> None:
    line = WardLine("http://127.0.0.1:9")
    assert SimulatedWard(FIRST).beat(line, NOON) <= 30


def test_numbers_from_afar_are_refused_in_words(city: Log, line: WardLine) -> None:
    city.requests = [{"id": "u1", "kind": "number", "field": "CT"}]
    ward = SimulatedWard(FIRST)
    settled(ward, line)
    ward.beat(line, NOON)
    (answer,) = city.heard[-1]["answers"]
    assert (answer["request"], answer["state"]) == ("u1", "refused")
    assert set(answer["told"]) == {"vi", "en"}


def test_many_centres_share_a_few_lines(city: Log) -> None:
    begins = int(time.time() * 1000) - HOUR
    now = begins + HOUR
    many = [Simulated(ward, ward.code, seed, begins) for seed, ward in enumerate(wards()[:12])]
    wanted = {each.token: len(rows_of(each, now)) for each in many}
    with small_city(city.sync) as url:
        senders = Senders(url, many, lambda: now, lines=3)
        try:
            city.until(lambda: city.stored == wanted)
        finally:
            senders.close()
    assert {code: len(rows) for code, rows in city.rows.items()} == wanted
