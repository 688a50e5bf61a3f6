"""How long somebody will wait, as far as this moment knows."""

from server.core.forecast.telling import Wait, wait_range
from server.core.forecast.waits import Place
from server.service.context import Context


def wait_of(context: Context, place: Place) -> Wait:
    """How long somebody will wait, by the newest forecast; by the plain formula while there is none."""
    foreseen = context.waits.of(place, context.centre.policy, context.clock())
    if foreseen is not None:
        return foreseen
    known = context.centre.layout.fields.get(place.field)
    serving = context.serving().get(place.field, ())
    return wait_range(place.ahead, len(serving), known.service_s if known else 0)
