"""By what a stay is grouped: the same that the SQL of a report says, for stays that are counted one by one."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

from server.core.reports.days import MONTH
from server.core.reports.stays import Stay

Local = Callable[[int], datetime]

_KEYS: Final[Mapping[str, Callable[[Stay, Local], str]]] = {
    "day": lambda stay, _: stay.day,
    "field": lambda stay, _: stay.field,
    "counter": lambda stay, _: "" if stay.counter is None else str(stay.counter),
    "officer": lambda stay, _: stay.officer or "",
    "procedure": lambda stay, _: stay.procedure or "",
    "channel": lambda stay, _: stay.channel,
    "point": lambda stay, _: stay.point,
    "class": lambda stay, _: stay.priority or "",
    "month": lambda stay, _: stay.day[:MONTH],
    "total": lambda _, __: "total",
    "weekday": lambda stay, _: str(date.fromisoformat(stay.day).isoweekday()),
    "hour": lambda stay, local: f"{local(stay.came).hour:02d}",
}


def key_of(stay: Stay, name: str, local: Local) -> str:
    """The value of a stay with this name; empty if there is none. `local` turns UTC milliseconds into the centre's time."""
    return _KEYS[name](stay, local)
