"""What happened, in the past tense. An `Entry` is one row of the journal: an event with its place and time."""

from dataclasses import dataclass, fields
from typing import Any, ClassVar, Final


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `type` is its name in the journal."""

    type: ClassVar[str]

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
        return {name: getattr(self, name) for name in _DATA_NAMES[type(self)]}


@dataclass(frozen=True, slots=True)
class TicketIssued(Event):
    """A number was given. `day` is the business day; `to_print` says that a slip was asked for."""

    type: ClassVar[str] = "ticket_issued"
    ticket: int
    day: str
    prefix: str
    n: int
    field: str
    channel: str
    procedure: str | None = None
    priority: str | None = None
    to_print: bool = False


@dataclass(frozen=True, slots=True)
class TicketCalled(Event):
    """A counter called a ticket; `rule` says why this one: `next`, or `chosen` by the officer."""

    type: ClassVar[str] = "ticket_called"
    ticket: int
    counter: int
    rule: str


@dataclass(frozen=True, slots=True)
class TicketRecalled(Event):
    """The same counter called the same ticket again."""

    type: ClassVar[str] = "ticket_recalled"
    ticket: int
    counter: int


@dataclass(frozen=True, slots=True)
class ServiceStarted(Event):
    """The citizen is at the counter."""

    type: ClassVar[str] = "service_started"
    ticket: int
    counter: int


@dataclass(frozen=True, slots=True)
class TicketFinished(Event):
    """The visit ended at the counter, with or without a named outcome."""

    type: ClassVar[str] = "ticket_finished"
    ticket: int
    counter: int
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class TicketMissed(Event):
    """Nobody came to the counter."""

    type: ClassVar[str] = "ticket_missed"
    ticket: int
    counter: int


@dataclass(frozen=True, slots=True)
class TicketReturned(Event):
    """The ticket went back to its place in the queue."""

    type: ClassVar[str] = "ticket_returned"
    ticket: int
    counter: int


@dataclass(frozen=True, slots=True)
class TicketCancelled(Event):
    """The citizen gave the number up."""

    type: ClassVar[str] = "ticket_cancelled"
    ticket: int


@dataclass(frozen=True, slots=True)
class SlipReported(Event):
    """What became of the slip: a `PrintState` other than `printing`, with the reason in `reason`."""

    type: ClassVar[str] = "slip_reported"
    ticket: int
    state: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CounterOpened(Event):
    """An officer opened a counter for these fields."""

    type: ClassVar[str] = "counter_opened"
    counter: int
    officer: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CounterClosed(Event):
    """A counter was closed."""

    type: ClassVar[str] = "counter_closed"
    counter: int


@dataclass(frozen=True, slots=True)
class CounterPaused(Event):
    """A counter went on a break."""

    type: ClassVar[str] = "counter_paused"
    counter: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CounterResumed(Event):
    """A counter came back from a break."""

    type: ClassVar[str] = "counter_resumed"
    counter: int


@dataclass(frozen=True, slots=True)
class DeviceEnrolled(Event):
    """A kiosk, screen or other machine got its token."""

    type: ClassVar[str] = "device_enrolled"
    device: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class DeviceRevoked(Event):
    """A machine's token was taken back."""

    type: ClassVar[str] = "device_revoked"
    device: int


EVENT_TYPES: Final[dict[str, type[Event]]] = {
    cls.type: cls
    for cls in (
        TicketIssued,
        TicketCalled,
        TicketRecalled,
        ServiceStarted,
        TicketFinished,
        TicketMissed,
        TicketReturned,
        TicketCancelled,
        SlipReported,
        CounterOpened,
        CounterClosed,
        CounterPaused,
        CounterResumed,
        DeviceEnrolled,
        DeviceRevoked,
    )
}

_DATA_NAMES: Final[dict[type[Event], tuple[str, ...]]] = {
    cls: tuple(f.name for f in fields(cls) if f.name not in ("ticket", "counter"))
    for cls in EVENT_TYPES.values()
}

CALLS: Final = (TicketCalled, TicketRecalled)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the journal: `seq` counts from 1 without gaps, `at` is UTC milliseconds."""

    seq: int
    at: int
    actor: str
    event: Event


def event_from(type_: str, ticket: int | None, counter: int | None, data: dict[str, Any]) -> Event:
    """The event that a journal row holds.

    Raises `ValueError` for a type this version does not know and for data that does not fit it.
    """
    cls = EVENT_TYPES.get(type_)
    if cls is None:
        raise ValueError(f"unknown event type {type_!r}")
    facts = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    names = {f.name for f in fields(cls)}
    if "ticket" in names:
        facts["ticket"] = ticket
    if "counter" in names:
        facts["counter"] = counter
    try:
        return cls(**facts)
    except TypeError as wrong:
        raise ValueError(f"{type_}: {wrong}") from wrong
