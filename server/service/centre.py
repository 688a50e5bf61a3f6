"""The centre as everybody may see it: its names, hours, fields and queues."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from server.core.queue.lines import MAIN
from server.core.queue.opening_hours import Hours, Session
from server.service.context import Context
from server.service.queue.fields import FieldNow, fields_now
from server.service.today import today
from server.store.procedures import table


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether numbers are given, in which sessions, when next, and if not, the given reason by language.

    `keeps_places`: the centre is closed for lunch, and people with numbers keep their places.
    """

    open: bool
    sessions: tuple[Session, ...]
    opens_at: datetime | None
    reason: Mapping[str, str] | None
    keeps_places: bool


@dataclass(frozen=True, slots=True)
class CentreNow:
    """The centre at the time `at` (UTC milliseconds), after the journal's entry `seq`; its hours and queues are those of one `point`."""

    seq: int
    at: int
    day: str
    opening: Opening
    fields: tuple[FieldNow, ...]
    point: str = MAIN


def centre_now(context: Context, point: str = MAIN) -> CentreNow:
    """The centre as it is now at a point."""
    with context.store.read() as connection:
        seq, now, day = today(context, connection)
        fields = tuple(fields_now(context, connection, day, point))
    opening = opening_at(context.centre.hours_at(point), context.centre.local(now))
    return CentreNow(seq, now, day, opening, fields, point)


def opening_at(hours: Hours, at: datetime) -> Opening:
    """Whether these hours are open at a moment of their zone, and what people are told about them then."""
    return Opening(
        hours.open_at(at),
        hours.told_at(at),
        hours.opens_at(at),
        hours.reason_at(at),
        hours.keeps_places_at(at),
    )


def procedure_name(context: Context, code: str) -> str | None:
    """A procedure's plain name."""
    with context.store.read() as connection:
        found = table.find(connection, code)
    return None if found is None else found.short
