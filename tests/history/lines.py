"""Where everybody is, found quickly: who waits in which line, who is in whose hands, who has which number."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.history.visit import Visit

Came = tuple[int, int, int]
"""The order of arrival within a line: the ticket after which they came, the time, the id."""


@dataclass(slots=True)
class Lines:
    """Kept as visits move; a line is a day, a point, a field and a class."""

    visits: dict[int, Visit] = field(default_factory=dict)
    _rows: defaultdict[tuple[str, str, str], dict[str | None, list[Came]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    _alone: dict[int, Visit] = field(default_factory=dict)
    _hands: defaultdict[int | None, set[int]] = field(default_factory=lambda: defaultdict(set))
    _numbers: defaultdict[tuple[str, str, int], set[int]] = field(default_factory=lambda: defaultdict(set))

    def put(self, visit: Visit) -> None:
        """The visit is so from now on."""
        if (was := self.visits.get(visit.id)) is not None:
            self._leave(was)
        self.visits[visit.id] = visit
        self._numbers[visit.day, visit.prefix, visit.n].add(visit.id)
        if visit.in_hand:
            self._hands[visit.counter].add(visit.id)
        elif visit.state == "waiting" and visit.for_counter is not None:
            self._alone[visit.id] = visit
        elif visit.state == "waiting":
            insort(self._row(visit), _came(visit))

    def first_of_each_class(self, day: str, point: str, field_: str) -> Iterator[Visit]:
        """The first of each class of a field's people who are kept for no counter."""
        for row in self._rows[day, point, field_].values():
            if row:
                yield self.visits[row[0][2]]

    def kept(self, day: str, point: str) -> Iterator[Visit]:
        """Those who wait and are kept for some counter."""
        return (visit for visit in self._alone.values() if (visit.day, visit.point) == (day, point))

    def in_hands_of(self, counter: int) -> list[Visit]:
        """What a counter has in its hands."""
        return [self.visits[id_] for id_ in self._hands[counter]]

    def with_number(self, day: str, prefix: str, n: int) -> list[Visit]:
        """Whose number that is on that day."""
        return [self.visits[id_] for id_ in self._numbers[day, prefix, n]]

    def given(self, day: str, prefix: str) -> int:
        """How many numbers of a series there are."""
        return sum((visit.day, visit.prefix) == (day, prefix) for visit in self.visits.values())

    def _leave(self, visit: Visit) -> None:
        self._numbers[visit.day, visit.prefix, visit.n].discard(visit.id)
        self._hands[visit.counter].discard(visit.id)
        if visit.state == "waiting" and self._alone.pop(visit.id, None) is None:
            row = self._row(visit)
            del row[bisect_left(row, _came(visit))]

    def _row(self, visit: Visit) -> list[Came]:
        return self._rows[visit.day, visit.point, visit.field].setdefault(visit.priority, [])


def _came(visit: Visit) -> Came:
    return visit.after, visit.issued_at, visit.id
