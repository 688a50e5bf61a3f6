"""Which standby counter to open next: for each field where people wait too long, one counter and its officer."""

from collections.abc import Mapping
from typing import Final

from server.core.model import Counter, CounterPlace
from server.service.context import Context
from server.service.today import today
from server.service.views import View, field_views
from server.store.people import accounts
from server.store.people.accounts import Person
from server.store.queue import counters

_FIRST_CHOICE: Final = 0
_HELPS: Final = 1
_ANY: Final = 2


def suggestions(context: Context) -> list[View]:
    """The worst field first. Each counter is suggested once, with its usual officer when they are free."""
    with context.store.read() as connection:
        day = today(context, connection)[2]
        fields = field_views(context, connection, day, "vi")
        known = counters.everything(connection)
        people = accounts.people(connection)
    standby = _Standby(context.centre.layout.counters, known, people)
    late = [field for field in fields if field["waiting"] and _too_long_s(context, field) > 0]
    late.sort(key=lambda field: _too_long_s(context, field), reverse=True)
    return [_suggestion(context, field, *found) for field in late if (found := standby.take(field["code"]))]


def _too_long_s(context: Context, field: View) -> int:
    """By how many seconds a newcomer would wait longer than the field allows; below zero it is in time."""
    return int(field["wait"]["high_s"]) - context.centre.layout.fields[field["code"]].wait_limit_s


class _Standby:
    """The closed counters that nobody has suggested yet, and who usually works there."""

    def __init__(
        self, places: Mapping[int, CounterPlace], known: Mapping[int, Counter], people: list[Person]
    ) -> None:
        self._closed = {n: place for n, place in places.items() if not known.get(n, Counter(n)).at_work}
        busy = {counter.officer for counter in known.values()}
        free = (p for p in people if p.role == "officer" and p.username not in busy)
        self._usual = {p.counter: p for p in sorted(free, key=lambda p: p.username, reverse=True)}

    def take(self, field: str) -> tuple[CounterPlace, Person | None] | None:
        """The best one for a field, suggested no more after this."""
        if not self._closed:
            return None
        best = min(self._closed.values(), key=lambda place: self._rank(place, field))
        del self._closed[best.n]
        return best, self._usual.get(best.n)

    def _rank(self, place: CounterPlace, field: str) -> tuple[int, bool, int, int]:
        """Own fields, then helped ones, then any; of those alike, the one whose officer is free."""
        officer_missing = place.n not in self._usual
        for kind, fields in ((_FIRST_CHOICE, place.fields), (_HELPS, place.helps)):
            if field in fields:
                return kind, officer_missing, fields.index(field), place.n
        return _ANY, officer_missing, 0, place.n


def _suggestion(context: Context, field: View, place: CounterPlace, officer: Person | None) -> View:
    return {
        "field": field["code"],
        "names": field["names"],
        "waiting": field["waiting"],
        "wait": field["wait"],
        "limit_s": context.centre.layout.fields[field["code"]].wait_limit_s,
        "counter": place.n,
        "counter_name": place.name,
        "officer": None if officer is None else {"username": officer.username, "name": officer.name},
        "fields": [field["code"]],
    }
