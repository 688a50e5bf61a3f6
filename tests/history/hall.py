"""The hall as the journal tells it: each visit and each counter after every row, by the words of docs/events.md."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.history.journal import Row, ticket_of
from tests.history.lines import Lines
from tests.history.settings import MAIN_POINT, Settings
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
            self.lines.put(_given(row))
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
        elif row.type in _STEPS:
            if row.type == "ticket_called":
                self.calls.append(
                    Call(row.seq, visit.id, visit.day, visit.field, visit.point, visit.priority)
                )
            elif row.type == "ticket_redated":
                self.calls = [
                    replace(c, day=row.data["day"]) if c.ticket == visit.id else c for c in self.calls
                ]
            self._keep(row, visit, replace(visit, **_STEPS[row.type](row, visit)))

    def _take_desk(self, row: Row) -> None:
        assert row.counter is not None
        desk = self.desk(row.counter)
        if row.type == "counter_restored":
            self._keep(row, desk, self.before(Desk, desk.n, row.data["undoes"]))
        elif row.type == "counter_closed":
            self._keep(row, desk, Desk(desk.n))
        elif row.type in _DESK_STEPS:
            self._keep(row, desk, replace(desk, **_DESK_STEPS[row.type](row)))

    def _keep(self, row: Row, was: Thing, now: Thing | None) -> None:
        number = was.id if isinstance(was, Visit) else was.n
        self.past.setdefault((type(was), number), []).append((row.seq, was))
        if isinstance(now, Visit):
            self.lines.put(now)
        elif isinstance(now, Desk):
            self.desks[number] = now


def _given(row: Row) -> Visit:
    data, ticket = row.data, ticket_of(row)
    return Visit(
        ticket,
        data["day"],
        data["prefix"],
        data["n"],
        data["field"],
        data.get("issued_at", row.at),
        data.get("after", ticket),
        data.get("priority"),
        data.get("point") or MAIN_POINT,
        data["channel"],
    )


def _state(state: str) -> Callable[[Row, Visit], Mapping[str, Any]]:
    return lambda row, _: {"state": state, "ended_at": row.at}


def _sent(row: Row, visit: Visit) -> Mapping[str, Any]:
    point = row.data.get("point")
    return {
        "state": "waiting",
        "counter": None,
        "field": row.data["field"],
        "for_counter": row.data.get("for_counter"),
        "point": visit.point if point is None else point,
    }


def _redated(row: Row, visit: Visit) -> Mapping[str, Any]:
    return {"day": row.data["day"], "n": row.data["n"], "issued_at": min(visit.issued_at, row.at)}


_STEPS: Mapping[str, Callable[[Row, Visit], Mapping[str, Any]]] = {
    "ticket_called": lambda row, _: {"state": "called", "counter": row.counter, "ended_at": None},
    "ticket_recalled": lambda _, __: {},
    "service_started": lambda _, __: {"state": "serving"},
    "ticket_finished": _state("finished"),
    "ticket_missed": _state("no_show"),
    "ticket_returned": lambda _, __: {"state": "waiting", "counter": None},
    "ticket_parked": lambda row, _: {"state": "parked", "counter": None, "for_counter": row.counter},
    "ticket_resumed": lambda _, __: {"state": "waiting"},
    "ticket_place_kept": lambda _, __: {"state": "parked"},
    "served_on_paper": lambda row, _: {
        "state": "finished",
        "counter": row.counter,
        "ended_at": row.data["ended_at"],
    },
    "ticket_transferred": _sent,
    "ticket_rerouted": lambda row, _: {"field": row.data["field"]},
    "priority_corrected": lambda row, _: {"priority": row.data["priority"]},
    "ticket_lapsed": lambda row, visit: {
        "state": "no_show" if visit.state == "called" else "finished",
        "ended_at": row.at,
    },
    "ticket_redated": _redated,
    "ticket_cancelled": _state("cancelled"),
}
FREES = frozenset(
    {
        "ticket_finished",
        "ticket_missed",
        "ticket_returned",
        "ticket_parked",
        "ticket_transferred",
        "ticket_lapsed",
    }
)
_DESK_STEPS: Mapping[str, Callable[[Row], Mapping[str, Any]]] = {
    "counter_opened": lambda row: {
        "state": "open",
        "officer": row.data["officer"],
        "fields": tuple(row.data["fields"]),
        "helps": tuple(row.data.get("helps") or ()),
    },
    "counter_paused": lambda _: {"state": "paused"},
    "counter_resumed": lambda _: {"state": "open"},
    "counter_handed_over": lambda row: {"officer": row.data["officer"]},
    "ticket_called": lambda row: {"ticket": row.ticket},
    **dict.fromkeys(FREES, lambda _: {"ticket": None}),
}
