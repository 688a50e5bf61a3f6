"""What happens to numbers and counters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from server.core.events.base import Event


@dataclass(frozen=True, slots=True)
class TicketIssued(Event):
    """A number was given. `day` is the business day; `to_print` says that a slip was asked for.

    `language` is the person's, a tag like `en`, unless it is Vietnamese; `dossiers_told` is how many they said they bring;
    `point` is where it was taken, `None` at the main one; `request` is the city's request that it answers, `None` for
    a person who was here.
    """

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
    dossiers_told: int | None = None
    point: str | None = None
    request: str | None = None


@dataclass(frozen=True, slots=True)
class TicketBroughtIn(Event):
    """A number that a kiosk gave while it was alone joined the queue, at the time when it was given.

    One of a pad that somebody types in is of the channel `paper` and of no kiosk: `device` is 0. `issued_at` is that time by the server's clock, UTC milliseconds; `day` its business day. The kiosk `device`
    counted it on `kiosk_day`; `after` is the ticket after which its person came; `slip` is what became of its slip.
    `instead_of` is the ticket that the server had given for the same touch, when its answer never arrived.
    `point` is where the kiosk stands, none at the main one.
    """

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
    dossiers_told: int | None = None
    point: str | None = None


@dataclass(frozen=True, slots=True)
class NumberLeftOut(Event):
    """A number that a kiosk gave while it was alone could not join the queue; `code` is the refusal.

    `issued_at` is when it was given by the server's clock, UTC milliseconds. Nothing else changed.
    """

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

    ticket: int
    counter: int
    rule: str
    why: Mapping[str, Any] | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class TicketRecalled(Event):
    """The same counter called the same ticket again."""

    ticket: int
    counter: int


@dataclass(frozen=True, slots=True)
class ServiceStarted(Event):
    """The citizen is at the counter."""

    ticket: int
    counter: int


@dataclass(frozen=True, slots=True)
class TicketFinished(Event):
    """The visit ended at the counter, with or without a named outcome.

    `dossiers` are rows of (procedure, outcome, channel, code).
    """

    ticket: int
    counter: int
    outcome: str | None = None
    dossiers: tuple[tuple[str | None, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class TicketMissed(Event):
    """Nobody came to the counter."""

    ticket: int
    counter: int


@dataclass(frozen=True, slots=True)
class TicketReturned(Event):
    """The ticket went back to its place in the queue."""

    ticket: int
    counter: int


@dataclass(frozen=True, slots=True)
class TicketParked(Event):
    """The citizen went to fetch something; the counter keeps the ticket for when they are back."""

    ticket: int
    counter: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class TicketResumed(Event):
    """The citizen of a parked ticket is back and waits, with the time of arrival kept, for the same counter."""

    ticket: int


@dataclass(frozen=True, slots=True)
class TicketTransferred(Event):
    """The ticket waits again, for another field or for one counter, and keeps its time of arrival.

    `point` is where its person has to go, empty for the main point; `None` if they stay at the same point.
    """

    ticket: int
    counter: int
    field: str
    for_counter: int | None = None
    note: str | None = None
    point: str | None = None


@dataclass(frozen=True, slots=True)
class TicketRerouted(Event):
    """The ticket's field was taken out of use: it is one of this other field now, in the state that it was in."""

    ticket: int
    field: str


@dataclass(frozen=True, slots=True)
class PriorityCorrected(Event):
    """The officer saw who has come: the ticket's priority class is this one, or none."""

    ticket: int
    counter: int
    priority: str | None


@dataclass(frozen=True, slots=True)
class TicketLapsed(Event):
    """The day ended and the ticket was still in a counter's hands: nobody had pressed the last key."""

    ticket: int
    counter: int


@dataclass(frozen=True, slots=True)
class TicketRedated(Event):
    """The clock was wrong when the number was given: the ticket belongs to this business day and has the number `n` there.

    `n` is another than before only where that day has the number already. Its moments are `late_ms` milliseconds later than they were
    written; one to come is this moment.
    """

    ticket: int
    day: str
    n: int
    late_ms: int = 0


@dataclass(frozen=True, slots=True)
class TicketRestored(Event):
    """A step was undone: `was` holds, by name, what the ticket was before entry `undoes`."""

    ticket: int
    counter: int
    undoes: int
    was: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TicketCancelled(Event):
    """The citizen gave the number up. `lapsed`: it was asked for from afar, and nobody came in time."""

    ticket: int
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class CounterOpened(Event):
    """An officer opened a counter for these fields."""

    counter: int
    officer: str
    fields: tuple[str, ...]
    helps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CounterClosed(Event):
    """A counter was closed."""

    counter: int


@dataclass(frozen=True, slots=True)
class CounterPaused(Event):
    """A counter went on a break."""

    counter: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CounterResumed(Event):
    """A counter came back from a break."""

    counter: int


@dataclass(frozen=True, slots=True)
class CounterHandedOver(Event):
    """Another officer holds the counter from now on, with the ticket that is in hand."""

    counter: int
    officer: str


@dataclass(frozen=True, slots=True)
class CounterRestored(Event):
    """A step was undone: `was` holds, by name, what the counter was before entry `undoes`."""

    counter: int
    undoes: int
    was: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class HelpCalled(Event):
    """The officer called the manager for help."""

    counter: int
    text: str | None = None


@dataclass(frozen=True, slots=True)
class HelpAnswered(Event):
    """Help has come, or is not needed any more."""

    counter: int
