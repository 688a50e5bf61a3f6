"""The shapes of what is done at a counter, and of its console."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, RootModel

from server.api.bodies import OptionalBody, RequestBody
from server.api.schemas.common import LARGEST, Code, Note
from server.api.schemas.kiosk import KioskHelp
from server.api.schemas.notices import Emergency
from server.api.schemas.tickets import ActedOn, Ticket, Tickets
from server.core.model import CounterState, DossierChannel, Outcome
from server.http.shapes import Shape


class CounterPath(Shape):
    """A counter in the address."""

    n: Annotated[int, Field(ge=1)]


class OpenCounter(OptionalBody):
    """Which fields to serve, and in which to help out; by default the counter's own.

    A manager may open it for an `officer` other than themselves.
    """

    fields: Annotated[list[Code], Field(max_length=24)] | None = None
    helps: Annotated[list[Code], Field(max_length=24)] | None = None
    officer: Code | None = None


class PauseCounter(OptionalBody):
    """Why the counter takes a break."""

    reason: Annotated[str, Field(max_length=200)] | None = None


class CallTicket(OptionalBody):
    """Which ticket to call, and why that one; by default the next by the calling order."""

    ticket: Annotated[int, Field(ge=1, le=LARGEST, strict=True)] | None = None
    reason: Note | None = None


class NewDossier(RequestBody):
    """One dossier of a visit; `code` is the dossier's own, if it has one already."""

    procedure: Code | None = None
    outcome: Outcome
    channel: DossierChannel = DossierChannel.DIRECT
    code: Code | None = None


class FinishTicket(OptionalBody):
    """How the visit ended: one outcome, or dossiers with one each, or nothing."""

    outcome: Outcome | None = None
    dossiers: Annotated[list[NewDossier], Field(max_length=20)] = []  # noqa: RUF012 - pydantic copies it


class ParkTicket(OptionalBody):
    """What the citizen went to fetch."""

    reason: Note | None = None


class CorrectPriority(RequestBody):
    """The class that the citizen really has; `null` for none."""

    priority: Code | None


class TransferTicket(RequestBody):
    """To a field or to a counter, with a note for the officer there."""

    field: Code | None = None
    counter: Annotated[int, Field(ge=1, le=LARGEST)] | None = None
    note: Note | None = None


class HandOver(RequestBody):
    """Who holds the counter from now on."""

    officer: Code


class CallForHelp(OptionalBody):
    """What help is needed with."""

    text: Note | None = None


class Person(Shape):
    """Who holds a counter."""

    username: str
    name: str


class WaitingTickets(Tickets):
    """Who waits: the first 50 in calling order, how many there are, and how many of them the counter would call (`to_call`).

    The others are kept for colleagues at work.
    """

    total: int
    to_call: int


class CounterFigures(Shape):
    """What the officer did today; `service_s` is their usual time from call to end, in seconds."""

    finished: int
    no_show: int
    dossiers: int
    without_outcome: int
    service_s: int | None


class HelpWanted(Shape):
    """Since when a counter calls for help, and with what."""

    at: datetime
    text: str | None


class Undoable(Shape):
    """The last action, and until when it can be undone."""

    action: str
    number: str | None
    officer: str
    until: datetime


class Console(Shape):
    """A counter's whole state; `allowed` are the actions that would change something, for its holder."""

    seq: int
    at: datetime
    day: str
    n: int
    name: str
    state: CounterState
    fields: list[str]
    helps: list[str]
    officer: Person | None
    since: datetime | None
    reason: str | None
    help: HelpWanted | None
    ticket: Ticket | None
    allowed: list[str]
    waiting: WaitingTickets
    missed: Tickets
    parked: Tickets
    undo: Undoable | None
    today: CounterFigures
    emergency: Emergency | None
    kiosk_help: list[KioskHelp]
    settings: int


class Undone(RootModel[ActedOn | Console]):
    """What was undone: the ticket as it is now, or the counter's state."""
