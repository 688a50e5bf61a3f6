"""A frozen value with some facts changed is what `dataclasses.replace` makes of it."""

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from server.core.changed import changed, maker
from server.core.model import Channel, Counter, CounterState, Ticket, TicketState
from server.core.reports.stays import Stay

TICKET = Ticket(7, "2026-11-23", "A", 12, "CT", None, "elderly", Channel.KIOSK, 1000, low_s=60)
FACTS = [
    (TICKET, {}),
    (TICKET, {"state": TicketState.CALLED, "counter": 3, "calls": 1, "away_until": 5}),
    (Counter(3), {"state": CounterState.OPEN, "officer": "lan", "fields": ("CT",)}),
    (Stay(9, "2026-11-23", 7, 1000, "CT", "kiosk"), {"others": (("1.1", "R"),), "end": "f"}),
]


@pytest.mark.parametrize(("thing", "facts"), FACTS)
def test_it_is_another_value_with_these_facts(thing: Ticket, facts: dict[str, object]) -> None:
    before = replace(thing)
    assert changed(thing, **facts) == replace(thing, **facts)  # type: ignore[arg-type]
    assert thing == before


def test_a_fact_that_it_does_not_have_is_an_error() -> None:
    with pytest.raises(TypeError, match="Ticket has no 'phone'"):
        changed(TICKET, phone="0912")


@pytest.mark.parametrize("thing", [TICKET, Counter(3), Stay(9, "2026-11-23", 7, 1000, "CT", "kiosk")])
def test_one_that_is_made_is_what_its_class_makes(thing: Ticket | Counter | Stay) -> None:
    cls = type(thing)
    facts = [getattr(thing, each.name) for each in fields(cls)]
    made = maker(cls)(*facts)
    assert made == thing
    assert type(made) is cls


def test_what_is_made_cannot_be_changed() -> None:
    made = maker(Counter)(3)
    with pytest.raises(FrozenInstanceError):
        made.n = 4  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        changed(made, n=4).n = 5  # type: ignore[misc]


def test_what_is_left_out_is_what_its_class_has() -> None:
    assert maker(Counter)(3, officer="lan") == Counter(3, officer="lan")
    with pytest.raises(TypeError):
        maker(Counter)()
