"""Every event of the journal is told in the manager's history of changes, or there is a reason why it is not."""

from server.core.events import EVENT_TYPES, Event
from server.core.reports.change_table import LEFT_OUT, TABLE
from server.core.reports.change_words import KINDS


def area_of(event: type[Event]) -> str:
    return event.__module__.rpartition(".")[2]


def left_out(event: type[Event]) -> bool:
    return area_of(event) in LEFT_OUT or event.type in LEFT_OUT


def test_every_event_is_told_or_left_out_with_a_reason_and_never_both() -> None:
    known = [each for each in EVENT_TYPES.values() if each.__module__.startswith("server.core.events.")]
    assert [each.type for each in known if (each in TABLE) == left_out(each)] == []


def test_what_is_left_out_is_there() -> None:
    assert set(LEFT_OUT) <= set(EVENT_TYPES) | {area_of(each) for each in EVENT_TYPES.values()}
    assert all(LEFT_OUT.values())


def test_every_kind_of_change_can_be_chosen() -> None:
    assert {telling.kind for telling in TABLE.values()} == set(KINDS)
