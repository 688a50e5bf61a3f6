"""Settings changed in the middle of a day's work: nothing is lost, nothing comes twice, the journal tells it all."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.config import CentreSettings
from server.core.events import Entry, TicketIssued
from server.core.model import TicketState
from server.core.refusal import Refusal
from server.core.settings import document, evolve
from server.service.context import Context
from server.service.queue import counters as at_counter
from server.service.queue import tickets
from server.service.queue.counters import Officer, Target
from server.service.queue.tickets import NumberRequest
from server.service.queue.undo import undo_last
from server.service.settings import changes
from server.service.settings.begun import begin_settings
from server.store import doctor, journal
from server.store.queue import tickets as stored
from tests.support.begun_data import with_tables
from tests.support.clock import SetClock

WAITING_ON = {TicketState.WAITING, TicketState.PARKED}
FIELDS, COUNTERS = ("CT", "HT", "DD", "TP"), (1, 2, 3)
SMALL = {
    "centre": {"name": "Trung tâm", "ward": "Phường Hòa Bình", "guidance_field": "CT"},
    "fields": [
        {"code": code, "prefix": prefix, "vi": code, "en": code}
        for code, prefix in (("CT", "A"), ("HT", "B"), ("DD", "C"))
    ],
    "counters": [
        {"n": n, "fields": served} for n, served in ((1, ["CT"]), (2, ["CT", "HT"]), (3, ["HT", "DD"]))
    ],
    "points": [{"code": "hamlet", "vi": "Thôn Đồi", "en": "Hill hamlet"}],
    "halls": [
        {"code": "ward", "vi": "Sảnh", "en": "Hall"},
        {"code": "hut", "vi": "Nhà văn hóa", "en": "Hut", "point": "hamlet"},
    ],
    "priority_classes": [{"code": "elderly", "vi": "Người cao tuổi", "en": "Elderly person"}],
}
HOURS = ((), (("07:00", "11:30"), ("13:00", "17:00")), (("13:00", "17:00"),))
"""All day, the usual week, and hours in which the centre is shut at the moment."""
fields = st.sampled_from(FIELDS)
counters = st.sampled_from(COUNTERS)
served = st.lists(fields, min_size=1, max_size=3, unique=True)
at_work = (
    st.tuples(st.just("came"), fields, st.sampled_from(["", "", "hamlet"]))
    | st.tuples(st.just("called"), counters)
    | st.tuples(st.sampled_from(["finished", "missed", "parked", "returned", "undone", "closed"]), counters)
    | st.tuples(st.just("opened"), counters, served)
)
set_anew = (
    st.tuples(st.just("field_set"), fields, st.sampled_from("ABCDW"), st.sampled_from([0, 0, 2]))
    | st.tuples(st.just("field_removed"), fields, st.none() | fields)
    | st.tuples(st.just("counter_set"), counters, served, st.sampled_from(["ward", "hut"]))
    | st.tuples(st.just("hall_set"), st.sampled_from(["ward", "hut"]), st.sampled_from(["", "hamlet"]))
    | st.tuples(st.just("point_removed"))
    | st.tuples(st.just("kept"), counters, counters)
    | st.tuples(st.just("counter_removed"), counters)
    | st.tuples(st.just("order_set"), st.integers(1, 3), st.sampled_from([0, 10, 45]))
    | st.tuples(st.just("class_removed"))
    | st.tuples(st.just("class_set"), st.sampled_from(["elderly", "veteran"]), st.sampled_from([0, 30]))
    | st.tuples(st.just("fields_ordered"))
    | st.tuples(st.just("point_set"), st.sampled_from(["hamlet", "hill"]))
    | st.tuples(st.just("hours_set"), st.sampled_from(HOURS))
    | st.tuples(
        st.just("exception_set"), st.sampled_from(["2026-11-22", "2026-11-23", "2026-11-24"]), st.booleans()
    )
    | st.tuples(st.just("exceptions_removed"))
    | st.tuples(st.just("phone_set"), st.booleans(), st.integers(1, 3))
    | st.tuples(st.just("kiosk_set"), st.sampled_from([0, 2]), st.sampled_from([0, 3]))
    | st.tuples(st.just("taken_back"), st.integers(0, 5))
)
happenings = st.lists(at_work | at_work | at_work | set_anew, min_size=15, max_size=50)


class Day:
    """A day in a small centre whose managers cannot leave it alone. What is refused has changed nothing."""

    def __init__(self, folder: Path) -> None:
        with_tables(folder)
        self.context = Context(folder, CentreSettings.model_validate(SMALL), SetClock())
        begin_settings(self.context)
        self.told: list[dict[str, Any]] = []
        self.set_at: list[int] = []
        for n in COUNTERS:
            self.opened(n, None)

    def live(self, happened: list[Any]) -> None:
        for name, *facts in happened:
            before = self.seq()
            try:
                getattr(self, name)(*facts)
            except Refusal:
                assert self.seq() == before

    def seq(self) -> int:
        with self.context.store.read() as connection:
            return journal.last(connection)[0]

    def entries(self) -> list[Entry]:
        with self.context.store.read() as connection:
            return list(journal.since(connection, 0))

    def came(self, field: str, point: str) -> None:
        self.told.append(tickets.issue(self.context, NumberRequest(field, point=point), "kiosk:1")[0])

    def called(self, n: int) -> None:
        called = at_counter.call(self.context, n, officer(n))
        with self.context.store.read() as connection:
            ticket = stored.find(connection, called["id"])
        assert ticket is not None
        assert ticket.point == self.context.centre.layout.point_of(n)

    def kept(self, n: int, other: int) -> None:
        at_counter.transfer(self.context, n, officer(n), Target(counter=other))

    def finished(self, n: int) -> None:
        at_counter.serve(self.context, n, officer(n))
        at_counter.finish(self.context, n, officer(n))

    def missed(self, n: int) -> None:
        at_counter.no_show(self.context, n, officer(n))

    def parked(self, n: int) -> None:
        at_counter.park(self.context, n, officer(n))

    def returned(self, n: int) -> None:
        at_counter.return_(self.context, n, officer(n))

    def undone(self, n: int) -> None:
        undo_last(self.context, n, officer(n))

    def opened(self, n: int, served: list[str] | None) -> None:
        at_counter.open_(self.context, n, officer(n), served)

    def closed(self, n: int) -> None:
        at_counter.close(self.context, n, officer(n))

    def field_set(self, code: str, prefix: str, limit: int) -> None:
        value = {"code": code, "prefix": prefix, "vi": code, "en": code, "daily_limit": limit}
        changes.put_item(self.context, "fields", code, value, "user:chi")
        self.set_at.append(self.seq())

    def field_removed(self, code: str, to: str | None) -> None:
        changes.remove_item(self.context, "fields", code, "user:chi", to)
        self.set_at.append(self.seq())

    def counter_set(self, n: int, served: list[str], hall: str) -> None:
        value = {"n": n, "fields": served, "hall": hall}
        changes.put_item(self.context, "counters", str(n), value, "user:chi")
        self.set_at.append(self.seq())

    def counter_removed(self, n: int) -> None:
        changes.remove_item(self.context, "counters", str(n), "user:chi")
        self.set_at.append(self.seq())

    def hall_set(self, code: str, point: str) -> None:
        value = {"code": code, "vi": code, "en": code, "point": point}
        changes.put_item(self.context, "halls", code, value, "user:chi")
        self.set_at.append(self.seq())

    def point_removed(self) -> None:
        changes.remove_item(self.context, "points", "hamlet", "user:chi")
        self.set_at.append(self.seq())

    def order_set(self, in_a_row: int, help_after: int) -> None:
        value = {"most_priority_in_a_row": in_a_row, "help_after_minutes": help_after}
        changes.put(self.context, "calling", value, "user:chi")

    def class_removed(self) -> None:
        changes.remove_item(self.context, "priority_classes", "elderly", "user:chi")

    def class_set(self, code: str, weight: int) -> None:
        value = {"code": code, "vi": code, "en": code, "weight_minutes": weight}
        changes.put_item(self.context, "priority_classes", code, value, "user:chi")
        self.set_at.append(self.seq())

    def fields_ordered(self) -> None:
        first, *rest = self.context.settings.document.as_json()["fields"]
        changes.put(self.context, "fields", [*rest, first], "user:chi")
        self.set_at.append(self.seq())

    def point_set(self, code: str) -> None:
        changes.put_item(self.context, "points", code, {"code": code, "vi": code, "en": code}, "user:chi")
        self.set_at.append(self.seq())

    def hours_set(self, sessions: tuple[tuple[str, str], ...]) -> None:
        changes.put(self.context, "hours", {"sessions": sessions}, "user:chi")
        self.set_at.append(self.seq())

    def exception_set(self, day: str, shut: bool) -> None:
        value = {"date": day, "vi": "Họp", "sessions": [] if shut else [["07:00", "17:00"]]}
        changes.put_item(self.context, "exceptions", day, value, "user:chi")
        self.set_at.append(self.seq())

    def exceptions_removed(self) -> None:
        changes.put(self.context, "exceptions", [], "user:chi")
        self.set_at.append(self.seq())

    def phone_set(self, enabled: bool, each: int) -> None:
        changes.put(self.context, "phone", {"enabled": enabled, "per_phone_per_day": each}, "user:chi")
        self.set_at.append(self.seq())

    def kiosk_set(self, card: int, pace: int) -> None:
        value = {"numbers_per_card_per_day": card, "numbers_per_minute": pace}
        changes.put(self.context, "kiosk", value, "user:chi")
        self.set_at.append(self.seq())

    def taken_back(self, which: int) -> None:
        if self.set_at:
            changes.take_back(self.context, self.set_at[-1 - which % len(self.set_at)], "user:chi")


def officer(n: int) -> Officer:
    return Officer(f"officer{n}")


@settings(max_examples=10)  # each is a day on a disk of its own
@given(happenings)
def test_changes_in_the_middle_of_the_day_lose_nobody_and_give_no_number_twice(happened: list[Any]) -> None:
    expect_nothing_lost(happened)


@pytest.mark.torture
@settings(max_examples=100)
@given(happenings)
def test_changes_in_the_middle_of_many_days_lose_nobody(happened: list[Any]) -> None:
    expect_nothing_lost(happened)


def expect_nothing_lost(happened: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        day = Day(Path(folder))
        try:
            day.live(happened)
            entries = day.entries()
            numbers = Counter(
                (e.event.prefix, e.event.n) for e in entries if isinstance(e.event, TicketIssued)
            )
            assert all(times == 1 for times in numbers.values()), numbers
            assert len(numbers) == len(day.told)
            nobody_is_lost(day)
            replayed: dict[Any, Any] = {}
            for entry in entries:
                replayed = evolve(replayed, entry.event)
            assert CentreSettings.model_validate(document(replayed)) == day.context.settings.document
            with day.context.store.read() as connection:
                assert list(doctor.examine(connection)) == []
        finally:
            day.context.close()


def nobody_is_lost(day: Day) -> None:
    """Whoever still waits does so in a line that the centre has, and is the ticket of the number that was told."""
    now = day.context.centre.layout.lines
    with day.context.store.read() as connection:
        for told in day.told:
            ticket = stored.find(connection, told["id"])
            assert ticket is not None
            assert ticket.number == told["number"]
            assert ticket.state not in WAITING_ON or ticket.line in now
