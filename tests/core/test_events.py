"""Events as journal rows: through JSON and back."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.events import (
    EVENT_TYPES,
    CounterOpened,
    CounterResumed,
    Event,
    TicketIssued,
    UnknownEvent,
    entry_from,
    event_from,
)

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
    tuple[tuple[str, str, int], ...]: st.lists(st.tuples(texts, texts, ids)).map(tuple),
    Mapping[str, Any]: facts,
    Mapping[str, Any] | None: st.none() | facts,
    Any: st.none() | facts | st.lists(facts).map(tuple),
}


def events_of(cls: type[Event]) -> st.SearchStrategy[Event]:
    return st.builds(cls, **{f.name: VALUES[f.type] for f in fields(cls)})


def through_json(event: Event) -> Event:
    data = json.loads(json.dumps(event.data()))
    return event_from(event.type, event.ticket_id, event.counter_n, data)


@pytest.mark.parametrize("cls", EVENT_TYPES.values(), ids=EVENT_TYPES)
@settings(
    max_examples=settings().max_examples // 4
)  # of each of a hundred kinds, made of the same few values
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
        "device_changed",
        "device_revoked",
        "ticket_brought_in",
        "number_left_out",
        "priority_corrected",
        "slip_requested",
        "slip_dismissed",
        "screen_placed",
        "notice_placed",
        "notice_removed",
        "outage_declared",
        "outage_ended",
        "emergency_raised",
        "emergency_lifted",
        "person_added",
        "person_changed",
        "person_removed",
        "password_set",
        "pin_set",
        "pin_removed",
        "sign_in_locked_out",
        "token_issued",
        "token_revoked",
    }


def test_data_holds_the_events_own_facts_only() -> None:
    assert CounterOpened(3, "lan", ("CT",)).data() == {"officer": "lan", "fields": ("CT",), "helps": ()}


def test_a_row_of_an_older_version_gets_the_defaults_of_what_it_lacks() -> None:
    old = {"day": "2026-11-23", "prefix": "A", "n": 7, "field": "CT", "channel": "kiosk"}
    assert event_from("ticket_issued", 7, None, old) == TicketIssued(7, "2026-11-23", "A", 7, "CT", "kiosk")


def test_a_type_that_nobody_knows_is_kept_with_all_that_it_says() -> None:
    data = {"by": "moon", "phases": ["new", "full"]}
    event = event_from("ticket_eaten", 7, 3, data)
    assert isinstance(event, UnknownEvent)
    assert (event.type, event.ticket_id, event.counter_n) == ("ticket_eaten", 7, 3)
    assert json.loads(json.dumps(event.data())) == data
    assert "ticket_eaten" not in EVENT_TYPES


def test_a_fact_that_nobody_knows_is_kept_and_passed_on() -> None:
    entry = entry_from(9, 1, "counter_resumed", None, 3, "officer:lan", {"moon": ["full"]})
    assert entry.event == CounterResumed(3)
    assert entry.data() == {"moon": ("full",)}


def test_an_entry_without_unknown_facts_has_no_more_than_its_event() -> None:
    entry = entry_from(9, 1, "counter_resumed", None, 3, "officer:lan", {})
    assert entry.more is None
    assert entry.data() == {}


def test_facts_without_which_there_is_no_such_event_are_an_error() -> None:
    with pytest.raises(ValueError, match="ticket_called: missing rule"):
        event_from("ticket_called", 7, 3, {})


def test_a_class_is_named_in_the_journal_by_its_words() -> None:
    assert {cls.__name__: name for name, cls in EVENT_TYPES.items()}["TicketBroughtIn"] == "ticket_brought_in"
