"""Events as journal rows: through JSON and back."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.events import EVENT_TYPES, CounterOpened, Event, TicketIssued, event_from

texts = st.text(min_size=1, max_size=40)
ids = st.integers(1, 2**53)
plain = st.none() | st.booleans() | ids | texts
facts = st.dictionaries(texts, st.recursive(plain, lambda inner: st.lists(inner).map(tuple), max_leaves=8))
VALUES: dict[Any, st.SearchStrategy[Any]] = {
    int: ids,
    str: texts,
    bool: st.booleans(),
    str | None: st.none() | texts,
    int | None: st.none() | ids,
    tuple[str, ...]: st.lists(texts).map(tuple),
    tuple[tuple[str | None, ...], ...]: st.lists(st.lists(st.none() | texts).map(tuple)).map(tuple),
    Mapping[str, Any]: facts,
    Mapping[str, Any] | None: st.none() | facts,
}


def events_of(cls: type[Event]) -> st.SearchStrategy[Event]:
    return st.builds(cls, **{f.name: VALUES[f.type] for f in fields(cls)})


def through_json(event: Event) -> Event:
    data = json.loads(json.dumps(event.data()))
    return event_from(event.type, event.ticket_id, event.counter_n, data)


@pytest.mark.parametrize("cls", EVENT_TYPES.values(), ids=EVENT_TYPES)
@given(data=st.data())
def test_every_event_comes_back_from_the_journal_as_it_was(cls: type[Event], data: st.DataObject) -> None:
    event = data.draw(events_of(cls))
    assert through_json(event) == event


def test_the_journals_names_are_never_changed() -> None:
    assert set(EVENT_TYPES) >= {
        "ticket_issued",
        "ticket_called",
        "ticket_recalled",
        "service_started",
        "ticket_finished",
        "ticket_missed",
        "ticket_returned",
        "ticket_cancelled",
        "slip_reported",
        "counter_opened",
        "counter_closed",
        "counter_paused",
        "counter_resumed",
        "ticket_parked",
        "ticket_resumed",
        "ticket_transferred",
        "ticket_lapsed",
        "ticket_restored",
        "counter_handed_over",
        "counter_restored",
        "help_called",
        "help_answered",
        "device_enrolled",
        "device_revoked",
    }


def test_data_holds_the_events_own_facts_only() -> None:
    assert CounterOpened(3, "lan", ("CT",)).data() == {"officer": "lan", "fields": ("CT",), "helps": ()}


def test_a_row_of_an_older_version_gets_the_defaults_of_what_it_lacks() -> None:
    old = {"day": "2026-11-23", "prefix": "A", "n": 7, "field": "CT", "channel": "kiosk"}
    assert event_from("ticket_issued", 7, None, old) == TicketIssued(7, "2026-11-23", "A", 7, "CT", "kiosk")


def test_a_type_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown event type 'ticket_eaten'"):
        event_from("ticket_eaten", 7, None, {})


@pytest.mark.parametrize("data", [{}, {"rule": "next", "moon": "full"}])
def test_data_that_does_not_fit_its_type_is_an_error(data: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="ticket_called"):
        event_from("ticket_called", 7, 3, data)
