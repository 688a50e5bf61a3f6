"""Where people stand: the console, everybody's phone and the calls say the same, whatever the clock did."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.centre import PhoneRules
from server.core.model import Layout
from server.core.queue.policy import Policy
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.queue import counters as at_counter
from server.service.queue import keeping, offline_numbers, tickets
from server.service.queue.console import console_now
from server.service.queue.console_views import console_view
from server.service.queue.counters import Officer, Target
from server.service.queue.offline_numbers import OfflineNumber
from server.service.queue.tickets import NumberRequest
from server.service.today import today
from server.store.queue import tickets as stored
from tests.support.centre import small_centre, small_layout, two_points_layout
from tests.support.clock import SetClock

LAN = Officer("lan")


def console(context: Context, n: int) -> dict[str, Any]:
    """The console as its page is sent it."""
    return console_view(context, console_now(context, n))


def take(context: Context, field: str = "CT", priority: str | None = None) -> int:
    """Somebody takes a number: its id."""
    return int(tickets.issue(context, NumberRequest(field, priority=priority), "kiosk:1")[0]["id"])


def test_a_clock_that_was_set_back_changes_nobodys_place(context: Context, clock: SetClock) -> None:
    at_counter.open_(context, 1, LAN, ["CT"])
    first = take(context)
    clock.back(minutes=30)
    second = take(context)
    listed = console(context, 1)["waiting"]["items"]
    assert [(ticket["id"], ticket["ahead"]) for ticket in listed] == [(first, 0), (second, 1)]
    assert [tickets.find(context, ticket).ahead for ticket in (first, second)] == [0, 1]
    assert at_counter.call(context, 1, LAN)["id"] == first


CLASSES = ("elderly", "disabled")
NEVER = 10**9
WEIGHTS_ALONE = Policy({"elderly": 1800, "disabled": 600}, most_in_a_row=NEVER, longest_s=NEVER)
fields = st.sampled_from(sorted(small_layout().fields))
classes = st.none() | st.none() | st.sampled_from(CLASSES)
policies = st.builds(
    Policy,
    st.fixed_dictionaries(dict.fromkeys(CLASSES, st.sampled_from([0, 600, 1800]))),
    st.integers(1, 3),
    st.sampled_from([1200, 2700]),
    st.sampled_from([0, 900]),
)
points = st.sampled_from(["", "", "hamlet"])
layouts = st.sampled_from([small_layout(), two_points_layout()])
minutes = st.sampled_from([0, 0, 1, 7, 40])
happenings = st.lists(
    st.tuples(st.just("came"), fields, classes, points)
    | st.tuples(st.just("came"), fields, classes, points)
    | st.tuples(st.just("came_offline"), fields, classes, minutes)
    | st.tuples(st.just("called"), st.sampled_from([2, 3]), st.none() | st.integers(0, 9))
    | st.tuples(st.sampled_from(["returned", "parked", "missed", "came_back"]), st.sampled_from([2, 3]))
    | st.tuples(st.just("sent"), st.sampled_from([2, 3]), fields)
    | st.tuples(st.just("kept"), st.sampled_from([2, 3]), st.sampled_from([1, 2, 3]))
    | st.tuples(st.sampled_from(["closed", "reopened"]), st.sampled_from([2, 3]))
    | st.tuples(st.just("went_away"), st.sampled_from([2, 3]), st.integers(0, 9))
    | st.tuples(st.just("time_is_over"))
    | st.tuples(st.just("is_here"), st.integers(0, 9))
    | st.tuples(st.just("time_passed"), minutes)
    | st.tuples(st.just("clock_set_back"), minutes),
    min_size=10,
    max_size=40,
)


POSSIBLE = {
    "queue_empty",
    "ticket_in_hand",
    "no_ticket_in_hand",
    "counter_closed",
    "transfer_nowhere",
    "wrong_state",
    "keep_place_over",
}


class Morning:
    """A morning in a centre of three counters: whatever can be done now is done, what cannot is passed over.

    Counter 1, whose view is looked at, has done nothing yet.
    """

    def __init__(self, folder: Path, policy: Policy, layout: Layout) -> None:
        layout = replace(layout, priority_classes={name: {"vi": name, "en": name} for name in CLASSES})
        self.clock = SetClock()
        self.context = Context(folder, replace(small_centre(), layout=layout, policy=policy), self.clock)
        self.offline = 0
        for n in (1, 2, 3):
            self.reopened(n)

    def live(self, happened: list[Any]) -> None:
        for name, *facts in happened:
            with possibly_refused():
                getattr(self, name)(*facts)

    def came(self, field: str, priority: str | None, point: str) -> None:
        at = point if self.context.centre.layout.points else ""
        tickets.issue(self.context, NumberRequest(field, priority=priority, point=at), "kiosk:1")

    def came_offline(self, field: str, priority: str | None, ago: int) -> None:
        self.offline += 1
        number, at = f"LA{self.offline:03d}", self.clock() - 60_000 * ago
        day = self.context.centre.local(at).date().isoformat()
        given = OfflineNumber(number, day, field, None, priority, at, f"touch-{number}", None)
        (answer,) = offline_numbers.bring_in(self.context, 1, self.clock(), [given])
        assert answer.new

    def called(self, n: int, place: int | None) -> None:
        waiting = console(self.context, n)["waiting"]["items"]
        chosen = None if place is None or not waiting else waiting[place % len(waiting)]["id"]
        at_counter.call(self.context, n, officer(n), chosen)

    def returned(self, n: int) -> None:
        at_counter.return_(self.context, n, officer(n))

    def parked(self, n: int) -> None:
        at_counter.park(self.context, n, officer(n))

    def missed(self, n: int) -> None:
        at_counter.no_show(self.context, n, officer(n))

    def came_back(self, n: int) -> None:
        for ticket in console(self.context, n)["parked"]["items"][:1]:
            tickets.resume(self.context, ticket["id"], officer(n).actor)

    def went_away(self, n: int, place: int) -> None:
        if waiting := console(self.context, n)["waiting"]["items"]:
            keeping.keep(self.context, waiting[place % len(waiting)]["id"], "slip")

    def time_is_over(self) -> None:
        self.clock.forward(minutes=20)
        keeping.resume_due(self.context)

    def is_here(self, place: int) -> None:
        if gone := self.away():
            keeping.back(self.context, gone[place % len(gone)], "slip")

    def away(self) -> list[int]:
        with self.context.store.read() as connection:
            day = today(self.context, connection)[2]
            known = stored.everything(connection).values()
            return [ticket.id for ticket in known if ticket.away and ticket.day == day]

    def sent(self, n: int, field: str) -> None:
        at_counter.transfer(self.context, n, officer(n), Target(field=field))

    def kept(self, n: int, other: int) -> None:
        at_counter.transfer(self.context, n, officer(n), Target(counter=other))

    def closed(self, n: int) -> None:
        at_counter.close(self.context, n, officer(n))

    def reopened(self, n: int) -> None:
        helps = ["HT"] if n == 1 else None
        at_counter.open_(self.context, n, officer(n), ["CT"] if n == 1 else None, helps)

    def time_passed(self, minutes: int) -> None:
        self.clock.forward(minutes=minutes)

    def clock_set_back(self, minutes: int) -> None:
        self.clock.back(minutes=minutes)

    def emptied(self) -> list[int]:
        """Everybody whom counter 1 calls, one after another, until nobody waits for it."""
        found = []
        with possibly_refused():
            while True:
                found.append(at_counter.call(self.context, 1, officer(1))["id"])
                at_counter.serve(self.context, 1, officer(1))
                at_counter.finish(self.context, 1, officer(1))
        return found


@contextlib.contextmanager
def possibly_refused() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        if refusal.code not in POSSIBLE:
            raise


def officer(n: int) -> Officer:
    return Officer(f"officer{n}")


@contextlib.contextmanager
def a_morning(policy: Policy, layout: Layout, happened: list[Any]) -> Iterator[Morning]:
    with TemporaryDirectory() as folder:
        morning = Morning(Path(folder), policy, layout)
        try:
            morning.live(happened)
            yield morning
        finally:
            morning.context.close()


def callable_(listed: list[dict[str, Any]], at_work: set[int]) -> list[int]:
    """Those of a console's list who are not kept for a colleague at work."""
    return [ticket["id"] for ticket in listed if ticket["for_counter"] not in at_work - {1}]


@settings(max_examples=20)  # each is a morning on a disk of its own
@given(policies, layouts, happenings)
def test_the_console_lists_people_in_the_order_in_which_they_are_called(
    policy: Policy, layout: Layout, happened: list[Any]
) -> None:
    with a_morning(policy, layout, happened) as morning:
        view = console(morning.context, 1)["waiting"]
        at_work = {n for n in (1, 2, 3) if console(morning.context, n)["state"] != "closed"}
        assert view["total"] == len(view["items"])
        gone = morning.away()
        called = morning.emptied()
        assert called == callable_(view["items"], at_work)
        assert view["to_call"] == len(called)
        assert not set(called) & set(gone)


def test_whoever_went_for_a_while_is_passed_over_and_stands_at_their_old_place(
    context: Context, clock: SetClock
) -> None:
    at_counter.open_(context, 1, LAN, ["CT"])
    first, second, third, fourth = (take(context) for _ in range(4))
    keeping.keep(context, first, "slip")
    keeping.keep(context, third, "slip")
    assert [t["id"] for t in console(context, 1)["waiting"]["items"]] == [second, fourth]
    assert tickets.find(context, fourth).ahead == 1
    assert at_counter.call(context, 1, LAN)["id"] == second
    keeping.back(context, third, "slip")
    clock.forward(minutes=19)
    keeping.resume_due(context)
    assert [t["id"] for t in console(context, 1)["waiting"]["items"]] == [third, fourth]
    clock.forward(minutes=1)
    keeping.resume_due(context)
    keeping.resume_due(context)
    assert [t["id"] for t in console(context, 1)["waiting"]["items"]] == [first, third, fourth]
    with pytest.raises(Refusal, match="keep_place_over"):
        keeping.keep(context, first, "slip")
    at_counter.no_show(context, 1, LAN)
    assert at_counter.call(context, 1, LAN)["id"] == first


def test_who_is_kept_for_a_counter_or_was_parked_there_does_not_come_back_by_themselves(
    context: Context, clock: SetClock
) -> None:
    at_counter.open_(context, 1, LAN, ["CT"])
    ticket = take(context)
    keeping.keep(context, ticket, "slip")
    clock.forward(minutes=21)
    keeping.resume_due(context)
    at_counter.call(context, 1, LAN)
    at_counter.park(context, 1, LAN)
    keeping.resume_due(context)
    assert tickets.find(context, ticket).ticket.state == "parked"
    with pytest.raises(Refusal, match="wrong_state"):
        keeping.back(context, ticket, "slip")


def test_where_it_is_off_no_place_is_kept(context: Context) -> None:
    context.settings.centre = replace(context.centre, phone=PhoneRules(keep_place_minutes=0))
    with pytest.raises(Refusal, match="keep_place_off"):
        keeping.keep(context, take(context), "slip")


@settings(max_examples=20)
@given(layouts, happenings)
def test_everybody_is_told_how_many_of_their_field_stand_before_them(
    layout: Layout, happened: list[Any]
) -> None:
    with a_morning(WEIGHTS_ALONE, layout, happened) as morning:
        at_counter.open_(morning.context, 1, officer(1), ["CT"], [])
        listed = console(morning.context, 1)["waiting"]["items"]
        told = {ticket["id"]: ticket["ahead"] for ticket in listed}
        assert told == {ticket: tickets.find(morning.context, ticket).ahead for ticket in told}
        for n in (2, 3):  # whoever has somebody in hand cannot close, and keeps what is kept for them
            for step in (at_counter.no_show, at_counter.finish, at_counter.close):
                with possibly_refused():
                    step(morning.context, n, officer(n))
        own = [t["id"] for t in console(morning.context, 1)["waiting"]["items"] if t["field"] == "CT"]
        assert [told[ticket] for ticket in own if ticket in told] == list(range(len(own)))
        assert [ticket for ticket in morning.emptied() if ticket in own] == own
