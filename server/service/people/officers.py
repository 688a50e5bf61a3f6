"""Who works at counters."""

from dataclasses import dataclass

from server.core.people import Person
from server.service.context import Context
from server.store.people import people
from server.store.queue import counters


@dataclass(frozen=True, slots=True)
class OfficerNow:
    """Somebody who may hold a counter, the one that they hold now, and whether their page is open."""

    person: Person
    at: int | None
    here: bool


def officers(context: Context) -> list[OfficerNow]:
    """Everybody who may hold a counter."""
    with context.store.read() as connection:
        held = {counter.officer: n for n, counter in counters.everything(connection).items()}
        known = people.all_of(connection)
    here = context.at_consoles()
    return [OfficerNow(person, held.get(person.username), person.username in here) for person in known]


def place_of(context: Context, person: Person, machine_at: int | None = None) -> int:
    """The counter where somebody works: the one they hold, else where the machine stands on which they signed in.

    Else their usual one, else the first there is.
    """
    with context.store.read() as connection:
        held = counters.held_by(connection, person.username)
    if held is not None:
        return held.n
    known = context.centre.layout.counters
    return next((n for n in (machine_at, person.counter) if n is not None and n in known), min(known))
