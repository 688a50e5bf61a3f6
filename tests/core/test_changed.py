"""A frozen value with some facts changed is what `dataclasses.replace` makes of it."""

from dataclasses import replace

import pytest

from server.core.changed import changed
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
