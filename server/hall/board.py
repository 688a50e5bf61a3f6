"""Turns the server's facts into what each screen shows: the bridge to the display room."""

from collections.abc import Iterator
from dataclasses import replace

from display.board import BoardCall, BoardCounter, BoardMissed, BoardQueue, BoardState, board
from display.large_places import Moment
from display.plain import PlainBoard, plain
from server.core.forecast.wait_words import wait_words
from server.core.model import Ticket
from server.core.queue.opening_words import closed_words
from server.core.texts import LANGUAGES
from server.hall.large_places import HallLargePlaces
from server.service.context import Context
from server.service.notices.in_hall import hall_notices
from server.service.notices.views import hall_view
from server.service.people import people
from server.service.queue.desks import desks_of
from server.service.queue.fields import FieldNow
from server.service.queue.phones import presence_shown
from server.service.screens.board import CALLS_READ, CounterFacts, HallFacts, hall_facts
from server.service.screens.views import HallBoard


def board_of(context: Context, large_places: HallLargePlaces, hall: str) -> HallBoard:
    """The board of a hall. Raises `unknown_hall`."""
    facts = hall_facts(context, hall)
    notices = hall_notices(context, facts.hall, facts.at, {now.field.code for now in facts.fields})
    shown = board(_hall_state(context, large_places, facts))
    view = dict(shown) | hall_view(context, notices) | {"settings": context.settings.version}
    on = "-".join(map(str, notices.ids))
    doubt = "-?" if "clock_doubtful" in view else ""
    return HallBoard(view, f"{facts.seq}-{facts.day}-{facts.open:d}-{on}{doubt}")


def plain_of(context: Context, large_places: HallLargePlaces, hall: str) -> PlainBoard:
    """The board of a hall for browsers without scripts. Raises `unknown_hall`."""
    return plain(_hall_state(context, large_places, hall_facts(context, hall)), wait_words)


def _hall_state(context: Context, large_places: HallLargePlaces, facts: HallFacts) -> BoardState:
    state = _with_officers(context, facts, _state(context, facts))
    one_hall = not context.centre.layout.halls
    moment = Moment(state.seq, state.at, state.day, state.calls, CALLS_READ)
    return replace(state, large_places=large_places.showings("" if one_hall else state.hall, moment))


def _with_officers(context: Context, facts: HallFacts, state: BoardState) -> BoardState:
    """The state with the officers' names and titles, where the centre wants them on its screens."""
    if not context.centre.display.officer_names:
        return state
    known = {person.username: (person.name, person.title) for person in people.people(context)}
    here = {c.counter.n: known.get(c.counter.officer or "", (None, None)) for c in facts.counters}
    shown = (replace(c, officer=here[c.n][0], officer_title=here[c.n][1]) for c in state.counters)
    return replace(state, counters=tuple(shown))


def _state(context: Context, facts: HallFacts) -> BoardState:
    centre = context.centre
    return BoardState(
        seq=facts.seq,
        at=facts.at,
        day=facts.day,
        hall=facts.hall,
        centre=centre.names["vi"],
        ward=centre.ward,
        centre_names=centre.names,
        open=facts.open,
        opens_at=facts.opens_at,
        closed_reason=facts.closed_reason,
        opens_text=None if facts.open else _opens_text(facts),
        calls=tuple(_call(context, ticket) for ticket in facts.calls),
        newest_call=facts.newest_call,
        counters=tuple(_counter(context, counter) for counter in facts.counters),
        queues=tuple(_queue(field) for field in facts.fields),
        missed=tuple(_missed(context, facts)),
        presence=presence_shown(context) if facts.open else None,
        clock_doubtful=context.clock_doubtful(),
    )


def _opens_text(facts: HallFacts) -> dict[str, str]:
    words = closed_words(facts.opens_at, facts.at, keeps_places=facts.keeps_places)
    return {language: words.said(language) for language in LANGUAGES}


def _call(context: Context, ticket: Ticket) -> BoardCall:
    assert ticket.counter is not None
    assert ticket.called_at is not None
    return BoardCall(
        number=ticket.number,
        counter=ticket.counter,
        at=context.centre.local(ticket.called_at),
        calls=ticket.calls,
        field=ticket.field,
        state=ticket.state.value,
        seq=ticket.call_seq or 0,
        counter_name=context.centre.layout.own_name(ticket.counter),
    )


def _missed(context: Context, facts: HallFacts) -> Iterator[BoardMissed]:
    """This hall's missed numbers and the counters where their people should go now, never a closed one."""
    here = {shown.counter.n for shown in facts.counters}
    for ticket in facts.missed:
        desk = next((n for n in desks_of(context, ticket) if n in here), None)
        if desk is not None:
            until = context.centre.local(context.centre.policy.called_back_until(ticket.ended_at))
            yield BoardMissed(ticket.number, desk, until, context.centre.layout.own_name(desk))


def _counter(context: Context, facts: CounterFacts) -> BoardCounter:
    counter, shown = facts.counter, facts.in_hand
    place = context.centre.layout.counters.get(counter.n)
    return BoardCounter(
        n=counter.n,
        name=facts.name,
        state=counter.state.value,
        fields=counter.fields,
        number=None if shown is None else shown.number,
        ticket_state=None if shown is None else shown.state.value,
        own_name=context.centre.layout.own_name(counter.n),
        note=None if place is None else place.note,
        priority=shown is not None and bool(shown.priority) and context.centre.display.priority_shown,
    )


def _queue(now: FieldNow) -> BoardQueue:
    return BoardQueue(
        field=now.field.code,
        names=now.field.names,
        prefix=now.field.prefix,
        waiting=now.waiting,
        wait=None if now.wait is None else {"low_s": now.wait.low_s, "high_s": now.wait.high_s},
        on_break=now.on_break,
    )
