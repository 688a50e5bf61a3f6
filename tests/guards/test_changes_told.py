"""Every event of the journal is told in the manager's history of changes, or there is a reason why it is not.

And every change that is told can be taken back, or there is a reason why it cannot.
"""

from server.core import events
from server.core.events import EVENT_TYPES, Event
from server.core.reports.change_table import LEFT_OUT, TABLE
from server.core.reports.change_words import KINDS
from server.core.reports.ways_back import NEEDED, NO_WAY
from server.core.roles import PERMISSIONS
from server.service.ways_back import WAYS


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


def test_every_change_goes_back_or_says_why_it_does_not_and_never_both() -> None:
    assert set(TABLE) == WAYS.keys() | NO_WAY.keys()
    assert WAYS.keys().isdisjoint(NO_WAY)


def test_every_kind_of_change_needs_a_permission_to_be_taken_back() -> None:
    assert NEEDED.keys() == KINDS.keys()
    assert set(NEEDED.values()) <= PERMISSIONS.keys()


def test_what_takes_a_change_back_can_say_so() -> None:
    made_by_ways = {each for each in TABLE if "takes_back" in each.__dataclass_fields__}
    begun = {events.PersonAdded, events.DeviceEnrolled, events.TokenIssued}
    assert made_by_ways >= WAYS.keys() - begun
