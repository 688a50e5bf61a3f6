"""The clock is a day ahead at boot, then right: nobody of today is lost, and tomorrow begins at A001 without them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from server.core.centre import Centre
from server.core.model import TicketState
from server.service.context import Context
from server.service.queue import counters
from server.service.queue.counters import Officer
from server.service.queue.day_end import close_left_open, forget_answers
from server.store import doctor
from server.store.queue import call_rows, tickets
from server.store.store import database_path
from tests.support.clock import SetClock
from tests.support.journeys import take

LAN = Officer("lan")


@pytest.fixture
def context(tmp_path: Path, centre: Centre, clock: SetClock) -> Iterator[Context]:
    clock.set("2026-11-24 08:00")
    opened = Context(tmp_path, centre, clock, steady=clock.steady)
    yield opened
    with opened.store.read() as connection:
        assert list(doctor.examine(connection)) == []
    opened.close()


def number(context: Context, ticket: int) -> tuple[str, str]:
    """Its day and its number."""
    with context.store.read() as connection:
        found = tickets.find(connection, ticket)
    assert found is not None
    return found.day, found.number


def called(context: Context) -> int:
    """Whom counter 1 calls next."""
    found: int = counters.call(context, 1, LAN)["id"]
    return found


def test_the_next_real_day_begins_at_a001_and_does_not_call_yesterdays(
    context: Context, clock: SetClock
) -> None:
    early = [take(context) for _ in range(8)]
    clock.set("2026-11-23 08:10")
    ninth = take(context)
    assert number(context, early[0]) == ("2026-11-23", "A001")
    assert number(context, ninth) == ("2026-11-23", "A009")

    clock.wait_until("2026-11-24 08:00")
    first = take(context)
    assert number(context, first) == ("2026-11-24", "A001")
    counters.open_(context, 1, LAN, ["CT"])
    assert called(context) == first


def test_who_took_a_number_by_the_wrong_clock_is_called_today(context: Context, clock: SetClock) -> None:
    early = take(context)
    clock.set("2026-11-23 08:10")
    counters.open_(context, 1, LAN, ["CT"])
    assert called(context) == early


def test_a_counter_opened_by_the_wrong_clock_stays_open(context: Context, clock: SetClock) -> None:
    early = [take(context), take(context)]
    counters.open_(context, 1, LAN, ["CT"])
    assert called(context) == early[0]
    clock.set("2026-11-23 08:10")
    assert close_left_open(context) == 0
    counters.serve(context, 1, LAN)
    counters.finish(context, 1, LAN)
    assert called(context) == early[1]


def test_what_was_given_this_morning_keeps_its_number_beside_what_the_wrong_clock_gave(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    clock.set("2026-11-23 07:30")
    context = Context(tmp_path, centre, clock, steady=clock.steady)
    morning = take(context)
    context.close()
    clock.set("2026-11-24 08:00")
    context = Context(tmp_path, centre, clock, steady=clock.steady)
    wrong = [take(context), take(context)]
    clock.set("2026-11-23 08:10")
    take(context)
    assert number(context, morning) == ("2026-11-23", "A001")
    assert sorted(number(context, one) for one in wrong) == [("2026-11-23", "A002"), ("2026-11-23", "A003")]
    with context.store.read() as connection:
        assert list(doctor.examine(connection)) == []
    context.close()


def test_a_clock_ahead_all_day_and_right_in_the_morning_begins_at_a001(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    clock.set("2026-11-24 08:00")
    context = Context(tmp_path, centre, clock, steady=clock.steady)
    old = take(context)
    clock.set("2026-11-24 16:00")
    take(context)
    context.close()
    clock.set("2026-11-24 07:00")
    context = Context(tmp_path, centre, clock, steady=clock.steady)
    first = take(context)
    assert number(context, first) == ("2026-11-24", "A001")
    assert number(context, old) == ("2026-11-23", "A001")
    with context.store.read() as connection:
        assert list(doctor.examine(connection)) == []
    context.close()


def test_a_clock_some_hours_ahead_that_is_set_right_while_people_wait_goes_on(
    context: Context, clock: SetClock
) -> None:
    clock.set("2026-11-24 18:00")
    early = take(context)
    clock.set("2026-11-24 08:00")
    second = take(context)
    assert [number(context, one)[1] for one in (early, second)] == ["A001", "A002"]


def test_the_people_of_the_wrong_day_are_moved_also_when_nobody_takes_a_number(
    context: Context, clock: SetClock
) -> None:
    early = take(context)
    clock.set("2026-11-23 08:00")
    forget_answers(context)
    with context.store.read() as connection:
        found = tickets.find(connection, early)
    assert found is not None
    assert (found.day, found.state) == ("2026-11-23", TicketState.WAITING)


def test_every_call_of_who_is_moved_moves_along_and_counts_in_no_later_day(
    context: Context, clock: SetClock
) -> None:
    ticket = take(context)
    counters.open_(context, 1, LAN, ["CT"])
    for _ in range(2):
        assert called(context) == ticket
        counters.return_(context, 1, LAN)
    clock.set("2026-11-23 08:10")
    take(context)
    with context.store.read() as connection:
        days = [day for day, _, _ in call_rows.everything(connection).values()]
    assert days == ["2026-11-23", "2026-11-23"]


def test_calls_that_an_earlier_version_left_behind_are_moved_by_the_upgrade(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    context = Context(tmp_path, centre, clock, steady=clock.steady)
    ticket = take(context)
    counters.open_(context, 1, LAN, ["CT"])
    assert called(context) == ticket
    context.close()
    with closing(sqlite3.connect(database_path(tmp_path))) as connection, connection:
        connection.execute("UPDATE taken SET day = '2026-11-25'")
        connection.execute("DELETE FROM _sqlite_migrations WHERE name LIKE '%calls_are_of_their_tickets_day'")
        connection.execute("PRAGMA user_version = 39")

    context = Context(tmp_path, centre, clock, steady=clock.steady)
    with context.store.read() as reading:
        assert [day for day, _, _ in call_rows.everything(reading).values()] == ["2026-11-23"]
        assert list(doctor.examine(reading)) == []
    context.close()
