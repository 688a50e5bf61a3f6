"""The shapes of requests and answers: they validate, and the API's description is made from them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from server.core.model import Channel, CounterState, Outcome, PrintState, TicketState

_Code = Annotated[str, Field(min_length=1, max_length=40)]
_LARGEST = 2**53 - 1  # what JSON carries exactly everywhere, and far below what SQLite can hold


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Action(_Request):
    """A body that may be left out altogether."""

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_empty(cls, body: Any) -> Any:
        return {} if body is None else body


class IssueTicket(_Request):
    """What to take a number for."""

    field: _Code = Field(description="a field's code, like CT")
    procedure: _Code | None = Field(default=None, description="a procedure's code, like 2.000815")
    priority: _Code | None = Field(default=None, description="a priority class's code")
    channel: Channel | None = Field(default=None, description="who takes it; by default what the caller is")


class OpenCounter(_Action):
    """Which fields to serve; by default the counter's own."""

    fields: Annotated[list[_Code], Field(max_length=24)] | None = None


class PauseCounter(_Action):
    """Why the counter takes a break."""

    reason: Annotated[str, Field(max_length=200)] | None = None


class CallTicket(_Action):
    """Which ticket to call; by default the next by the calling order."""

    ticket: Annotated[int, Field(ge=1, le=_LARGEST, strict=True)] | None = None


class FinishTicket(_Action):
    """How the visit ended."""

    outcome: Outcome | None = None


class NoBody(_Action):
    """Nothing to say."""


class TicketPath(BaseModel):
    """A ticket in the address."""

    ticket: Annotated[int, Field(ge=1, le=_LARGEST)]


class TrackPath(BaseModel):
    """A tracking code in the address."""

    track: Annotated[str, Field(max_length=40)]


class CounterPath(BaseModel):
    """A counter in the address."""

    n: Annotated[int, Field(ge=1)]


class ProcedureQuery(BaseModel):
    """Words to search for, a field to stay in."""

    q: Annotated[str, Field(max_length=200)] = ""
    field: Annotated[str, Field(max_length=40)] | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 20


class BoardQuery(BaseModel):
    """Which hall."""

    hall: Annotated[str, Field(max_length=20)] = "1"


class JournalQuery(BaseModel):
    """Entries after `since`, at most `limit`."""

    since: Annotated[int, Field(ge=0, le=_LARGEST)] = 0
    limit: Annotated[int, Field(ge=1, le=1000)] = 200


class Names(BaseModel):
    """One name in both languages."""

    vi: str
    en: str


class WaitRange(BaseModel):
    """An expected wait in seconds."""

    low_s: int
    high_s: int


class Ticket(BaseModel):
    """A ticket as it is now."""

    id: int
    number: str
    field: str
    procedure: str | None
    priority: str | None
    channel: Channel
    state: TicketState
    ahead: int
    wait: WaitRange
    issued_at: datetime
    track: str
    counter: int | None
    called_at: datetime | None
    served_at: datetime | None
    ended_at: datetime | None
    calls: int
    outcome: Outcome | None
    print: PrintState | None


class FieldState(BaseModel):
    """A field, who serves it now and how long its queue is."""

    code: str
    prefix: str
    name: str
    names: Names
    counters: list[int]
    waiting: int
    wait: WaitRange


class OpeningSession(BaseModel):
    """One stretch of opening hours, local time, HH:MM."""

    model_config = ConfigDict(populate_by_name=True)
    from_: str = Field(alias="from")
    to: str


class Opening(BaseModel):
    """Whether numbers are given now, and when next."""

    open: bool
    sessions: list[OpeningSession]
    opens_at: datetime | None


class PriorityClass(BaseModel):
    """A priority class."""

    code: str
    name: str
    names: Names


class Centre(BaseModel):
    """The centre as everybody may see it."""

    name: str
    names: Names
    ward: str
    languages: list[str]
    timezone: str
    day: str
    now: datetime
    opening: Opening
    fields: list[FieldState]
    priority_classes: list[PriorityClass]


class Procedure(BaseModel):
    """A procedure of the catalogue."""

    code: str
    name: str
    short_name: str
    field: str
    national_field: str
    level: str
    audience: str


class Procedures(BaseModel):
    """Procedures found."""

    items: list[Procedure]


class Person(BaseModel):
    """Who holds a counter."""

    username: str
    name: str


class Tickets(BaseModel):
    """A list of tickets."""

    items: list[Ticket]


class WaitingTickets(Tickets):
    """Who waits: the first 50 in calling order, and how many there are."""

    total: int


class CounterFigures(BaseModel):
    """What the counter did today."""

    finished: int
    no_show: int


class Console(BaseModel):
    """A counter's whole state."""

    seq: int
    at: datetime
    day: str
    n: int
    name: str
    state: CounterState
    fields: list[str]
    officer: Person | None
    since: datetime | None
    ticket: Ticket | None
    waiting: WaitingTickets
    missed: Tickets
    today: CounterFigures


class BoardCentre(BaseModel):
    """Whose hall it is."""

    name: str
    ward: str
    names: Names


class BoardCall(BaseModel):
    """One call, as screens show it."""

    number: str
    counter: int
    at: datetime
    recall: bool
    calls: int
    field: str
    state: Literal["called", "serving", "finished", "no_show"]


class BoardCounter(BaseModel):
    """One counter, as screens show it."""

    n: int
    name: str
    state: CounterState
    fields: list[str]
    number: str | None
    ticket_state: Literal["called", "serving"] | None


class BoardQueue(BaseModel):
    """One field's queue, as screens show it."""

    field: str
    name: str
    names: Names
    prefix: str
    waiting: int
    wait: WaitRange


class Board(BaseModel):
    """A hall as its screens show it."""

    seq: int
    at: datetime
    day: str
    hall: str
    centre: BoardCentre
    open: bool
    calls: list[BoardCall]
    counters: list[BoardCounter]
    waiting: list[BoardQueue]


class JournalEntry(BaseModel):
    """One thing that happened."""

    seq: int
    at: datetime
    type: str
    ticket: int | None
    counter: int | None
    actor: str
    data: dict[str, Any]


class Journal(BaseModel):
    """Entries in order, and the latest `seq` there is."""

    items: list[JournalEntry]
    seq: int


class Problem(BaseModel):
    """An error (RFC 9457): `detail` says what is wrong, `action` what to do now."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    action: str
