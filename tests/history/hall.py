"""The hall as the journal tells it: each visit and each counter after every row, by the words of docs/events.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from tests.history.journal import Row
from tests.history.lines import Lines
from tests.history.settings import Settings
from tests.history.steps import DESK_STEPS, VISIT_STEPS, given
from tests.history.visit import Desk, Thing, Visit


@dataclass(frozen=True, slots=True)
class Call:
    """A call that holds: with the field, the class and the point that the ticket had at that moment."""

    seq: int
    ticket: int
    day: str
    field: str
    point: str
    priority: str | None


@dataclass(slots=True)
class Hall:
    """Everything at one moment, and what each visit and counter was before each row that changed it."""

    settings: Settings = field(default_factory=Settings)
    lines: Lines = field(default_factory=Lines)
    desks: dict[int, Desk] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    rows: dict[int, Row] = field(default_factory=dict)
    requests: dict[str, int] = field(default_factory=dict)
    """By each request from afar, its ticket."""
    past: dict[tuple[type, int], list[tuple[int, Thing]]] = field(default_factory=dict)

    def desk(self, n: int) -> Desk:
        """A counter; closed until it is opened."""
        return self.desks.get(n, Desk(n))

    @property
    def visits(self) -> Mapping[int, Visit]:
        """Every visit by its ticket."""
        return self.lines.visits

    def take(self, row: Row) -> None:
        """Let a row take effect. One about a visit whose beginning is not in the journal any more has none."""
        self.rows[row.seq] = row
        self.settings.take(row)
        visit = None if row.ticket is None else self.visits.get(row.ticket)
        if row.type in {"ticket_issued", "ticket_brought_in"}:
            self.lines.put(begun := given(row))
            if begun.request is not None:
                self.requests.setdefault(begun.request, begun.id)
        elif visit is not None:
            self._take_visit(row, visit)
        if row.counter is not None:
            self._take_desk(row)

    def before(self, kind: type, number: int, seq: int) -> Thing | None:
        """What a visit or a counter was right before the row `seq`; none where nothing has changed it since."""
        return next((thing for at, thing in self.past.get((kind, number), ()) if at >= seq), None)

    def _take_visit(self, row: Row, visit: Visit) -> None:
        if row.type == "ticket_restored":
            was = self.before(Visit, visit.id, row.data["undoes"])
            self.calls = [c for c in self.calls if c.ticket != visit.id or c.seq < row.data["undoes"]]
            self._keep(row, visit, was)
        elif row.type in VISIT_STEPS:
            if row.type == "ticket_called":
                self.calls.append(
                    Call(row.seq, visit.id, visit.day, visit.field, visit.point, visit.priority)
                )
            elif row.type == "ticket_redated":
                self.calls = [
                    replace(c, day=row.data["day"]) if c.ticket == visit.id else c for c in self.calls
                ]
            self._keep(row, visit, replace(visit, **VISIT_STEPS[row.type](row, visit)))

    def _take_desk(self, row: Row) -> None:
        assert row.counter is not None
        desk = self.desk(row.counter)
        if row.type == "counter_restored":
            self._keep(row, desk, self.before(Desk, desk.n, row.data["undoes"]))
        elif row.type == "counter_closed":
            self._keep(row, desk, Desk(desk.n))
        elif row.type in DESK_STEPS:
            self._keep(row, desk, replace(desk, **DESK_STEPS[row.type](row)))

    def _keep(self, row: Row, was: Thing, now: Thing | None) -> None:
        number = was.id if isinstance(was, Visit) else was.n
        self.past.setdefault((type(was), number), []).append((row.seq, was))
        if isinstance(now, Visit):
            self.lines.put(now)
        elif isinstance(now, Desk):
            self.desks[number] = now
