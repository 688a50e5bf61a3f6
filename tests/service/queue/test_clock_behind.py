"""The machine's clock loses its time: no number comes twice, nobody loses their place, and the hall stays open."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from server.core.alerts import Metric
from server.core.centre import Centre
from server.core.events import ClockSet, TicketPlaceKept
from server.core.queue.days import EARLIEST_MS
from server.core.refusal import Refusal
from server.core.units import MINUTE_MS
from server.service.alerts.measuring import Machines, measure
from server.service.context import Context
from server.service.people.devices import enrol_device
from server.service.queue import counters, tickets
from server.service.queue.counters import Officer
from server.service.queue.day_end import close_left_open
from server.service.queue.offline_numbers import OfflineNumber, bring_in
from server.service.settings.hours_preview import hours_preview
from server.service.today import day_now
from server.store import doctor
from server.store.queue import tickets as rows
from tests.support.centre import MORNING_AND_AFTERNOON, default_settings
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


def test_while_nobody_knows_the_time_alerts_take_no_night_for_a_day(
    since_friday: Path, centre: Centre, clock: SetClock
) -> None:
    machines, document = Machines(list, list, 0), default_settings(since_friday).of_centre()
    with centre_at(since_friday, centre, clock) as context:
        context.settings.take(document)
        take(context)
        assert Metric.ARRIVALS in measure(context, machines)
    clock.set("1970-01-01 08:00")
    with centre_at(since_friday, centre, clock) as context:
        context.settings.take(document)
        assert measure(context, machines) == {}, "it may be night"
        counters.open_(context, 1, LAN, ["HT"])
        clock.forward(minutes=10)
        found = measure(context, machines)
        assert [(each.about, each.value) for each in found[Metric.UNSERVED] if each.value] == [
            ("field:CT", 1)
        ]
        assert found[Metric.ARRIVALS] == []


def test_while_nobody_knows_the_time_new_hours_change_only_the_days_that_they_change(
    since_friday: Path, centre: Centre, clock: SetClock
) -> None:
    with_hours = replace(centre, hours=MORNING_AND_AFTERNOON)
    with centre_at(since_friday, with_hours, clock) as context:
        take(context)
    clock.set("1970-01-01 08:00")
    with centre_at(since_friday, with_hours, clock) as context:
        as_set = hours_preview(context, with_hours)
        assert not any(day.changed for day in as_set.days)
        assert not all(day.sessions for day in as_set.days)
        never = replace(with_hours, hours=replace(MORNING_AND_AFTERNOON, weekdays=frozenset()))
        found = hours_preview(context, never)
        assert (found.opening.open, found.days[0].changed) == (True, True)


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


def numbers(context: Context, tickets: list[int]) -> list[tuple[str, str]]:
    return [(issued(context, ticket)[0], number_of(context, ticket)) for ticket in tickets]


MONDAY, TUESDAY = "2026-11-23", "2026-11-24"


@pytest.mark.parametrize("set_before", [False, True], ids=["cut twice", "the clock was set that morning"])
def test_a_second_cut_of_the_day_loses_nothing_either(
    since_friday: Path, centre: Centre, clock: SetClock, *, set_before: bool
) -> None:
    with centre_at(since_friday, centre, clock) as context:
        given = [take(context)]
        if set_before:
            clock.forward(minutes=3)
            context.clock.believe()
            context.store.write(lambda transaction: transaction.record(ClockSet(0, clock()), "admin:binh"))
    for hour in (9, 10):
        clock.set(BEHIND[0])
        with centre_at(since_friday, centre, clock) as context:
            given.append(take(context))
            clock.set(f"{MONDAY} {hour:02d}:00")
            given.append(take(context))
            assert numbers(context, given) == [(MONDAY, f"A{n:03d}") for n in range(1, len(given) + 1)]


@pytest.mark.parametrize("taken", [0, 1], ids=["nothing given between", "a number given between"])
def test_a_restart_while_time_is_held_forgets_nobody_who_came_before_it(
    since_friday: Path, centre: Centre, clock: SetClock, taken: int
) -> None:
    with centre_at(since_friday, centre, clock) as context:
        take(context)
    clock.set(BEHIND[0])
    with centre_at(since_friday, centre, clock) as context:
        morning = [take(context)]
        counters.open_(context, 1, LAN, ["CT"])
    with centre_at(since_friday, centre, clock) as context:
        morning += [take(context) for _ in range(taken)]
        clock.set(f"{TUESDAY} 08:10")
        morning.append(take(context))
        assert numbers(context, morning) == [(TUESDAY, f"A{n:03d}") for n in range(2, 2 + len(morning))]
        assert close_left_open(context) == 0
        assert (told(context, "clock_held"), told(context, "clock_followed")) == (2, 1)


def test_no_new_day_begins_while_time_is_held(since_friday: Path, centre: Centre, clock: SetClock) -> None:
    clock.wait_until(f"{MONDAY} 16:50")
    with centre_at(since_friday, centre, clock) as context:
        take(context)
    clock.set(BEHIND[0])
    with centre_at(since_friday, centre, clock) as context:
        given = [take(context)]
        clock.forward(hours=8)  # past midnight by the time that is held
        assert day_now(context) == MONDAY
        given.append(take(context))
        clock.set(f"{TUESDAY} 15:30")
        given.append(take(context))
        assert numbers(context, given) == [(TUESDAY, "A002"), (TUESDAY, "A003"), (TUESDAY, "A004")]


def test_what_was_over_before_the_latest_start_stays_in_its_day_and_its_number_is_not_given_again(
    since_friday: Path, centre: Centre, clock: SetClock
) -> None:
    with centre_at(since_friday, centre, clock) as context:
        take(context)
    clock.set(BEHIND[0])
    with centre_at(since_friday, centre, clock) as context:
        over, waits = take(context), take(context)
        tickets.cancel(context, over, "slip")
    with centre_at(since_friday, centre, clock) as context:
        clock.set(f"{TUESDAY} 08:10")
        after = take(context)
        assert numbers(context, [over, waits, after]) == [
            (MONDAY, "A002"),
            (TUESDAY, "A003"),
            (TUESDAY, "A004"),
        ]


def test_before_the_first_visit_of_all_it_is_known_to_be_wrong_too(
    tmp_path: Path, centre: Centre, clock: SetClock
) -> None:
    with centre_at(tmp_path, centre, clock) as context:
        enrol_device(context, "kiosk", "Cửa chính", "system")
    clock.set(BEHIND[0])
    with centre_at(tmp_path, centre, clock) as context:
        given = [take(context)]
        clock.set(f"{MONDAY} 09:00")
        given.append(take(context))
        assert numbers(context, given) == [(MONDAY, "A001"), (MONDAY, "A002")]


def test_a_machine_that_begins_where_it_was_switched_off_is_followed_and_the_morning_moves_once_it_is_right(
    since_friday: Path, centre: Centre, clock: SetClock
) -> None:
    clock.wait_until(f"{MONDAY} 16:50")
    with centre_at(since_friday, centre, clock) as context:
        take(context)
    clock.set(f"{MONDAY} 17:01")
    with centre_at(since_friday, centre, clock) as context:
        given = [take(context)]
        clock.forward(minutes=10)
        given.append(take(context))
        clock.set(f"{TUESDAY} 07:50")
        given.append(take(context))
        assert numbers(context, given) == [(TUESDAY, "A002"), (TUESDAY, "A003"), (TUESDAY, "A004")]
        assert [issued(context, ticket)[1] for ticket in given] == [10, 0, 0]


def test_a_clock_that_goes_on_for_a_day_is_no_clock_that_was_set(
    since_friday: Path, centre: Centre, clock: SetClock
) -> None:
    with centre_at(since_friday, centre, clock) as context:
        first = take(context)
        clock.wait_until(f"{MONDAY} 17:00")
        clock.set(f"{TUESDAY} 07:00")  # the machine stood still over night, as a virtual one does
        assert numbers(context, [first, take(context)]) == [(MONDAY, "A001"), (TUESDAY, "A001")]


def test_who_has_gone_for_a_while_is_kept_their_place_for_as_long_as_they_were_told(
    since_friday: Path, centre: Centre, clock: SetClock
) -> None:
    with centre_at(since_friday, centre, clock) as context:
        take(context)
    clock.set(BEHIND[0])
    with centre_at(since_friday, centre, clock) as context:
        away = take(context)
        kept = context.clock() + 30 * MINUTE_MS
        context.store.write(lambda transaction: transaction.record(TicketPlaceKept(away, kept), "phone"))
        clock.set(f"{TUESDAY} 08:10")
        take(context)
        with context.store.read() as connection:
            found = rows.find(connection, away)
        assert found is not None
        assert (found.day, found.away_until) == (TUESDAY, context.clock() + 30 * MINUTE_MS)


def test_a_wrong_day_set_on_the_managers_page_and_right_again_gives_no_number_twice(
    since_friday: Path, centre: Centre, clock: SetClock
) -> None:
    with centre_at(since_friday, centre, clock) as context:
        given = [take(context) for _ in range(3)]
        for day in ("2026-11-22 08:10", f"{MONDAY} 08:20"):
            clock.set(day)
            context.clock.believe()
            given.append(take(context))
        assert numbers(context, given) == [(MONDAY, f"A{n:03d}") for n in range(1, 6)]


def test_a_field_with_hours_of_its_own_is_open_too(
    since_friday: Path, centre: Centre, clock: SetClock
) -> None:
    with centre_at(since_friday, centre, clock) as context:
        take(context)
    clock.set(BEHIND[0])
    with centre_at(since_friday, centre, clock) as context:
        assert context.clock() > clock()
        assert {field.hours for field in context.centre.layout.fields.values()} == {()}


def test_a_clock_that_loses_its_time_while_the_server_runs_is_missed_by_nobody(
    since_friday: Path, centre: Centre, clock: SetClock
) -> None:
    with centre_at(since_friday, centre, clock) as context:
        clock.wait_until(f"{MONDAY} 08:30")
        now = context.clock()
        clock.set(BEHIND[0])
        clock.forward(minutes=10)
        assert context.clock() == now + 10 * MINUTE_MS
        assert numbers(context, [take(context)]) == [(MONDAY, "A001")]
        clock.forward(hours=24)
        assert numbers(context, [take(context)]) == [(TUESDAY, "A001")]


def test_a_boxs_number_of_this_morning_waits_for_its_day(
    since_friday: Path, centre: Centre, clock: SetClock
) -> None:
    with centre_at(since_friday, centre, clock) as context:
        kiosk = enrol_device(context, "kiosk", "Cửa chính", "system")[0]
        one = OfflineNumber("LA001", MONDAY, "CT", None, None, clock() - MINUTE_MS, "key-1", None)
        assert bring_in(context, kiosk, clock(), [one])[0].code is None
    morning = replace(one, key="key-2", day=TUESDAY, issued_at=clock() + 24 * 60 * MINUTE_MS)
    sent = morning.issued_at + MINUTE_MS
    clock.set(BEHIND[0])
    with centre_at(since_friday, centre, clock) as context:
        with pytest.raises(Refusal) as later:
            bring_in(context, kiosk, sent, [morning])
        assert later.value.code == "storage_busy"
        clock.to(sent + 5 * MINUTE_MS)
        (joined,) = bring_in(context, kiosk, clock(), [morning])
        assert (joined.code, joined.ticket and joined.ticket.day) == (None, TUESDAY)
