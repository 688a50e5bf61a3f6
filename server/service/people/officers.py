"""Who works at counters."""

from server.service.context import Context
from server.service.views import View
from server.store.people import accounts
from server.store.people.accounts import Person
from server.store.queue import counters


def officers_view(context: Context) -> list[View]:
    """Everybody who may hold a counter, with their usual counter and the one they hold now.

    `pin` says whether they can sign in with one.
    """
    with context.store.read() as connection:
        held = {counter.officer: n for n, counter in counters.everything(connection).items()}
        people = accounts.people(connection)
    return [
        {
            "username": person.username,
            "name": person.name,
            "role": person.role,
            "counter": person.counter,
            "at": held.get(person.username),
            "pin": person.pin_hash is not None,
        }
        for person in people
    ]


def place_of(context: Context, person: Person) -> int:
    """The counter where somebody works: the one they hold, else their usual one, else the first there is."""
    with context.store.read() as connection:
        held = counters.held_by(connection, person.username)
    if held is not None:
        return held.n
    known = context.centre.layout.counters
    usual = person.counter
    return usual if usual is not None and usual in known else min(known)
