"""Undo: the last step taken back exactly, unless it is too late or somebody has built on it."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.events import CounterRestored, TicketRestored, frozen
from server.core.model import (
    Channel,
    Counter,
    CounterState,
    Dossier,
    PrintState,
    Ticket,
    TicketState,
)
from server.core.queue.counters import evolve_counter
from server.core.queue.facts import facts_of, restored
from server.core.queue.tickets import evolve_ticket
from server.core.queue.undo import CallAfter, Step, StepChange, call_after, change, check_undo, undo
from server.core.refusal import Refusal
from tests.support.tickets import ISSUED_AT, a_ticket, an_open_counter, entry

texts, moments = st.text(max_size=20), st.integers(1, 2**53)
some = {int | None: st.none() | moments, str | None: st.none() | texts}
dossiers = st.builds(Dossier, st.none() | texts, texts, texts, st.none() | texts)
any_ticket = st.builds(
    Ticket,
    id=st.just(7),
    day=st.just("2026-11-23"),
    prefix=st.just("A"),
    n=st.just(7),
    field=texts,
    procedure=some[str | None],
    priority=some[str | None],
    channel=st.sampled_from(Channel),
    issued_at=st.just(ISSUED_AT),
    state=st.sampled_from(TicketState),
    counter=some[int | None],
    calls=st.integers(0, 9),
    print=st.none() | st.sampled_from(PrintState),
    outcome=some[str | None],
    note=some[str | None],
    served_at=some[int | None],
    dossiers=st.lists(dossiers, max_size=3).map(tuple),
    **dict.fromkeys(("called_at", "call_seq", "ended_at", "for_counter", "taken_seq"), some[int | None]),
)
lists = st.lists(texts, max_size=3).map(tuple)
any_counter = st.builds(
    Counter,
    n=st.just(3),
    state=st.sampled_from(CounterState),
    officer=some[str | None],
    fields=lists,
    ticket=some[int | None],
    since=some[int | None],
    helps=lists,
    reason=some[str | None],
    help_at=some[int | None],
    help_text=some[str | None],
)


def stored(changed: StepChange) -> StepChange:
    """What comes back from the table of steps."""
    return StepChange(
        *frozen(json.loads(json.dumps((changed.kind, changed.number, changed.before, changed.after))))
    )


def a_step(*changes: StepChange, at: int = ISSUED_AT) -> Step:
    return Step(3, at, 40, "lan", "test", tuple(stored(each) for each in changes), 41)


def code_of(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.code


@given(any_ticket | any_counter)
def test_every_fact_comes_back_from_json_as_it_was(thing: Ticket | Counter) -> None:
    facts: dict[str, Any] = frozen(json.loads(json.dumps(facts_of(thing))))
    other = a_ticket() if isinstance(thing, Ticket) else an_open_counter()
    assert restored(other, facts) == thing


@given(any_ticket, any_ticket, st.sampled_from(PrintState))
def test_a_ticket_is_restored_exactly_but_for_its_slip(
    before: Ticket, after: Ticket, slip: PrintState
) -> None:
    step, now = a_step(change(before, after)), replace(after, print=slip)
    event = undo(step, step.changes[0], now)
    assert evolve_ticket(now, entry(event)) == replace(before, print=slip)


@given(any_counter, any_counter)
def test_a_counter_is_restored_exactly(before: Counter, after: Counter) -> None:
    step = a_step(change(before, after))
    assert evolve_counter(after, entry(undo(step, step.changes[0], after))) == before


@given(any_ticket, any_ticket, any_ticket)
def test_what_is_not_as_the_step_left_it_is_left_alone(before: Ticket, after: Ticket, now: Ticket) -> None:
    step = a_step(change(before, after))
    if replace(now, print=after.print) != after:
        with pytest.raises(Refusal) as refused:
            undo(step, step.changes[0], now)
        assert code_of(refused) == "undo_built_upon"


def test_it_says_only_what_was_otherwise_before() -> None:
    before, after = a_ticket(TicketState.CALLED), a_ticket(TicketState.SERVING, served_at=9)
    step = a_step(change(before, after))
    assert undo(step, step.changes[0], after) == (
        TicketRestored(7, 3, 40, {"state": "called", "served_at": None})
    )
    closed = a_step(change(an_open_counter(), Counter(3)))
    event = undo(closed, closed.changes[0], Counter(3))
    assert event == CounterRestored(
        3, 40, {"state": "open", "officer": "lan", "fields": ("CT", "HT"), "since": ISSUED_AT}
    )


def test_it_is_possible_for_sixty_seconds() -> None:
    step = a_step()
    assert check_undo(step, 3, ISSUED_AT + 60_000) is step
    with pytest.raises(Refusal) as refused:
        check_undo(step, 3, ISSUED_AT + 60_001)
    assert code_of(refused) == "undo_too_late"


def test_a_clock_set_back_does_not_make_it_too_late() -> None:
    step = a_step()
    assert check_undo(step, 3, ISSUED_AT - 3_600_000) is step


def test_where_nothing_was_done_there_is_nothing_to_undo() -> None:
    with pytest.raises(Refusal) as refused:
        check_undo(None, 3, ISSUED_AT)
    assert code_of(refused) == "undo_nothing"


@pytest.mark.parametrize(
    ("now", "vietnamese", "english"),
    [
        (
            a_ticket(TicketState.CALLED, counter=2),
            "số A007 đang được gọi, quầy 2",
            "A007 is called, counter 2",
        ),
        (a_ticket(TicketState.CANCELLED), "số A007 đã hủy", "A007 is cancelled"),
        (an_open_counter(officer="minh"), "quầy 3 đã thay đổi", "counter 3 has changed"),
    ],
)
def test_whoever_comes_too_late_is_told_what_has_happened_since(
    now: Ticket | Counter, vietnamese: str, english: str
) -> None:
    was = a_ticket() if isinstance(now, Ticket) else an_open_counter()
    step = a_step(change(was, was))
    with pytest.raises(Refusal) as refused:
        undo(step, step.changes[0], now)
    detail = refused.value.kind.detail
    assert detail.said("vi", **refused.value.parameters) == f"Đã có thay đổi sau đó: {vietnamese}."
    assert detail.said("en", **refused.value.parameters) == f"Something has happened since: {english}."


@pytest.mark.parametrize(
    ("was", "after"),
    [
        ({"state": "called", "counter": 3, "ended_at": None}, CallAfter(counter=3)),
        ({"state": "called", "served_at": None}, CallAfter()),
        ({"state": "waiting", "counter": None, "calls": 0}, CallAfter(over=True)),
        ({"state": "parked", "calls": 1}, CallAfter(over=True)),
        ({"calls": 1, "called_at": ISSUED_AT}, CallAfter(recalled_less=True)),
        ({"state": "serving", "counter": 3}, CallAfter()),
        ({"priority": None}, CallAfter()),
    ],
    ids=[
        "no-show of another counter",
        "served",
        "call",
        "call of one parked",
        "recall",
        "finished",
        "priority",
    ],
)
def test_an_undo_says_what_became_of_the_call(was: dict[str, Any], after: CallAfter) -> None:
    assert call_after(TicketRestored(7, 3, 9, was)) == after
