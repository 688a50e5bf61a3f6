"""Tickets, counters, stays and settings as rows of the city's tables, and back. What stays at home has no column."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, fields
from operator import attrgetter
from typing import Any, Final

from server.core.events import frozen
from server.core.model import Channel, Counter, CounterState, Dossier, PrintState, Ticket, TicketState
from server.core.reports.stays import Stay, with_marks
from server.core.settings import Item, Key

_AT_HOME: Final = {
    Ticket: {"note", "officer"},
    Counter: {"officer", "reason", "help_text"},
    Stay: {"officer", "called_by"},
}
_IN_MARKS: Final = {"last", "above", "told", "end", "dossiers"}


def _columns(cls: type, besides: set[str]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(cls) if each.name not in _AT_HOME[cls] | besides)


TICKET: Final = _columns(Ticket, set())
COUNTER: Final = _columns(Counter, set())
STAY: Final = (*_columns(Stay, _IN_MARKS | {"others"}), "others", "marks", "times")
SETTING: Final = ("part", "key", "place", "value")
_TICKET_FACTS: Final = attrgetter(*TICKET)
_COUNTER_FACTS: Final = attrgetter(*COUNTER)
_STAY_FACTS: Final = attrgetter(*STAY[:-3])
_PRINTS: Final[Mapping[str | None, PrintState | None]] = {None: None} | {
    each.value: each for each in PrintState
}


def ticket_from(row: Sequence[Any]) -> Ticket:
    """A row of `TICKET` as a ticket."""
    facts = dict(zip(TICKET, row, strict=True))
    facts["channel"] = Channel(facts["channel"])
    facts["state"] = TicketState(facts["state"])
    facts["print"] = _PRINTS[facts["print"]]
    facts["dossiers"] = tuple(Dossier(*each) for each in facts["dossiers"])
    return Ticket(**facts)


def counter_from(row: Sequence[Any]) -> Counter:
    """A row of `COUNTER` as a counter."""
    facts = dict(zip(COUNTER, row, strict=True))
    facts["state"] = CounterState(facts["state"])
    facts["fields"], facts["helps"] = tuple(facts["fields"]), tuple(facts["helps"])
    return Counter(**facts)


def stay_from(row: Sequence[Any]) -> Stay:
    """A row of `STAY` as a stay."""
    *facts, others, marks, _ = row
    bare = dict(zip(STAY[:-3], facts, strict=True))
    bare["others"] = () if others is None else tuple((procedure, letter) for procedure, letter in others)
    return with_marks(Stay(**bare), marks)


def setting_from(row: Sequence[Any]) -> tuple[Key, Item]:
    """A row of `SETTING` as a key and its item."""
    part, key, place, value = row
    return (part, key), Item(place, frozen(value))


def ticket_row(centre: str, ticket: Ticket) -> dict[str, Any]:
    """A ticket as its row holds it; what is `None` is left out."""
    row = _named(centre, TICKET, _TICKET_FACTS(ticket))
    row["dossiers"] = [(*astuple(each)[:3], None) for each in ticket.dossiers]
    return row


def counter_row(centre: str, counter: Counter) -> dict[str, Any]:
    """A counter as its row holds it."""
    return _named(centre, COUNTER, _COUNTER_FACTS(counter))


def stay_row(centre: str, stay: Stay) -> dict[str, Any]:
    """A stay as its row holds it."""
    row = _named(centre, STAY[:-3], _STAY_FACTS(stay)) | {"marks": stay.marks, "times": stay.times}
    if stay.others:
        row["others"] = stay.others
    return row


def setting_row(centre: str, key: Key, item: Item) -> dict[str, Any]:
    """An item as its row holds it."""
    return {"centre": centre, "part": key[0], "key": key[1], "place": item.place, "value": item.value}


def _named(centre: str, names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    row = {name: value for name, value in zip(names, values, strict=True) if value is not None}
    row["centre"] = centre
    return row


def as_json(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as PostgreSQL makes its own of them."""
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
