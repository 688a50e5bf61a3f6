"""The line to the city: every allowed row is there once and in order, whatever the line does."""

import hashlib
import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from server.city.phones.told import QuietTimes
from server.link.conversation import Sources
from server.link.line import CityLine
from server.link.quiet import quiet
from server.service.context import Context
from server.service.last_row import last_row
from server.service.queue import counters
from server.store import journal
from tests.support.clock import SetClock
from tests.support.fake_city import FakeCity
from tests.support.journeys import LAN, take
from tests.support.linked import all_is_there, joined_to, linked, nothing, should_hold
from tests.support.waiting import until


def test_a_morning_is_there(morning: Context, data: Path, city: FakeCity) -> None:
    with linked(morning, data, city) as link:
        all_is_there(morning, city)
        until(lambda: link.now().to_send == 0)
        assert link.now().trouble is None
        assert link.now().heard_at is not None
    assert len(city.rows) > 10


def test_what_happens_later_follows(morning: Context, data: Path, city: FakeCity) -> None:
    with linked(morning, data, city):
        all_is_there(morning, city)
        take(morning)
        counters.call(morning, 1, LAN)
        all_is_there(morning, city)


def test_the_cursor_is_the_citys_alone(morning: Context, data: Path, city: FakeCity) -> None:
    """A replica that lags has forgotten what was acknowledged: it is sent again."""
    with linked(morning, data, city):
        all_is_there(morning, city)
        for _ in range(3):
            take(morning)
            all_is_there(morning, city)
        city.forget_after(last_row(morning) - 2)
        all_is_there(morning, city)
    assert len(city.epochs) == 1


def test_an_answer_that_is_lost_brings_no_row_twice(morning: Context, data: Path, city: FakeCity) -> None:
    city.next_answers = ["lose", "lose", "cut", "lose"]
    with linked(morning, data, city):
        all_is_there(morning, city)


def test_another_start_goes_on_where_the_city_is(morning: Context, data: Path, city: FakeCity) -> None:
    with linked(morning, data, city):
        all_is_there(morning, city)
    take(morning)
    sent = len(city.bodies)
    with linked(morning, data, city):
        all_is_there(morning, city)
    again = [row[0] for body in city.bodies[sent:] for row in body["events"]]
    assert again == [last_row(morning)]


def test_batches_are_bounded_and_days_are_caught_up(morning: Context, data: Path, city: FakeCity) -> None:
    for _ in range(1100):
        take(morning)
    with linked(morning, data, city):
        all_is_there(morning, city)
    full = [len(body["events"]) for body in city.bodies if body["events"]]
    assert max(full) == 500
    assert len(full) < 6


def test_a_call_is_told_at_once_though_the_beat_is_long(morning: Context, data: Path, city: FakeCity) -> None:
    city.wait_s = 2
    with linked(morning, data, city) as link:
        all_is_there(morning, city)
        counters.call(morning, 1, LAN)
        with morning.store.read() as connection:
            link.heard(journal.at(connection, [last_row(morning)]))
        all_is_there(morning, city)


@pytest.mark.parametrize(
    ("reply", "code", "row"),
    [
        ((401, {"code": "unknown_token"}, {}), "unknown_token", None),
        ((422, {"code": "never", "row": 7, "why": "ticket_called without counter"}, {}), "never", 7),
        ((426, {"code": "protocol"}, {}), "protocol", None),
    ],
)
def test_what_does_not_heal_by_itself_stops_it_and_says_so(  # noqa: PLR0917 - fixtures and cases
    morning: Context, data: Path, city: FakeCity, reply: Any, code: str, row: int | None
) -> None:
    city.next_answers = [reply] * 3
    with linked(morning, data, city) as link:
        until(lambda: link.now().trouble is not None)
        trouble = link.now().trouble
        assert trouble is not None
        assert (trouble.code, trouble.row) == (code, row)
        link.heard([])
        take(morning)
    assert len(city.next_answers) == 2  # nothing more was asked


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        ((503, {"code": "later"}, {"Retry-After": "0"}), "later"),
        ((502, b"<html>Bad gateway", {}), "later"),
        ((409, {"code": "another_instance"}, {}), "another_instance"),
        ((400, {"code": "unreadable"}, {}), "unreadable"),
        ((200, b"<html>Welcome to this hotel", {}), "not_a_city"),
        ((200, {"stored": "all"}, {}), "not_a_city"),
        ((404, {}, {}), "not_a_city"),
        ((302, b"", {"Location": "http://elsewhere.example/"}), "not_a_city"),
        ("cut", "unreachable"),
    ],
)
def test_what_heals_by_itself_is_tried_again(
    morning: Context, data: Path, city: FakeCity, reply: Any, code: str
) -> None:
    seen: list[str] = []
    city.next_answers = [reply] * 4
    with linked(morning, data, city) as link:
        city.before = lambda _: seen.append(trouble.code if (trouble := link.now().trouble) else "")
        all_is_there(morning, city)
        until(lambda: link.now().trouble is None)
    assert code in seen


def test_what_nobody_foresaw_here_is_told_and_the_line_goes_on(
    morning: Context, data: Path, city: FakeCity
) -> None:
    fails = iter([ValueError("nobody foresaw this")])
    seen: list[str] = []

    def shown() -> dict[str, Any]:
        for error in fails:
            raise error
        return {}

    with linked(morning, data, city, sources=Sources(shown, nothing)) as link:
        city.before = lambda _: seen.append(trouble.code if (trouble := link.now().trouble) else "")
        all_is_there(morning, city)
        until(lambda: link.now().trouble is None)
    assert "here" in seen


def test_a_city_that_asks_for_time_gets_it(morning: Context, data: Path, city: FakeCity) -> None:
    city.next_answers = [(503, {"code": "later"}, {"Retry-After": "120"})] * 2
    with linked(morning, data, city) as link:
        until(lambda: link.now().trouble is not None)
        take(morning)
    assert len(city.next_answers) == 1


def test_a_batch_that_is_too_large_is_halved(morning: Context, data: Path, city: FakeCity) -> None:
    for _ in range(40):
        take(morning)
    city.next_answers = [(409, {"code": "gap", "stored": 0}, {}), *[(413, {"code": "too_large"}, {})] * 3]
    with linked(morning, data, city):
        all_is_there(morning, city)
    first, *_ = (len(body["events"]) for body in city.bodies if body["events"])
    assert first < 10


def test_one_row_that_is_too_large_is_named(morning: Context, data: Path, city: FakeCity) -> None:
    city.next_answers = [(409, {"code": "gap", "stored": 0}, {}), *[(413, {"code": "too_large"}, {})] * 20]
    with linked(morning, data, city) as link:
        until(lambda: (trouble := link.now().trouble) is not None and trouble.code == "too_large")
        trouble = link.now().trouble
        assert trouble is not None
        assert trouble.row == should_hold(morning)[0][0]


def test_a_line_that_says_nothing_is_given_up(morning: Context, data: Path, city: FakeCity) -> None:
    silent = threading.Event()
    city.before = lambda _: silent.wait(20) and None
    line = CityLine(joined_to(city, morning), connects_s=5, answers_s=0.2)
    with linked(morning, data, city, line=line) as link:
        until(lambda: (trouble := link.now().trouble) is not None and trouble.code == "timeout")
        take(morning)  # nobody in the hall waits for it
        silent.set()
        all_is_there(morning, city)


def test_it_ends_at_once_while_the_city_hangs(morning: Context, data: Path, city: FakeCity) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def hang(_: str) -> None:
        asked.set()
        go_on.wait(60)

    city.before = hang
    with linked(morning, data, city) as link:
        assert asked.wait(30)
        link.close()
        assert "city-link" not in {thread.name for thread in threading.enumerate()}
    go_on.set()


def test_what_is_shown_is_sent_when_it_changes(morning: Context, data: Path, city: FakeCity) -> None:
    from server.link.conversation import Sources

    said = {"open": True}
    with linked(morning, data, city, sources=Sources(lambda: dict(said), dict)):
        all_is_there(morning, city)
        until(lambda: len(city.bodies) > 5)
        said["open"] = False
        until(lambda: any(body.get("shown") == {"open": False} for body in city.bodies))
        sent = len(city.bodies)
        until(lambda: len(city.bodies) > sent + 3)
    assert [body["shown"] for body in city.bodies if "shown" in body] == [{"open": True}, {"open": False}]


def test_quiet_hours_are_sent_once_a_day(
    morning: Context, data: Path, city: FakeCity, clock: SetClock
) -> None:
    from server.link.conversation import Sources

    with linked(morning, data, city, sources=Sources(dict, dict, partial(quiet, morning))):
        until(lambda: len(city.bodies) > 10)
        clock.forward(hours=24)
        until(lambda: sum("quiet" in body for body in city.bodies) == 2)
        sent = len(city.bodies)
        until(lambda: len(city.bodies) > sent + 3)
    told = [body["quiet"] for body in city.bodies if "quiet" in body]
    assert [each.pop("day") for each in told] == ["2026-11-23", "2026-11-24"]
    assert told[0].keys() == {"weekdays", "hours"}
    QuietTimes.model_validate(told[0])


def test_health_is_sent_at_most_every_half_minute(
    morning: Context, data: Path, city: FakeCity, clock: SetClock
) -> None:
    from server.link.conversation import Sources

    n = iter(range(1_000_000))
    with linked(morning, data, city, sources=Sources(dict, lambda: {"uptime_s": next(n)})):
        until(lambda: len(city.bodies) > 10)
        assert sum("health" in body for body in city.bodies) == 1
        clock.forward(seconds=31)
        until(lambda: sum("health" in body for body in city.bodies) == 2)


def test_requests_are_handed_down_and_answers_sent_until_they_are_taken(
    morning: Context, data: Path, city: FakeCity
) -> None:
    came: list[Any] = []

    def answer(requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
        came.extend(requests)
        return [{"request": each["id"], "state": "issued"} for each in requests if each["kind"] == "number"]

    city.requests, city.cancels = [{"id": "r1", "kind": "number", "field": "CT"}], ["r0"]
    with linked(morning, data, city, requests=answer):
        until(lambda: bool(came))
        city.next_answers = [(503, {"code": "later"}, {})]
        until(lambda: bool(city.answers))
        sent = len(city.bodies)
        until(lambda: len(city.bodies) > sent + 2)
    assert came == [{"id": "r1", "kind": "number", "field": "CT"}, {"id": "r0", "kind": "cancel", "of": "r0"}]
    assert city.answers == [{"request": "r1", "state": "issued"}]


def test_a_request_that_nobody_can_answer_is_no_trouble_of_the_line(
    morning: Context, data: Path, city: FakeCity
) -> None:
    def fail(_: list[dict[str, Any]]) -> list[dict[str, Any]]:
        raise RuntimeError

    with linked(morning, data, city, requests=fail) as link:
        all_is_there(morning, city)
        until(lambda: link.now().heard_at is not None)
        assert link.now().trouble is None


def test_a_catalogue_is_fetched_once_and_looked_at(morning: Context, data: Path, city: FakeCity) -> None:
    came: list[dict[str, Any]] = []
    city.catalogue = b"code,vi\n1,X\n"
    with linked(morning, data, city, catalogue=came.append):
        until(lambda: bool(came))
        sent = len(city.bodies)
        until(lambda: len(city.bodies) > sent + 3)
    assert [each["csv"] for each in came] == [city.catalogue]
    assert came[0]["sha256"] == hashlib.sha256(city.catalogue).hexdigest()
    assert city.asked.count("GET /city/v1/catalogue?version=42") == 1


def test_what_the_city_cannot_take_beside_the_rows_holds_up_no_row(
    morning: Context, data: Path, city: FakeCity
) -> None:
    from server.link.conversation import Sources

    refused = (422, {"code": "never", "row": None, "why": "shown: over 131072 characters"}, {})
    city.next_answers = [(409, {"code": "gap", "stored": 0}, {}), refused]
    with linked(morning, data, city, sources=Sources(lambda: {"lines": "too many"}, dict)):
        all_is_there(morning, city)
    assert [body for body in city.bodies if "shown" in body] == []
