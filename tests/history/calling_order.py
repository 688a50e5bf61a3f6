"""Whom a counter calls next, by the words of docs/calling-order.md and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.history.hall import Hall
from tests.history.visit import Desk, Visit

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Head:
    """The first of a line and class, or a ticket that was kept for a counter; `helped`: not of the counter's own."""

    visit: Visit
    helped: bool = False

    @property
    def came(self) -> tuple[int, int]:
        """The order between lines: the time of arrival, then the lower id."""
        return self.visit.issued_at, self.visit.id


@dataclass(frozen=True, slots=True)
class Sight:
    """What a counter sees when it calls: the heads, how many priority tickets in a row so far, the moment, the settings."""

    hall: Hall
    heads: tuple[Head, ...]
    in_a_row: int
    now: int

    def next(self) -> Head | None:
        """Who is called; none where nobody waits for this counter."""
        heads = self.heads
        if self.in_a_row >= self._set("most_priority_in_a_row", 2):  # rule 1
            heads = tuple(head for head in self._reach(heads) if head.visit.priority is None) or heads
        longest = self.now - self._set("longest_wait_minutes", 45) * MINUTE_MS
        if overdue := [head for head in heads if head.visit.issued_at <= longest]:  # rule 2
            return min(overdue, key=lambda head: head.came)
        return min(self._reach(heads), key=self._counts_since, default=None)  # rules 3 and 4

    def _reach(self, heads: Sequence[Head]) -> Sequence[Head]:
        """Its own and those kept for it, and whoever has waited long enough where it helps out; all, where none is its own."""
        if all(head.helped for head in heads):
            return heads
        late = self.now - self._set("help_after_minutes", 15) * MINUTE_MS
        return [head for head in heads if not head.helped or head.visit.issued_at <= late]

    def _counts_since(self, head: Head) -> tuple[int, int]:
        visit = head.visit
        return visit.issued_at - self.hall.settings.weight_ms(visit.priority), visit.id

    def _set(self, name: str, default: int) -> int:
        return self.hall.settings.of("calling", name, default)


def sight(hall: Hall, desk: Desk, day: str, now: int) -> Sight:
    """What this counter sees on this business day."""
    heads = tuple(_heads(hall, desk, day))
    point = hall.settings.point_of(desk.n)
    looked_at = {(field, point) for field in (*desk.fields, *desk.helps)}
    looked_at |= {(head.visit.field, head.visit.point) for head in heads}
    in_a_row = 0
    for call in reversed(hall.calls):
        if call.day == day and (call.field, call.point) in looked_at:
            if call.priority is None:
                break
            in_a_row += 1
    return Sight(hall, heads, in_a_row, now)


def _heads(hall: Hall, desk: Desk, day: str) -> Iterator[Head]:
    point = hall.settings.point_of(desk.n)
    for field in (*desk.fields, *desk.helps):
        for visit in hall.lines.first_of_each_class(day, point, field):
            yield Head(visit, field not in desk.fields)
    colleagues = {d.n for d in hall.desks.values() if d.at_work and hall.settings.point_of(d.n) == point}
    for visit in hall.lines.kept(day, point):
        if visit.for_counter == desk.n:
            yield Head(visit)
        elif visit.for_counter not in colleagues and visit.field in (*desk.fields, *desk.helps):
            yield Head(visit, visit.field not in desk.fields)
