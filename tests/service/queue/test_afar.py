"""Numbers from afar in a running hall: who is called, who is counted, who lapses; the doctor agrees at every end."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from server.core.centre import PhoneRules, RemoteRules
from server.core.model import Ticket
from server.core.queue.opening_hours import Hours, Session
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.notices import notices
from server.service.notices.notices import NoticeText
from server.service.queue import afar, keeping, tickets
from server.service.queue import counters as at_counter
from server.service.queue.afar import AfarRequest
from server.service.queue.counters import Officer
from server.service.queue.from_afar import room
from server.service.queue.undo import undo_last
from server.store import doctor, journal
from server.store.queue import past_waits, tallies, visits
from tests.support.centre import small_centre
from tests.support.clock import SetClock
from tests.support.journeys import take
from tests.support.quick_server import quick_context

LAN = Officer("lan")


@pytest.fixture
def context(tmp_path: Path, clock: SetClock) -> Iterator[Context]:
    centre = replace(
        small_centre(), remote=RemoteRules(share=50, keep_minutes=30), phone=PhoneRules(enabled=True)
    )
    opened = quick_context(tmp_path / "data", centre, clock)
    yield opened
    with opened.store.read() as connection:
        assert list(doctor.examine(connection)) == []
    opened.close()


def ask(context: Context, name: str = "one", left_s: float = 60) -> int:
    return afar.ask(context, AfarRequest(name, "CT", left_s)).ticket.id


def by_code(context: Context, code: str) -> Ticket:
    return afar.check_in_by_code(context, afar.number_of(context, "one"), code, afar.ACTOR)


def journal_end(context: Context) -> int:
    with context.store.read() as connection:
        return journal.last(connection)[0]


def state(context: Context, ticket: int) -> str:
    found = tickets.find(context, ticket).ticket
    return "expected" if found.expected else found.state.value


def test_a_request_is_one_number_however_often_it_comes(context: Context, clock: SetClock) -> None:
    first = afar.ask(context, AfarRequest("one", "CT", 60))
    again = afar.ask(context, AfarRequest("one", "CT", 60))
    clock.forward(hours=30)  # the first answer is forgotten, the journal is not
    context.store.write(lambda transaction: transaction.connection.execute("DELETE FROM answers"))
    late = afar.ask(context, AfarRequest("one", "CT", -5))
    assert {first.ticket.id, again.ticket.id, late.ticket.id} == {first.ticket.id}
    assert first.ticket.number == "A001"


def test_who_is_not_here_is_called_by_nobody_and_counted_by_nobody(context: Context) -> None:
    at_counter.open_(context, 1, LAN, ["CT"])
    absent = ask(context)
    second, third = take(context), take(context)
    assert tickets.find(context, third).ahead == 1
    with context.store.read() as connection:
        assert tallies.waiting(connection, tickets.find(context, second).ticket.day, "CT") == 2
    assert at_counter.call(context, 1, LAN)["id"] == second
    assert state(context, absent) == "expected"


def test_who_checks_in_stands_at_the_place_that_was_kept(context: Context) -> None:
    at_counter.open_(context, 1, LAN, ["CT"])
    absent, other = ask(context), take(context)
    code = context.presence.code(context.clock())
    with pytest.raises(Refusal, match="presence_wrong"):
        by_code(context, "abcd")
    assert by_code(context, code or "").state == "waiting"
    assert by_code(context, "long past").state == "waiting"
    assert tickets.find(context, other).ahead == 1
    assert at_counter.call(context, 1, LAN)["id"] == absent


def test_where_the_hall_shows_no_code_the_phone_cannot_say_that_it_is_there(context: Context) -> None:
    context.settings.centre = replace(context.centre, phone=PhoneRules(presence_minutes=0))
    ticket = ask(context)
    with pytest.raises(Refusal, match="check_in_at_kiosk"):
        by_code(context, "")
    with pytest.raises(Refusal, match="wrong_state"):  # nor does the tracking page do it without
        keeping.back(context, ticket, "slip")
    assert afar.check_in(context, ticket, "kiosk:1").state == "waiting"


def test_whoever_does_not_come_lapses_half_an_hour_past_the_turn(context: Context, clock: SetClock) -> None:
    at_counter.open_(context, 1, LAN, ["CT"])
    before, absent = take(context), ask(context)
    clock.forward(minutes=90)
    afar.look_after_expected(context)  # somebody still stands before it: the place is kept on
    assert state(context, absent) == "expected"
    assert at_counter.call(context, 1, LAN)["id"] == before
    for _ in range(5):
        clock.forward(minutes=6)
        afar.look_after_expected(context)
        assert state(context, absent) == "expected"
    clock.forward(minutes=6)
    afar.look_after_expected(context)
    assert state(context, absent) == "cancelled"
    afar.look_after_expected(context)


def test_nobody_lapses_while_no_counter_serves_their_line(context: Context, clock: SetClock) -> None:
    absent = ask(context)
    for _ in range(12):
        clock.forward(minutes=10)
        afar.look_after_expected(context)
    assert state(context, absent) == "expected"


def test_after_the_last_hours_of_the_day_numbers_lapse_without_a_row_every_five_minutes_till_midnight(
    context: Context, clock: SetClock
) -> None:
    clock.wait_until("2026-11-23 16:40")
    hours = Hours((Session(time(7, 30), time(11, 30)), Session(time(13, 30), time(17))))
    context.settings.centre = replace(context.centre, hours=hours)
    absent = ask(context)
    clock.forward(minutes=15)
    afar.look_after_expected(context)
    rows = journal_end(context)
    for _ in range(12):
        clock.forward(minutes=30)
        afar.look_after_expected(context)
    assert state(context, absent) == "cancelled"
    assert journal_end(context) == rows + 1


def test_over_noon_places_are_kept(context: Context, clock: SetClock) -> None:
    clock.wait_until("2026-11-23 11:20")
    hours = Hours((Session(time(7, 30), time(11, 30)), Session(time(13, 30), time(17))))
    context.settings.centre = replace(context.centre, hours=hours)
    absent = ask(context)
    for _ in range(12):
        clock.forward(minutes=10)
        afar.look_after_expected(context)
    assert state(context, absent) == "expected"


def test_nobody_comes_back_by_themselves_when_the_time_is_over(context: Context, clock: SetClock) -> None:
    absent = ask(context)
    clock.forward(minutes=59)
    keeping.resume_due(context)
    assert state(context, absent) == "expected"


def test_its_wait_spoils_no_figure(context: Context, clock: SetClock) -> None:
    at_counter.open_(context, 1, LAN, ["CT"])
    absent = ask(context)
    clock.forward(minutes=50)
    afar.check_in(context, absent, "kiosk:1")
    at_counter.call(context, 1, LAN)
    day = tickets.find(context, absent).ticket.day
    with context.store.read() as connection:
        assert visits.foretold(connection, day) == []
        stays = connection.execute("SELECT since FROM stays").fetchall()
        assert past_waits.usual(connection, "2026-11-30", context.centre.local) == {}
    assert stays == [(None,)]


def test_an_undone_call_of_somebody_who_is_not_here_expects_them_again(context: Context) -> None:
    at_counter.open_(context, 1, LAN, ["CT"])
    absent = ask(context)
    at_counter.call(context, 1, LAN, absent)
    undo_last(context, 1, LAN)
    assert state(context, absent) == "expected"


def test_a_number_from_afar_is_transferred_like_any_other(context: Context) -> None:
    at_counter.open_(context, 2, LAN, ["CT", "HT"])
    absent = ask(context)
    afar.check_in(context, absent, "kiosk:1")
    at_counter.call(context, 2, LAN)
    at_counter.transfer(context, 2, LAN, at_counter.Target(field="HT"))
    assert tickets.find(context, absent).ticket.field == "HT"


def test_the_share_of_an_hour_is_used_up_and_comes_again(context: Context, clock: SetClock) -> None:
    share = room(context)["CT"].share
    for n in range(share):
        ask(context, f"request {n}")
    assert room(context)["CT"].left == 0
    afar.cancel(context, "request 0")
    with pytest.raises(Refusal, match="afar_share"):  # who gives numbers up gets no others for them
        ask(context, "one more")
    clock.forward(hours=1)
    assert room(context)["CT"].left == share
    assert ask(context, "one more")


def test_by_default_none_is_given(context: Context) -> None:
    context.settings.centre = replace(context.centre, remote=RemoteRules())
    assert room(context) == {}
    with pytest.raises(Refusal, match="afar_off"):
        ask(context)


def test_a_request_that_comes_too_late_gives_nothing(context: Context) -> None:
    with pytest.raises(Refusal, match="afar_too_late"):
        ask(context, left_s=0)


def test_nobody_far_away_gets_a_number_while_the_hall_is_cleared(context: Context) -> None:
    here = ask(context, "before")
    notices.raise_emergency(context, "", NoticeText("Có cháy!"), "admin:binh")
    with pytest.raises(Refusal, match="emergency_on"):
        ask(context)
    assert ask(context, "before") == here
    notices.lift_emergency(context, "", "admin:binh")
    assert tickets.find(context, ask(context)).ticket.number == "A002"


def test_one_that_was_given_up_before_it_came_gives_nothing(context: Context) -> None:
    assert afar.cancel(context, "one") is None
    assert afar.cancel(context, "one") is None
    with pytest.raises(Refusal, match="afar_too_late"):
        ask(context)


def test_a_number_can_be_given_up_until_it_is_called(context: Context) -> None:
    at_counter.open_(context, 1, LAN, ["CT"])
    absent, called = ask(context), ask(context, "two")
    assert [afar.cancel(context, "one") for _ in range(2)] == [tickets.find(context, absent).ticket] * 2
    afar.check_in(context, called, "kiosk:1")
    at_counter.call(context, 1, LAN)
    with pytest.raises(Refusal, match="wrong_state"):
        afar.cancel(context, "two")
