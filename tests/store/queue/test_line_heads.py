"""The lines in front of a counter as SQL finds them, against looking at everybody in the hall."""

import sqlite3
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.events import (
    CounterClosed,
    CounterOpened,
    Event,
    TicketBroughtIn,
    TicketCalled,
    TicketIssued,
    TicketMissed,
    TicketReturned,
    TicketTransferred,
)
from server.core.model import CounterPlace, Layout
from server.core.queue.policy import Policy, choose_next
from server.service.queue.calling import seen_from as seen_by_sql
from server.store import Transaction, journal
from server.store.chain import BEFORE_THE_FIRST
from server.store.migrate import migrate
from server.store.queue import counters, line_heads, tickets
from tests.support.crowded_hall import CLASSES, FIELDS, some_fields
from tests.support.hall import calls_of, everybody, seen_from
from tests.support.tickets import ISSUED_AT

COUNTERS = (1, 2, 3)
ELSEWHERE = 9  # where those are called who do not wait any more
POLICY = Policy(dict.fromkeys(CLASSES, 1800))
people = st.tuples(
    st.sampled_from(FIELDS),
    st.none() | st.sampled_from(CLASSES),
    st.sampled_from(["waits", "missed", "returned", "sent", "kept", "kept"]),
    st.sampled_from(COUNTERS),
    st.sampled_from(FIELDS),
    st.sampled_from([None, None, None, 1, 7]),  # minutes for which a kiosk was alone with it
    st.sampled_from([None, None, "hamlet"]),
)
stands = st.just({}) | st.fixed_dictionaries(dict.fromkeys(COUNTERS, st.sampled_from(["", "hamlet"])))
layouts = st.fixed_dictionaries({n: st.tuples(some_fields, st.just(()) | some_fields) for n in COUNTERS})


def story(ticket: int, fate: str, n: int, field: str, other: str) -> list[Event]:
    """What happens to a ticket after its issue."""
    called = TicketCalled(ticket, ELSEWHERE, "next")
    ends: dict[str, list[Event]] = {
        "waits": [],
        "missed": [called, TicketMissed(ticket, ELSEWHERE)],
        "returned": [called, TicketReturned(ticket, ELSEWHERE)],
        "sent": [called, TicketTransferred(ticket, ELSEWHERE, other)],
        "kept": [called, TicketTransferred(ticket, ELSEWHERE, field, n)],
    }
    return ends[fate]


def arrival(  # noqa: PLR0917 - who comes, where, and when
    hall: Transaction, i: int, field: str, priority: str | None, late: int | None, point: str | None
) -> Event:
    """A number given now, or by a kiosk `late` minutes ago."""
    ticket = hall.seq + 1
    if late is None:
        return TicketIssued(ticket, hall.day, "A", i, field, "kiosk", priority=priority, point=point)
    at = hall.now - late * 60_000 + 30_000
    after = tickets.last_before(hall.connection, at)
    facts = (ticket, hall.day, "LA", i, field, "kiosk", at, 1, hall.day, after)
    return TicketBroughtIn(*facts, priority=priority, point=point)


def a_hall(layout: dict[int, Any], closed: set[int], arrivals: list[Any]) -> Transaction:
    """A transaction in a hall where all this has happened, a minute for each arrival."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    hall = Transaction(connection, ISSUED_AT, "2026-11-23", 0, BEFORE_THE_FIRST)
    for n, (own, helps) in layout.items():
        hall.record(CounterOpened(n, f"officer{n}", own, tuple(f for f in helps if f not in own)), "test")
    for i, (field, priority, fate, n, other, late, point) in enumerate(arrivals, 1):
        ticket = hall.seq + 1
        hall.record(arrival(hall, i, field, priority, late, point), "kiosk:1")
        for event in story(ticket, fate, n, field, other):
            hall.record(event, "test")
        hall.now += 60_000
    for n in closed:
        hall.record(CounterClosed(n), "test")
    return hall


@given(
    layouts,
    stands,
    st.sets(st.sampled_from(COUNTERS), max_size=1),
    st.lists(people, min_size=12, max_size=24),
)
def test_sql_sees_what_one_sees_by_looking_at_everybody(
    layout: dict[int, Any], stands: dict[int, str], closed: set[int], arrivals: list[Any]
) -> None:
    places = {n: CounterPlace(n, str(n), (), (), stands.get(n, "")) for n in COUNTERS}
    points = {"hamlet": "hamlet"} if stands else {}
    centre = SimpleNamespace(
        policy=POLICY, layout=Layout({}, places, {}, halls={}, points={}, hall_points=points)
    )
    hall = a_hall(layout, closed, arrivals)
    present, here = counters.everything(hall.connection), tickets.everything(hall.connection)
    working = {n for n in present if n not in closed}
    for n in set(COUNTERS) - closed:
        desk: Any = SimpleNamespace(
            transaction=hall,
            counter=present[n],
            context=SimpleNamespace(centre=centre),
        )
        by_sql = seen_by_sql(desk)
        plain = seen_from(
            present[n],
            here.values(),
            present.values(),
            POLICY,
            hall.now,
            taken=calls_of(hall.entries, hall.day),
            point_of=centre.layout.point_of,
        )
        served = set(everybody(present[n], here.values(), working, centre.layout.point_of))
        assert set(plain.heads) <= set(by_sql.heads) <= served
        assert by_sql.in_a_row == plain.in_a_row
        assert choose_next(by_sql) == choose_next(plain)
    hall.connection.close()


def test_numbers_left_out_are_found_without_looking_through_the_journal() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    plan = connection.execute(f"EXPLAIN QUERY PLAN {journal.LEFT_OUT}", (1,)).fetchall()
    assert [step[3] for step in plan] == ["SCAN journal USING INDEX journal_left_out"]
    connection.close()


@pytest.mark.parametrize("query", [line_heads.ORDINARY, line_heads.NEXT_CLASS])
def test_the_first_of_a_line_is_found_without_looking_at_the_others(query: str) -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    plan = connection.execute(f"EXPLAIN QUERY PLAN {query}", ("",) * query.count("?")).fetchall()
    assert [step[3].split(" (")[0] for step in plan] == ["SEARCH tickets USING INDEX tickets_line"]
    connection.close()
