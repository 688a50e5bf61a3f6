"""Who may be asked now: the visit that a counter's tablet asks about, and whether a slip's code still rates."""

from dataclasses import dataclass
from enum import StrEnum

from server.core.model import Ticket, TicketState
from server.core.ratings.rules import check_slip_in_time, left_ms, tablet_in_time
from server.core.refusal import Refusal
from server.service.context import Context
from server.service.today import today
from server.store.people import devices
from server.store.queue import counters
from server.store.ratings import table


class SlipRating(StrEnum):
    """Whether a finished visit can be rated by its slip."""

    OPEN = "open"
    GIVEN = "given"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class VisitToRate:
    """A visit that just ended, for how many milliseconds its rating is still asked for, and whether it was rated.

    When that time is over the tablet no longer asks, but a person who was asked may still send a ballot.
    """

    ticket: int
    left_ms: int
    rated: bool


@dataclass(frozen=True, slots=True)
class TabletNow:
    """What a rating tablet shows, after the journal's entry `seq`: its place, and the visit that it asks about.

    `counter` is `None` while nobody has said where it stands; `on` says whether the centre asks for ratings at all.
    """

    seq: int
    on: bool
    counter: int | None
    name: str
    asked: VisitToRate | None


def tablet_now(context: Context, device: int) -> TabletNow:
    """The tablet `device` as it is to be now."""
    with context.store.read() as connection:
        seq, now, day = today(context, connection)
        found = devices.find(connection, device)
        place = context.centre.layout.counters.get((found and found.counter) or 0)
        rules = context.centre.ratings
        if place is None or not rules.enabled:
            name = "" if place is None else place.name
            return TabletNow(seq, rules.enabled, None if place is None else place.n, name, None)
        ticket = table.last_ended(connection, place.n)
        busy = counters.find(connection, place.n).ticket is not None
        asked = None
        if ticket is not None and ticket.day == day and not busy and tablet_in_time(rules, ticket, now):
            left, was = left_ms(rules, ticket, now), table.rated(connection, ticket.id)
            asked = VisitToRate(ticket.id, left, was)
        return TabletNow(seq, on=True, counter=place.n, name=place.name, asked=asked)


def standing(context: Context, ticket: Ticket) -> SlipRating | None:
    """Whether a visit can be rated by its slip; `None` if it is not finished or ratings are off."""
    if not context.centre.ratings.enabled or ticket.state is not TicketState.FINISHED:
        return None
    with context.store.read() as connection:
        if table.rated(connection, ticket.id):
            return SlipRating.GIVEN
        _, now, day = today(context, connection)
    try:
        check_slip_in_time(context.centre.ratings, ticket, now, day)
    except Refusal:
        return SlipRating.OVER
    return SlipRating.OPEN
