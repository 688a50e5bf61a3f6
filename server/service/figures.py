"""Today's figures for the manager."""

from server.core.model import TicketState
from server.store import tallies

from .context import Context
from .today import today
from .views import View, iso

_SHOWN = tuple(state.value for state in TicketState)


def figures_view(context: Context) -> View:
    """Today's tickets by state, altogether and by field."""
    with context.store.read() as connection:
        seq, now, day = today(context, connection)
        counted = tallies.of_day(connection, day)
    total = {state: sum(f.get(state, 0) for f in counted.values()) for state in _SHOWN}
    return {
        "seq": seq,
        "at": iso(context, now),
        "day": day,
        "today": {
            "issued": sum(total.values()),
            **total,
            "fields": [
                {"code": code, "names": dict(field.names), **_of_field(counted.get(code, {}))}
                for code, field in context.centre.layout.fields.items()
            ],
        },
    }


def _of_field(counted: dict[str, int]) -> View:
    return {"issued": sum(counted.values())} | {state: counted.get(state, 0) for state in _SHOWN}
