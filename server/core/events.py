"""What happened, in the past tense. An `Entry` is one row of the journal: an event with its place and time."""

from collections.abc import Mapping
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
    """A number was given. `day` is the business day; `to_print` says that a slip was asked for.

    `language` is what its person reads, as a tag like `en`, when they chose another than Vietnamese.
    """

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
    low_s: int | None = None
    high_s: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class TicketBroughtIn(Event):
    """A number that a kiosk gave while it was alone joined the queue, at the time when it was given.

    `issued_at` is that time by the server's clock, UTC milliseconds; `day` its business day. The kiosk `device`
    counted it on `kiosk_day`; `after` is the ticket after which its person came; `slip` is what became of its slip.
    `instead_of` is the ticket that the server had given for the same touch, when its answer never arrived.
    """

    type: ClassVar[str] = "ticket_brought_in"
    ticket: int
    day: str
    prefix: str
    n: int
    field: str
    channel: str
    issued_at: int
    device: int
    kiosk_day: str
    after: int
    procedure: str | None = None
    priority: str | None = None
    slip: str | None = None
    instead_of: int | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class NumberLeftOut(Event):
    """A number that a kiosk gave while it was alone could not join the queue; `code` is the refusal.

    `issued_at` is when it was given by the server's clock, UTC milliseconds. Nothing else changed.
    """

    type: ClassVar[str] = "number_left_out"
    device: int
    number: str
    kiosk_day: str
    field: str
    issued_at: int
    code: str


@dataclass(frozen=True, slots=True)
class TicketCalled(Event):
    """A counter called a ticket. `rule` is the rule of the calling order, or `chosen` by the officer.

    `why` is what the calling order saw (see `server.core.queue.policy.Seen`), from which alone the call can be
    explained; `reason` is the officer's own for a chosen one.
    """

    type: ClassVar[str] = "ticket_called"
    ticket: int
    counter: int
    rule: str
    why: Mapping[str, Any] | None = None
    reason: str | None = None


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
    """The visit ended at the counter, with or without a named outcome.

    `dossiers` are rows of (procedure, outcome, channel, code).
    """

    type: ClassVar[str] = "ticket_finished"
    ticket: int
    counter: int
    outcome: str | None = None
    dossiers: tuple[tuple[str | None, ...], ...] = ()


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
class TicketParked(Event):
    """The citizen went to fetch something; the counter keeps the ticket for when they are back."""

    type: ClassVar[str] = "ticket_parked"
    ticket: int
    counter: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class TicketResumed(Event):
    """The citizen of a parked ticket is back and waits, with the time of arrival kept, for the same counter."""

    type: ClassVar[str] = "ticket_resumed"
    ticket: int


@dataclass(frozen=True, slots=True)
class TicketTransferred(Event):
    """The ticket waits again, for another field or for one counter, with the time of arrival kept."""

    type: ClassVar[str] = "ticket_transferred"
    ticket: int
    counter: int
    field: str
    for_counter: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PriorityCorrected(Event):
    """The officer saw who has come: the ticket's priority class is this one, or none."""

    type: ClassVar[str] = "priority_corrected"
    ticket: int
    counter: int
    priority: str | None


@dataclass(frozen=True, slots=True)
class TicketLapsed(Event):
    """The day ended and the ticket was still in a counter's hands: nobody had pressed the last key."""

    type: ClassVar[str] = "ticket_lapsed"
    ticket: int
    counter: int


@dataclass(frozen=True, slots=True)
class TicketRestored(Event):
    """A step was undone: `was` holds, by name, what the ticket was before entry `undoes`."""

    type: ClassVar[str] = "ticket_restored"
    ticket: int
    counter: int
    undoes: int
    was: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TicketCancelled(Event):
    """The citizen gave the number up."""

    type: ClassVar[str] = "ticket_cancelled"
    ticket: int


@dataclass(frozen=True, slots=True)
class SlipRequested(Event):
    """Somebody asked for a slip by hand. `marked` says that it bears the mark of a reprint."""

    type: ClassVar[str] = "slip_requested"
    ticket: int
    marked: bool


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
    helps: tuple[str, ...] = ()


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
class CounterHandedOver(Event):
    """Another officer holds the counter from now on, with the ticket that is in hand."""

    type: ClassVar[str] = "counter_handed_over"
    counter: int
    officer: str


@dataclass(frozen=True, slots=True)
class CounterRestored(Event):
    """A step was undone: `was` holds, by name, what the counter was before entry `undoes`."""

    type: ClassVar[str] = "counter_restored"
    counter: int
    undoes: int
    was: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class HelpCalled(Event):
    """The officer called the manager for help."""

    type: ClassVar[str] = "help_called"
    counter: int
    text: str | None = None


@dataclass(frozen=True, slots=True)
class HelpAnswered(Event):
    """Help has come, or is not needed any more."""

    type: ClassVar[str] = "help_answered"
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


@dataclass(frozen=True, slots=True)
class ScreenPlaced(Event):
    """A hall screen was given its place; `panel` is the counter of a counter panel."""

    type: ClassVar[str] = "screen_placed"
    device: int
    hall: str
    layout: str
    panel: int | None
    sound: bool


@dataclass(frozen=True, slots=True)
class NoticePlaced(Event):
    """A notice is from now on what `facts` say (see `server.core.notices.Notice`): a new one, or one changed."""

    type: ClassVar[str] = "notice_placed"
    notice: int
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NoticeRemoved(Event):
    """A notice is gone."""

    type: ClassVar[str] = "notice_removed"
    notice: int


@dataclass(frozen=True, slots=True)
class OutageDeclared(Event):
    """A field cannot be served for now, in these words if there are any."""

    type: ClassVar[str] = "outage_declared"
    field: str
    vi: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class OutageEnded(Event):
    """A field is served again."""

    type: ClassVar[str] = "outage_ended"
    field: str


@dataclass(frozen=True, slots=True)
class EmergencyRaised(Event):
    """A message stands over everything in a hall; an empty `hall` means in all of them."""

    type: ClassVar[str] = "emergency_raised"
    hall: str
    vi: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class EmergencyLifted(Event):
    """The message that was raised for this hall, or for all, stands no more."""

    type: ClassVar[str] = "emergency_lifted"
    hall: str


EVENT_TYPES: Final[dict[str, type[Event]]] = {
    cls.type: cls
    for cls in (
        TicketIssued,
        TicketBroughtIn,
        TicketCalled,
        TicketRecalled,
        ServiceStarted,
        TicketFinished,
        TicketMissed,
        TicketReturned,
        TicketParked,
        TicketResumed,
        TicketTransferred,
        PriorityCorrected,
        TicketLapsed,
        TicketRestored,
        TicketCancelled,
        SlipRequested,
        SlipReported,
        CounterOpened,
        CounterClosed,
        CounterPaused,
        CounterResumed,
        CounterHandedOver,
        CounterRestored,
        HelpCalled,
        HelpAnswered,
        NumberLeftOut,
        DeviceEnrolled,
        DeviceRevoked,
        ScreenPlaced,
        NoticePlaced,
        NoticeRemoved,
        OutageDeclared,
        OutageEnded,
        EmergencyRaised,
        EmergencyLifted,
    )
}

_DATA_NAMES: Final[dict[type[Event], tuple[str, ...]]] = {
    cls: tuple(f.name for f in fields(cls) if f.name not in ("ticket", "counter"))
    for cls in EVENT_TYPES.values()
}

CALLS: Final = (TicketCalled, TicketRecalled, TicketRestored)
"""What changes the calls that screens show."""

URGENT: Final = (*CALLS, EmergencyRaised, EmergencyLifted)
"""What screens are told at once."""

NOTICES: Final = (
    NoticePlaced,
    NoticeRemoved,
    OutageDeclared,
    OutageEnded,
    EmergencyRaised,
    EmergencyLifted,
)
"""What changes the notices that stand (see `server.core.notices`)."""


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
    facts = {name: frozen(value) for name, value in data.items()}
    names = {f.name for f in fields(cls)}
    if "ticket" in names:
        facts["ticket"] = ticket
    if "counter" in names:
        facts["counter"] = counter
    try:
        return cls(**facts)
    except TypeError as wrong:
        raise ValueError(f"{type_}: {wrong}") from wrong


def frozen(value: Any) -> Any:
    """JSON's lists as the tuples that they were."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return {name: frozen(item) for name, item in value.items()}
    return value
