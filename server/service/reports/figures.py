"""Today's figures for the manager."""

from collections.abc import Mapping

from server.core.model import TicketState
from server.service.context import Context
from server.service.today import today
from server.service.views import View, field_views, iso
from server.store.queue import tallies, tickets
from server.store.queue.tickets import Visits

_SHOWN = tuple(state.value for state in TicketState)
_NO_VISITS = Visits(0, 0)


def figures_view(context: Context) -> View:
    """Today's tickets by state, what their visits left, and the wait of a newcomer: altogether and by field."""
    with context.store.read() as connection:
        seq, now, day = today(context, connection)
        counted = tallies.of_day(connection, day)
        visits = tickets.visits(connection, day)
        waits = {view["code"]: view["wait"] for view in field_views(context, connection, day, "vi")}
    total = {state: sum(f.get(state, 0) for f in counted.values()) for state in _SHOWN}
    return {
        "seq": seq,
        "at": iso(context, now),
        "day": day,
        "today": {
            "issued": sum(total.values()),
            **total,
            "dossiers": sum(visit.dossiers for visit in visits.values()),
            "without_outcome": sum(visit.without_outcome for visit in visits.values()),
            "fields": [
                {
                    "code": code,
                    "names": dict(field.names),
                    **_of_field(counted.get(code, {}), visits.get(code, _NO_VISITS)),
                    "wait": waits[code],
                    "limit_s": field.wait_limit_s,
                }
                for code, field in context.centre.layout.fields.items()
            ],
        },
    }


def _of_field(counted: Mapping[str, int], visits: Visits) -> View:
    return {
        "issued": sum(counted.values()),
        **{state: counted.get(state, 0) for state in _SHOWN},
        "dossiers": visits.dossiers,
        "without_outcome": visits.without_outcome,
    }
