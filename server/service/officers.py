"""Who works at counters."""

from server.store import accounts, counters

from .context import Context
from .views import View


def officers_view(context: Context) -> list[View]:
    """Everybody who may hold a counter, by name, with their usual counter and the one they hold now."""
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
        }
        for person in people
    ]
