"""Halls: which counters, and with them which fields, one hall's screens show."""

from collections.abc import Iterable
from typing import Final

from server.core.model import Counter, Layout
from server.core.refusal import Refusal

ONLY_HALL: Final = "1"


def hall_named(layout: Layout, code: str) -> str:
    """The hall of this code; without a code the first. Raises `unknown_hall`.

    In a centre that names no halls every code is good, for all of them are the one hall.
    """
    return code or ONLY_HALL if not layout.halls else hall_shown(layout, code)


def hall_shown(layout: Layout, code: str) -> str:
    """The hall that a page with this code in its address shows; without a code the first. Raises `unknown_hall`.

    A centre that names no halls has one, `ONLY_HALL`: another code is a mistake that somebody should see.
    """
    known = tuple(layout.halls) or (ONLY_HALL,)
    if code and code not in known:
        raise Refusal("unknown_hall", hall=code, halls=", ".join(known))
    return code or known[0]


def counters_in(layout: Layout, hall: str) -> frozenset[int]:
    """The numbers of the counters that stand in this hall."""
    return frozenset(n for n, place in layout.counters.items() if not layout.halls or place.hall == hall)


def fields_in(layout: Layout, counters: Iterable[Counter]) -> frozenset[str]:
    """The fields that a hall with these counters serves, and those that no counter of any hall serves.

    A counter counts with the fields it was opened for and with its usual ones.
    """
    if not layout.halls:
        return frozenset(layout.fields)
    meant = {field for place in layout.counters.values() for field in (*place.fields, *place.helps)}
    here: set[str] = set()
    for counter in counters:
        place = layout.counters[counter.n]
        here.update(counter.fields, counter.helps, place.fields, place.helps)
    return frozenset(field for field in layout.fields if field in here or field not in meant)
