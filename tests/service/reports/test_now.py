"""Today's figures for the manager."""

from dataclasses import replace

import pytest

from server.core.centre import RemoteRules
from server.core.forecast.telling import Wait
from server.core.model import Field, TicketState
from server.service.context import Context
from server.service.queue import afar, counters, keeping, tickets
from server.service.queue.afar import AfarRequest
from server.service.queue.counters import Officer
from server.service.queue.tickets import NumberRequest
from server.service.reports.now import Counted, FieldFigures, figures
from server.service.reports.views import figures_view
from server.store.queue import lasting
from tests.support.clock import SetClock
from tests.support.journeys import a_morning

NOTHING = {"waiting": 0, "called": 0, "serving": 0, "finished": 0, "no_show": 0, "cancelled": 0}


def test_an_empty_day_has_zeros(context: Context) -> None:
    today = figures_view(context, figures(context))["today"]
    assert {name: today[name] for name in NOTHING} == NOTHING
    assert today["issued"] == 0
    assert [field["code"] for field in today["fields"]] == list(context.centre.layout.fields)


def test_a_morning_is_counted_by_state(context: Context) -> None:
    a_morning(context)
    today = figures_view(context, figures(context))["today"]
    assert {name: today[name] for name in NOTHING} == {
        "waiting": 2,
        "called": 0,
        "serving": 1,
        "finished": 1,
        "no_show": 1,
        "cancelled": 1,
    }
    assert today["issued"] == 6


def test_fields_add_up_to_the_whole(context: Context) -> None:
    a_morning(context)
    today = figures_view(context, figures(context))["today"]
    for name in ("issued", *NOTHING):
        assert sum(field[name] for field in today["fields"]) == today[name]


def test_a_field_is_named_in_both_languages(context: Context) -> None:
    field = figures_view(context, figures(context))["today"]["fields"][0]
    assert field["names"] == {"vi": "Chứng thực", "en": "Certification"}


def test_a_new_day_begins_with_zeros(context: Context, clock: SetClock) -> None:
    a_morning(context)
    clock.set("2026-11-24 07:00")
    shown = figures_view(context, figures(context))
    assert shown["day"] == "2026-11-24"
    assert shown["today"]["issued"] == 0


@pytest.mark.parametrize(
    ("wait", "waiting", "late"),
    [
        (Wait(0, 1200), 5, False),
        (Wait(0, 1201), 5, True),
        (Wait(0, 1201), 0, True),
        (None, 1, True),
        (None, 0, False),
    ],
)
def test_a_field_is_late_past_its_limit_and_without_a_counter_as_soon_as_somebody_waits(
    wait: Wait | None, waiting: int, late: bool
) -> None:
    field = Field("CT", "A", {"vi": "Chứng thực", "en": "Certification"}, real_wait_limit_s=1200)
    counted = Counted({TicketState.WAITING: waiting}, 0, 0, 0, 0)
    assert FieldFigures(field, counted, wait, ()).late is late


def test_who_went_for_a_while_is_counted_apart_from_those_who_are_to_bring_something(
    context: Context,
) -> None:
    away = tickets.issue(context, NumberRequest("CT"), "kiosk:1")[0]["id"]
    tickets.issue(context, NumberRequest("CT"), "kiosk:1")
    context.settings.centre = replace(
        context.centre,
        phone=replace(context.centre.phone, keep_place_minutes=20),
        remote=RemoteRules(share=100, keep_minutes=30),
    )
    keeping.keep(context, away, "slip")
    counters.open_(context, 1, Officer("lan"))
    afar.ask(context, AfarRequest("one", "CT", 60))
    afar.ask(context, AfarRequest("two", "CT", 60))
    counters.call(context, 1, Officer("lan"))
    counters.park(context, 1, Officer("lan"))
    today = figures_view(context, figures(context))["today"]
    field = next(each for each in today["fields"] if each["code"] == "CT")
    for counted in (today, field):
        assert (counted["parked"], counted["away"], counted["expected"], counted["issued"]) == (1, 1, 2, 4)


def test_who_waits_longest_is_also_somebody_who_waits_again(context: Context, clock: SetClock) -> None:
    """By docs/figures.md a wait begins anew when a number is put back or comes back, and not at its arrival."""
    lan = Officer("lan")
    for _ in range(3):
        tickets.issue(context, NumberRequest("CT"), "kiosk:1")
    clock.forward(minutes=10)
    counters.open_(context, 1, lan)
    counters.call(context, 1, lan)
    counters.return_(context, 1, lan)
    again = context.clock()
    clock.forward(minutes=3)
    tickets.issue(context, NumberRequest("CT"), "kiosk:1")
    with context.store.read() as connection:
        found = lasting.waiting(connection, "2026-11-23", "CT", 10)
    assert [(one.number, one.since) for one in found] == [
        ("A002", again - 600_000),
        ("A003", again - 600_000),
        ("A001", again),
        ("A004", again + 180_000),
    ]
    with context.store.read() as connection:
        assert lasting.waiting(connection, "2026-11-23", "CT", 1) == found[:1]
