"""The centre as everybody may see it: its names, hours, fields and queues."""

from dataclasses import dataclass
from datetime import datetime

from server.core.queue.opening_hours import Hours
from server.service.context import Context
from server.service.queue.fields import FieldNow, fields_now
from server.service.today import today
from server.store.procedures import table


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether numbers are given, in which sessions, and when next."""

    open: bool
    hours: Hours
    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class CentreNow:
    """The centre at the time `at` (UTC milliseconds), after the journal's entry `seq`."""

    seq: int
    at: int
    day: str
    opening: Opening
    fields: tuple[FieldNow, ...]


def centre_now(context: Context) -> CentreNow:
    """The centre as it is now."""
    with context.store.read() as connection:
        seq, now, day = today(context, connection)
        fields = tuple(fields_now(context, connection, day))
    hours, at = context.centre.hours, context.centre.local(now)
    return CentreNow(seq, now, day, Opening(hours.open_at(at), hours, hours.opens_at(at)), fields)


def procedure_name(context: Context, code: str) -> str | None:
    """A procedure's plain name."""
    with context.store.read() as connection:
        found = table.find(connection, code)
    return None if found is None else found.short
