"""What an event is, and an `Entry`: one row of the journal, an event with its place and time.

A type and its fields are for ever (docs/events.md). What this version does not know, because a later one wrote
it, is kept and passed on: a type as an `UnknownEvent`, a field in the entry's `more`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, ClassVar, Final

from server.core.changed import maker

EVENT_TYPES: Final[dict[str, type["Event"]]] = {}
"""Every event by its name in the journal; each class enters itself."""

_COLUMNS: Final = ("ticket", "counter")
_FLAT: Final = (int, str, bool, int | None, str | None)
_WORDS: Final = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `type` is its name in the journal: `TicketIssued` is `ticket_issued`."""

    type: ClassVar[str]

    def __init_subclass__(cls, *, stored: bool = True) -> None:
        """Name the class and enter it. With slots a dataclass is made twice: the second one stays."""
        if stored:
            cls.type = _WORDS.sub("_", cls.__name__).lower()
            EVENT_TYPES[cls.type] = cls

    @property
    def ticket_id(self) -> int | None:
        """The ticket that it changed, if any."""
        return getattr(self, "ticket", None)

    @property
    def counter_n(self) -> int | None:
        """The counter that it concerns, if any."""
        return getattr(self, "counter", None)

    def data(self) -> dict[str, Any]:
        """The event's own facts, without ticket and counter, ready for JSON."""
        return {name: getattr(self, name) for name in _SHAPES[type(self)].data}


@dataclass(frozen=True)
class UnknownEvent(Event, stored=False):
    """An event of a type that this version does not know, as the journal holds it: nothing follows from it here."""

    type: str  # type: ignore[misc]  # of the one event, not of the class
    ticket: int | None
    counter: int | None
    facts: Mapping[str, Any]

    def data(self) -> dict[str, Any]:
        """Its facts as they were stored."""
        return dict(self.facts)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the journal: `seq` counts from 1 without gaps, `at` is UTC milliseconds.

    `more` holds the facts of the event that this version does not know.
    """

    seq: int
    at: int
    actor: str
    event: Event
    more: Mapping[str, Any] | None = None

    def data(self) -> dict[str, Any]:
        """All facts of the event, those unknown here among them, ready for JSON."""
        return self.event.data() | dict(self.more or {})


def event_from(type_: str, ticket: int | None, counter: int | None, data: Mapping[str, Any]) -> Event:
    """The event that a journal row holds, without the facts that this version does not know.

    Raises `ValueError` when facts are missing without which there is no such event.
    """
    cls = EVENT_TYPES.get(type_)
    if cls is None:
        return UnknownEvent(type_, ticket, counter, {name: frozen(value) for name, value in data.items()})
    shape = _SHAPES[cls]
    values = [data.get(name, default) for name, default in shape.made_from]
    for place, value in zip(shape.columns, (ticket, counter), strict=True):
        if value is not None and place is not None:
            values[place] = value
    for place in shape.nested:
        values[place] = frozen(values[place])
    if MISSING in values:
        missing = [each for each, value in zip(shape.made_from, values, strict=True) if value is MISSING]
        raise ValueError(f"{type_}: missing {', '.join(sorted(name for name, _ in missing))}")
    return shape.made(*values)


def entry_from(  # noqa: PLR0913, PLR0917 - a row's columns
    seq: int,
    at: int,
    type_: str,
    ticket: int | None,
    counter: int | None,
    actor: str,
    data: Mapping[str, Any],
) -> Entry:
    """The entry that a journal row holds. Raises what `event_from` raises."""
    event = event_from(type_, ticket, counter, data)
    if isinstance(event, UnknownEvent) or data.keys() <= (known := _SHAPES[type(event)].names):
        return _ENTRY(seq, at, actor, event, None)
    more = {name: frozen(value) for name, value in data.items() if name not in known}
    return Entry(seq, at, actor, event, more)


def frozen(value: Any) -> Any:
    """JSON's lists as the tuples that they were."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return {name: frozen(item) for name, item in value.items()}
    return value


@dataclass(frozen=True, slots=True)
class _Shape:
    """A class's fields: all, those in `data`, and each in its place with its default, `MISSING` for none.

    `columns` are the places of `_COLUMNS`, `nested` those of fields that hold more than one value; `made` takes all of them.
    """

    names: frozenset[str]
    data: tuple[str, ...]
    made_from: tuple[tuple[str, Any], ...]
    columns: tuple[int | None, ...]
    nested: tuple[int, ...]
    made: Callable[..., Event]


class _Shapes(dict[type[Event], _Shape]):
    """The shape of each class, worked out when it is first asked for."""

    def __missing__(self, cls: type[Event]) -> _Shape:
        known = fields(cls)
        names = [f.name for f in known]
        self[cls] = _Shape(
            frozenset(f.name for f in known),
            tuple(f.name for f in known if f.name not in _COLUMNS),
            tuple((f.name, f.default) for f in known),
            tuple(names.index(column) if column in names else None for column in _COLUMNS),
            tuple(place for place, f in enumerate(known) if f.type not in _FLAT),
            maker(cls, stored=False),
        )
        return self[cls]


_SHAPES: Final = _Shapes()
_ENTRY: Final = maker(Entry)
