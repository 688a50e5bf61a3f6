"""Who works at counters, and where everybody is now."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.core.people import Person
from server.service.context import Context
from server.store.people import people
from server.store.queue import counters


@dataclass(frozen=True, slots=True)
class PersonNow:
    """Somebody, the counter that they hold now, whether a page of theirs is open, and when they last did something.

    `last_seen` is UTC milliseconds.
    """

    person: Person
    at: int | None
    here: bool
    last_seen: int | None


def people_now(context: Context, last_seen: Mapping[str, int]) -> list[PersonNow]:
    """Everybody who signs in, by user name; `last_seen` is when each last did something."""
    with context.store.read() as connection:
        held = {counter.officer: n for n, counter in counters.everything(connection).items()}
        known = people.all_of(connection)
    here = context.at_consoles()
    return [
        PersonNow(each, held.get(each.username), each.username in here, last_seen.get(each.username))
        for each in known
    ]


def officers(context: Context) -> list[PersonNow]:
    """Everybody whose work is at counters, those who are switched off among them: their names are on past calls."""
    return [now for now in people_now(context, {}) if now.person.works_at_counters]


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
