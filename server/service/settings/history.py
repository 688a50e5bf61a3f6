"""What was changed in the settings: when, by whom, from what to what."""

from dataclasses import dataclass

from server.core.events import Entry
from server.core.taking_back import of_settings
from server.service.context import Context
from server.service.people.people import people
from server.store import settings as stored


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the history; `who` is the name of whoever did it, `taken_back` whether a later one undid it."""

    entry: Entry
    who: str
    taken_back: bool


def history(context: Context, limit: int, before: int | None = None) -> list[Change]:
    """The changes before the entry `before`, newest first, at most `limit`."""
    with context.store.read() as connection:
        every = list(stored.history(connection))
    names = {person.username: person.name for person in people(context)}
    later = of_settings(every)
    found = [entry for entry in every if before is None or entry.seq < before][:limit]
    return [Change(entry, _who(entry.actor, names), later.taken_back(entry.seq)) for entry in found]


def _who(actor: str, names: dict[str, str]) -> str:
    username = actor.partition(":")[2]
    return names.get(username, username or actor)
