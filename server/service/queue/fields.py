"""Fields as they are now: who serves each, how long its queue is, and how long a newcomer would wait."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from server.core.forecast.telling import Wait, over_limit_s
from server.core.forecast.waits import Place
from server.core.model import Field
from server.core.queue.lines import MAIN, line_of
from server.service.context import Context
from server.service.queue.desks import on_break
from server.service.queue.waits import wait_of
from server.store.queue import tallies


@dataclass(frozen=True, slots=True)
class FieldOpening:
    """Whether a field with hours of its own gives numbers now, and when next while it does not."""

    open: bool
    opens_at: datetime | None


@dataclass(frozen=True, slots=True)
class FieldNow:
    """A field, the counters that serve it, how many wait, and a newcomer's wait, `None` where no counter serves it.

    `counter_names` is what people know those counters by that go by another name than their number; `opening` is there
    only for a field with hours of its own; `on_break` says that those counters are all on a break. All of it is that of one `point`.
    """

    field: Field
    counters: tuple[int, ...]
    counter_names: Mapping[int, str]
    waiting: int
    wait: Wait | None
    opening: FieldOpening | None = None
    point: str = MAIN
    on_break: bool = False

    @property
    def too_long_s(self) -> float:
        """By how many seconds a newcomer may wait longer than the field's `wait_limit_s`; infinite if no counter serves it."""
        return over_limit_s(self.wait, self.field.wait_limit_s)


def fields_now(
    context: Context, connection: sqlite3.Connection, day: str, point: str = MAIN
) -> list[FieldNow]:
    """Every field of the centre at one of its points, in its order."""
    counted: Mapping[str, Mapping[str, int]] = tallies.of_day(connection, day)
    return [
        _field_now(context, field, point, counted.get(line_of(field.code, point), {}).get("waiting", 0))
        for field in context.centre.layout.fields.values()
    ]


def _field_now(context: Context, field: Field, point: str, waiting: int) -> FieldNow:
    line = line_of(field.code, point)
    counters = context.serving().get(line, ())
    wait = wait_of(context, Place(line, context.clock(), waiting))
    names = {n: name for n in counters if (name := context.centre.layout.own_name(n)) is not None}
    opening, resting = field_opening(context, field, point), on_break(context, counters)
    return FieldNow(field, counters, names, waiting, wait, opening, point, resting)


def field_opening(context: Context, field: Field, point: str = MAIN) -> FieldOpening | None:
    """Whether a field gives numbers now at a point; `None` for one without hours of its own."""
    if not field.hours:
        return None
    hours, now = context.centre.hours_at(point).of_field(field.hours), context.centre.local(context.clock())
    return FieldOpening(hours.open_at(now), hours.opens_at(now))
