"""How long somebody will wait, as far as this moment knows."""

from server.core.forecast.telling import Wait, rounded, wait_range
from server.core.forecast.waits import Place
from server.core.queue.lines import field_of
from server.service.context import Context


def wait_of(context: Context, place: Place) -> Wait | None:
    """How long somebody will wait, rounded for people; `None` while no counter serves their line."""
    return rounded(likely_wait(context, place)) if place.line in context.serving() else None


def likely_wait(context: Context, place: Place) -> Wait:
    """By the newest forecast, by the plain formula while there is none; not rounded.

    Where no counter serves the line it is what one counter would need, the least that anybody can hope for: a rule
    may go by it, people are not told it.
    """
    foreseen = context.waits.of(place, context.centre.policy, context.clock())
    if foreseen is not None:
        return foreseen
    known = context.centre.layout.fields.get(field_of(place.line))
    serving = max(1, len(context.serving().get(place.line, ())))
    return wait_range(place.ahead, serving, known.service_s if known else 0)
