"""Where a kiosk or a helper's tablet stands, and so at which point people take their numbers there."""

import sqlite3

from server.core.queue.lines import MAIN
from server.core.refusal import Refusal
from server.service.context import Context
from server.store.people import devices

IN_A_HALL = frozenset({"kiosk", "helper"})
"""The kinds of machines that stand in a hall, besides screens."""


def point_of(context: Context, device: int | None) -> str:
    """The point of a machine by its hall; the main one for a machine without a hall in use, and without a machine."""
    layout = context.centre.layout
    if device is None or not layout.points:
        return MAIN
    with context.store.read() as connection:
        return layout.hall_points.get(_hall_of(connection, device) or "", MAIN)


def point_for_numbers(context: Context, device: int) -> str:
    """The point whose numbers a machine gives.

    Raises `machine_without_place` if its hall was deleted while there are several points: then it is unknown
    where its people should be called.
    """
    layout = context.centre.layout
    if not layout.points:
        return MAIN
    with context.store.read() as connection:
        hall = _hall_of(connection, device)
    if hall is not None and hall not in layout.halls:
        raise Refusal("machine_without_place", hall=hall)
    return layout.hall_points.get(hall or "", MAIN)


def _hall_of(connection: sqlite3.Connection, device: int) -> str | None:
    found = devices.find(connection, device)
    return None if found is None else found.hall
