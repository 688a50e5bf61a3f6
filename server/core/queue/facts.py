"""Tickets and counters as plain facts, ready for JSON, and back: what an undo stores and restores."""

from collections.abc import Callable, Mapping
from dataclasses import astuple, fields, replace
from enum import Enum
from typing import Any, Final, TypeVar

from server.core.model import Channel, Counter, CounterState, Dossier, PrintState, Ticket, TicketState

Thing = TypeVar("Thing", Ticket, Counter)

_STATES: Final[Mapping[type, Callable[[Any], Any]]] = {Ticket: TicketState, Counter: CounterState}
_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    "channel": Channel,
    "print": lambda value: None if value is None else PrintState(value),
    "dossiers": lambda rows: tuple(Dossier(*row) for row in rows),
    "fields": tuple,
    "helps": tuple,
}


def facts_of(thing: Ticket | Counter) -> dict[str, Any]:
    """Every fact by its name, as JSON can hold it."""
    return {field.name: _plain(getattr(thing, field.name)) for field in fields(thing)}


def restored(thing: Thing, was: Mapping[str, Any]) -> Thing:
    """`thing` with the facts `was` as they were. Raises `ValueError` for a fact that it cannot have."""
    read = {**_READ, "state": _STATES[type(thing)]}
    try:
        return replace(thing, **{name: read.get(name, _same)(value) for name, value in was.items()})
    except TypeError as wrong:
        raise ValueError(str(wrong)) from wrong


def _same(value: Any) -> Any:
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return tuple(astuple(item) if isinstance(item, Dossier) else item for item in value)
    return value
