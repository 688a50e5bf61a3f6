"""What other rooms know that a change's effect is told from."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from server.config import CentreSettings
from server.core.alerts import Measured
from server.core.model import CounterPlace, Ticket, TicketState, spelled
from server.core.people import Device
from server.core.queue.lines import field_of
from server.service.context import Context
from server.store.people import devices
from server.store.queue import tallies, tickets

_EXAMPLE: Final = 12
T = TypeVar("T")

Spoken = Callable[[str, int, str | None, tuple[str, ...]], tuple[str, ...]]
"""The sentences by which a number is called to a counter (with a name of its own, if any) in some languages, each once."""


@dataclass(frozen=True, slots=True)
class Beside:
    """`spoken` words a call, `measured` is what the rules of alerts measure at this moment."""

    spoken: Spoken
    measured: Callable[[], Measured]

    def call_to(self, wanted: CentreSettings, place: CounterPlace) -> str:
        """How a number of the counter's first field would be called there."""
        return self.call_of(wanted, place.fields[0], place)

    def call_of(self, wanted: CentreSettings, code: str, place: CounterPlace) -> str:
        """How a number of this field would be called to a counter."""
        field = next(each for each in wanted.fields if each.code == code)
        languages = wanted.languages()[field.code]
        sentences = self.spoken(spelled(field.prefix, _EXAMPLE), place.n, place.own_name, languages)
        return " ".join(f"“{sentence}”" for sentence in sentences)


def others(before: Sequence[T], after: Sequence[T]) -> list[T]:
    """What is new or different among the entries of a list."""
    return [each for each in after if each not in before]


def waiting(connection: sqlite3.Connection, day: str, field: str) -> int:
    """How many wait in a field, at whatever point."""
    counted = tallies.of_day(connection, day)
    return sum(states.get("waiting", 0) for line, states in counted.items() if field_of(line) == field)


def here(context: Context, connection: sqlite3.Connection, day: str) -> list[Ticket]:
    """Everybody who waits, in any field and at any point."""
    every = (
        each for code in context.centre.layout.fields for each in tickets.of_field(connection, day, code)
    )
    return [each for each in every if each.state is TicketState.WAITING]


def machines(connection: sqlite3.Connection, kind: str) -> list[Device]:
    """The machines of a kind that are in use."""
    return [each for each in devices.all_of(connection) if each.kind == kind and each.revoked_at is None]
