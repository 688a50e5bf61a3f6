"""The machine's clock loses its time: no number comes twice, nobody loses their place, and the hall stays open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server.core.centre import Centre
from server.core.events import ClockSet
from server.core.queue.days import EARLIEST_MS
from server.core.units import MINUTE_MS
from server.service.context import Context
from server.service.queue import counters
from server.service.queue.counters import Officer
from server.service.queue.day_end import close_left_open
from server.store import doctor
from server.store.queue import tickets as rows
from tests.support.clock import SetClock
from tests.support.journeys import number_of, take

LAN = Officer("lan")
BEHIND = ("1970-01-01 08:00", "2023-05-04 00:00", "2026-06-01 08:00", "2026-11-22 17:00")
"""A flat battery, the year of the board or of the system, and when the machine was last switched off."""


@contextmanager
def centre_at(folder: Path, centre: Centre, clock: SetClock) -> Iterator[Context]:
    """The server from its start to its end, in which the doctor finds nothing."""
    context = Context(folder, centre, clock, steady=clock.steady)
    yield context
    with context.store.read() as connection:
        assert list(doctor.examine(connection)) == []
    context.close()


@pytest.fixture
def since_friday(tmp_path: Path, centre: Centre, clock: SetClock) -> Path:
    """A centre that had visits on Friday 20 November, too."""
    clock.set("2026-11-20 08:00")
    with centre_at(tmp_path, centre, clock) as context:
        take(context)
    clock.wait_until("2026-11-23 08:00")
    return tmp_path


def issued(context: Context, ticket: int) -> tuple[str, int]:
    """Its day, and how many minutes it has waited."""
    with context.store.read() as connection:
        found = rows.find(connection, ticket)
    assert found is not None
    return found.day, (context.clock() - found.issued_at) // MINUTE_MS


def told(context: Context, type_: str) -> int:
    """How often the journal says this."""
    with context.store.read() as connection:
        found: int = connection.execute("SELECT count(*) FROM journal WHERE type = ?", (type_,)).fetchone()[0]
    return found


@pytest.mark.parametrize("wrong", BEHIND)
@pytest.mark.parametrize("again", [False, True], ids=["set right while it runs", "started again"])
def test_after_a_power_cut_the_queue_goes_on_as_if_nothing_had_been(
    since_friday: Path, centre: Centre, clock: SetClock, wrong: str, again: bool
) -> None:
    with centre_at(since_friday, centre, clock) as context:
        given = [number_of(context, take(context)) for _ in range(4)]
    clock.set(wrong)
    with centre_at(since_friday, centre, clock) as context:
        given.append(number_of(context, take(context)))
        counters.open_(context, 1, LAN, ["CT"])
        assert counters.call(context, 1, LAN)["number"] == "A001"
        if not again:
            clock.set("2026-11-23 08:40")
            given.append(number_of(context, take(context)))
    clock.set("2026-11-23 08:41")
    with centre_at(since_friday, centre, clock) as context:
        given += [number_of(context, take(context)) for _ in range(2)]
        counters.serve(context, 1, LAN)
        counters.finish(context, 1, LAN)
        assert given == [f"A{n:03d}" for n in range(1, len(given) + 1)]
        assert counters.call(context, 1, LAN)["number"] == "A002"
        assert (told(context, "clock_held"), told(context, "clock_followed")) == (1, 1)


@pytest.mark.parametrize("wrong", BEHIND[:3])
def test_in_the_morning_people_take_numbers_and_join_their_own_day_once_the_clock_is_right(
    since_friday: Path, centre: Centre, clock: SetClock, wrong: str
) -> None:
    clock.wait_until("2026-11-23 16:50")
    with centre_at(since_friday, centre, clock) as context:
        yesterdays = take(context)
    clock.set(wrong)
    with centre_at(since_friday, centre, clock) as context:
        clock.forward(minutes=20)
        first = take(context)
        counters.open_(context, 1, LAN, ["CT"])
        clock.forward(minutes=10)
        second = take(context)
        numbers = [number_of(context, ticket) for ticket in (first, second)]
        clock.set("2026-11-24 08:10")
        third = take(context)
        assert [number_of(context, t) for t in (first, second, third)] == [*numbers, "A004"]
        assert issued(context, yesterdays)[0] == "2026-11-23"
        assert [issued(context, t) for t in (first, second, third)] == [
            ("2026-11-24", 10),
            ("2026-11-24", 0),
            ("2026-11-24", 0),
        ]
        assert close_left_open(context) == 0
        counters.call(context, 1, LAN)
        with context.store.read() as connection:
            assert rows.find(connection, first).state == "called"  # type: ignore[union-attr]


def test_who_took_a_number_before_the_restart_that_set_it_right_is_there_too(
    since_friday: Path, centre: Centre, clock: SetClock
) -> None:
    with centre_at(since_friday, centre, clock) as context:
        take(context)
    clock.set("1970-01-01 08:00")
    with centre_at(since_friday, centre, clock) as context:
        early = take(context)
    clock.set("2026-11-24 08:00")
    with centre_at(since_friday, centre, clock) as context:
        counters.open_(context, 1, LAN, ["CT"])
        assert counters.call(context, 1, LAN)["id"] == early
        assert number_of(context, take(context)) == "A003"


def test_a_day_that_was_gone_on_with_begins_the_next_one_at_a001(
    since_friday: Path, centre: Centre, clock: SetClock
) -> None:
    with centre_at(since_friday, centre, clock) as context:
        take(context)
    clock.set("1970-01-01 08:00")
    with centre_at(since_friday, centre, clock) as context:
        take(context)
        clock.set("2026-11-23 09:00")
        take(context)
        clock.wait_until("2026-11-24 08:00")
        assert number_of(context, take(context)) == "A001"


def test_a_clock_set_back_a_day_by_mistake_and_right_again_gives_no_number_twice(
    since_friday: Path, centre: Centre, clock: SetClock
) -> None:
    with centre_at(since_friday, centre, clock) as context:
        given = [number_of(context, take(context)) for _ in range(3)]
        clock.set("2026-11-22 08:10")
        given.append(number_of(context, take(context)))
        clock.set("2026-11-23 08:20")
        given.append(number_of(context, take(context)))
        assert given == ["A001", "A002", "A003", "A004", "A005"]
        counters.open_(context, 1, LAN, ["CT"])
        assert counters.call(context, 1, LAN)["number"] == "A001"


def test_time_that_is_held_goes_on_and_the_hall_is_open(
    since_friday: Path, centre: Centre, clock: SetClock
) -> None:
    clock.wait_until("2026-11-23 16:59")
    with centre_at(since_friday, centre, clock) as context:
        take(context)
        last = context.clock()
    clock.to(EARLIEST_MS - 1)
    with centre_at(since_friday, centre, clock) as context:
        clock.forward(hours=2)
        assert context.clock() == last + 120 * MINUTE_MS
        assert number_of(context, take(context)) == "A002"


def test_what_somebody_sets_on_the_managers_page_is_believed(
    since_friday: Path, centre: Centre, clock: SetClock
) -> None:
    clock.set("2027-03-01 08:00")
    with centre_at(since_friday, centre, clock) as context:
        for day in ("2027-03-01 08:00", "2027-03-02 08:00"):
            clock.wait_until(day)
            wrong = take(context)
    clock.set("2026-11-24 08:00")
    with centre_at(since_friday, centre, clock) as context:
        assert context.clock() > clock()
        context.clock.believe()
        context.store.write(lambda transaction: transaction.record(ClockSet(0, clock()), "admin:binh"))
        assert context.clock() == clock()
        assert issued(context, wrong)[0] == "2026-11-24"
    with centre_at(since_friday, centre, clock) as context:
        assert context.clock() == clock()
