"""Which standby counter to open next: for each field where people wait too long or for nobody, one counter and its officer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from server.core.model import Counter, CounterPlace, Layout
from server.core.people import Person
from server.core.queue.lines import MAIN
from server.service.context import Context
from server.service.queue.fields import FieldNow, fields_now
from server.service.today import today
from server.store.people import people
from server.store.queue import counters

_FIRST_CHOICE: Final = 0
_HELPS: Final = 1
_ANY: Final = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A closed counter to open for a field, and who usually works there, if they are signed in and free."""

    field: FieldNow
    place: CounterPlace
    officer: Person | None

    @property
    def fields(self) -> list[str]:
        """What it should serve."""
        return [self.field.field.code]


def suggestions(context: Context) -> list[Suggestion]:
    """The worst field first. Each counter is suggested once, with its usual officer when they are signed in and free."""
    with context.store.read() as connection:
        day = today(context, connection)[2]
        points = (MAIN, *context.centre.layout.points)
        fields = [now for point in points for now in fields_now(context, connection, day, point)]
        known = counters.everything(connection)
        everybody = people.all_of(connection)
    here = [person for person in everybody if person.username in context.at_consoles()]
    standby = _Standby(context.centre.layout, known, here)
    late = [field for field in fields if field.waiting and field.too_long_s > 0]
    late.sort(key=lambda field: field.too_long_s, reverse=True)
    return [
        Suggestion(field, *found) for field in late if (found := standby.take(field.field.code, field.point))
    ]


class _Standby:
    """The closed counters that nobody has suggested yet, and who usually works there."""

    def __init__(self, layout: Layout, known: Mapping[int, Counter], people: list[Person]) -> None:
        of_layout = layout.counters.items()
        self._layout = layout
        self._closed = {n: place for n, place in of_layout if not known.get(n, Counter(n)).at_work}
        busy = {counter.officer for counter in known.values()}
        free = (p for p in people if p.role == "officer" and p.username not in busy)
        self._usual = {p.counter: p for p in sorted(free, key=lambda p: p.username, reverse=True)}

    def take(self, field: str, point: str) -> tuple[CounterPlace, Person | None] | None:
        """The best counter for a field at a point; it is not suggested again."""
        here = [place for n, place in self._closed.items() if self._layout.point_of(n) == point]
        if not here:
            return None
        best = min(here, key=lambda place: self._rank(place, field))
        del self._closed[best.n]
        return best, self._usual.get(best.n)

    def _rank(self, place: CounterPlace, field: str) -> tuple[int, bool, int, int]:
        """Own fields, then helped ones, then any; of those alike, the one whose officer is free."""
        officer_missing = place.n not in self._usual
        for kind, fields in ((_FIRST_CHOICE, place.fields), (_HELPS, place.helps)):
            if field in fields:
                return kind, officer_missing, fields.index(field), place.n
        return _ANY, officer_missing, 0, place.n
