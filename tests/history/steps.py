"""What each event makes of a visit and of a counter, by the words of docs/events.md."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.history.journal import Row, ticket_of
from tests.history.settings import MAIN_POINT
from tests.history.visit import Visit


def given(row: Row) -> Visit:
    """The visit that begins with a number."""
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
        request=data.get("request"),
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
    return {
        "day": row.data["day"],
        "n": row.data["n"],
        "issued_at": min(visit.issued_at + row.data.get("late_ms", 0), row.at),
    }


VISIT_STEPS: Mapping[str, Callable[[Row, Visit], Mapping[str, Any]]] = {
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
DESK_STEPS: Mapping[str, Callable[[Row], Mapping[str, Any]]] = {
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
