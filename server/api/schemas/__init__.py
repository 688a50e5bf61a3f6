"""The shapes of requests and answers: they validate, and the API's description is made from them."""

from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema

from server.api.bodies import Action, NoBody, Request
from server.api.schemas.notices import Emergency, Line, Outage, ShownNotice
from server.core.model import (
    Channel,
    CounterState,
    DossierChannel,
    Outcome,
    PrintState,
    TicketState,
)

__all__ = ["NoBody"]

_Code = Annotated[str, Field(min_length=1, max_length=40)]
_Language = Annotated[str, Field(max_length=20, pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
_Note = Annotated[str, Field(max_length=200)]
_LARGEST = 2**53 - 1  # what JSON carries exactly everywhere, and far below what SQLite can hold


class IssueTicket(Request):
    """What to take a number for."""

    field: _Code = Field(description="a field's code, like CT")
    procedure: _Code | None = Field(default=None, description="a procedure's code, like 2.000815")
    priority: _Code | None = Field(default=None, description="a priority class's code")
    channel: Channel | None = Field(default=None, description="who takes it; by default what the caller is")
    card: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        default=None,
        description="the day's mark of a citizen's card: SHA-256 of `card_salt|number`, in hexadecimal",
    )
    print: bool = Field(
        default=False,
        description="print its slip at the kiosk's printer; a kiosk's always is, where there is one",
    )
    language: _Language | None = Field(
        default=None,
        description="what its person reads, like en, when it is not Vietnamese: the call is spoken in English too",
    )


_EmergencyNumber = Annotated[str, Field(max_length=12)]


class EmergencyTicket(Request):
    """A number that the kiosk gave while it was alone: `day` and `issued_at` by its own clock, `key` of the touch."""

    number: _EmergencyNumber
    day: date
    field: _Code
    procedure: _Code | None = None
    priority: _Code | None = None
    issued_at: AwareDatetime
    key: Annotated[str, Field(min_length=1, max_length=200)]
    slip: Literal["printed", "failed", "unknown"] | None = None
    language: _Language | None = None


def _if_readable(said: Any, read: ValidatorFunctionWrapHandler) -> Any:
    try:
        return read(said)
    except ValidationError:
        return None


_IfReadable = WrapValidator(_if_readable)


class UnreadTicket(BaseModel):
    """What can be read of an item that is no `EmergencyTicket`, so that it holds up no other; the rest is null."""

    number: Annotated[_EmergencyNumber | None, _IfReadable] = None
    day: Annotated[date | None, _IfReadable] = None
    field: Annotated[_Code | None, _IfReadable] = None
    issued_at: Annotated[AwareDatetime | None, _IfReadable] = None

    @model_validator(mode="before")
    @classmethod
    def _whatever_it_is(cls, said: Any) -> Any:
        named = cls.model_fields
        return {name: said[name] for name in named if name in said} if isinstance(said, dict) else {}


_Item = Annotated[EmergencyTicket | SkipJsonSchema[UnreadTicket], Field(union_mode="left_to_right")]


class BringIn(Request):
    """What a kiosk gave while it was alone; `now` is its clock as it sends this, so that a wrong one does no harm.

    An item that is not right is refused by itself.
    """

    now: AwareDatetime
    items: Annotated[list[_Item], Field(max_length=200)]


class OpenCounter(Action):
    """Which fields to serve, and in which to help out; by default the counter's own.

    A manager may open it for an `officer` other than themselves.
    """

    fields: Annotated[list[_Code], Field(max_length=24)] | None = None
    helps: Annotated[list[_Code], Field(max_length=24)] | None = None
    officer: _Code | None = None


class PauseCounter(Action):
    """Why the counter takes a break."""

    reason: Annotated[str, Field(max_length=200)] | None = None


class CallTicket(Action):
    """Which ticket to call, and why that one; by default the next by the calling order."""

    ticket: Annotated[int, Field(ge=1, le=_LARGEST, strict=True)] | None = None
    reason: _Note | None = None


class NewDossier(Request):
    """One dossier of a visit; `code` is the dossier's own, if it has one already."""

    procedure: _Code | None = None
    outcome: Outcome
    channel: DossierChannel = DossierChannel.DIRECT
    code: _Code | None = None


class FinishTicket(Action):
    """How the visit ended: one outcome, or dossiers with one each, or nothing."""

    outcome: Outcome | None = None
    dossiers: Annotated[list[NewDossier], Field(max_length=20)] = []  # noqa: RUF012 - pydantic copies it


class ParkTicket(Action):
    """What the citizen went to fetch."""

    reason: _Note | None = None


class CorrectPriority(Request):
    """The class that the citizen really has; `null` for none."""

    priority: _Code | None


class TransferTicket(Request):
    """To a field or to a counter, with a note for the officer there."""

    field: _Code | None = None
    counter: Annotated[int, Field(ge=1, le=_LARGEST)] | None = None
    note: _Note | None = None


class HandOver(Request):
    """Who holds the counter from now on."""

    officer: _Code


class CallForHelp(Action):
    """What help is needed with."""

    text: _Note | None = None


class ClaimPairing(Request):
    """Asks whether the code that belongs to this secret has been typed."""

    secret: Annotated[str, Field(min_length=1, max_length=100)]


class TicketPath(BaseModel):
    """A ticket in the address."""

    ticket: Annotated[int, Field(ge=1, le=_LARGEST)]


class TrackPath(BaseModel):
    """A tracking code in the address."""

    track: Annotated[str, Field(max_length=40)]


class CounterPath(BaseModel):
    """A counter in the address."""

    n: Annotated[int, Field(ge=1)]


class VoicePath(BaseModel):
    """The name of an announcement's file."""

    name: Annotated[str, Field(max_length=40)]


AUDIO: Final = {
    "description": "A WAV file.",
    "content": {"audio/wav": {"schema": {"type": "string", "format": "binary"}}},
}


class ProcedureQuery(BaseModel):
    """Words to search for, a field to stay in."""

    q: Annotated[str, Field(max_length=200)] = ""
    field: Annotated[str, Field(max_length=40)] | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 20


class SpeechQuery(BaseModel):
    """What to say, and in which language."""

    text: Annotated[str, Field(min_length=1, max_length=300)]
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$")] = "vi"


class AskedQuery(BaseModel):
    """How many at most."""

    limit: Annotated[int, Field(ge=1, le=50)] = 8


class BoardQuery(BaseModel):
    """Which hall; the first one when none is named."""

    hall: Annotated[str, Field(max_length=20)] = ""


class CallsQuery(BaseModel):
    """The latest calls, or those of one number of today."""

    number: Annotated[str, Field(max_length=10)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 20


class DayQuery(BaseModel):
    """A business day; today by default."""

    day: date | None = None


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


class Dossier(BaseModel):
    """One dossier of a visit."""

    procedure: str | None
    outcome: Outcome
    channel: DossierChannel
    code: str | None


class Ticket(BaseModel):
    """A ticket as it is now. `for_counter` is the counter that it is kept for, `note` what its officer should know."""

    id: int
    number: str
    field: str
    procedure: str | None
    priority: str | None
    channel: Channel
    language: str | None
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
    dossiers: list[Dossier]
    for_counter: int | None
    note: str | None
    print: PrintState | None


class ActedOn(Ticket):
    """The ticket that was acted on, and what can be done at the counter next."""

    allowed: list[str]


class Tracked(Ticket):
    """A ticket as whoever holds its slip sees it, with what stands for its field and for everybody, if anything does."""

    outage: Outage | None = Field(default=None, exclude_if=lambda outage: outage is None)
    emergency: Emergency | None = Field(default=None, exclude_if=lambda emergency: emergency is None)


class EmergencySeries(BaseModel):
    """The series of emergency numbers that belongs to the kiosk which asks, and the `last` of them today."""

    device: int
    prefix: str
    last: int
    day: str
    now: datetime


class BroughtIn(BaseModel):
    """What became of one number: the ticket that it is now and whether it is `new`, or the `code` of a refusal."""

    number: str
    day: str
    new: bool
    ticket: int | None
    track: str | None
    state: TicketState | None
    code: str | None


class BroughtInTickets(BaseModel):
    """What became of each number, in order of their issue."""

    items: list[BroughtIn]


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
    from_age: int | None


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
    guidance: str
    outages: list[Outage]
    emergency: Emergency | None
    card_salt: str | None = Field(
        description="today's, for `card` of a number; none where cards are not counted"
    )


class Papers(BaseModel):
    """What to bring, in both languages; empty where the catalogue does not say."""

    vi: list[str]
    en: list[str]


class Procedure(BaseModel):
    """A procedure of the catalogue."""

    code: str
    name: str
    short_name: str
    english_name: str | None
    field: str
    national_field: str
    level: str
    audience: str
    papers: Papers


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
    """What the officer did today; `service_s` is their usual time from call to end, in seconds."""

    finished: int
    no_show: int
    dossiers: int
    without_outcome: int
    service_s: int | None


class HelpWanted(BaseModel):
    """Since when a counter calls for help, and with what."""

    at: datetime
    text: str | None


class Undoable(BaseModel):
    """The last action, and until when it can be undone."""

    action: str
    number: str | None
    officer: str
    until: datetime


class Console(BaseModel):
    """A counter's whole state; `allowed` are the actions that would change something, for whoever holds it."""

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


class BoardStaged(BoardCall):
    """A call in a large place, from `since` until `until`; those that wait for their place are listed too."""

    since: datetime
    until: datetime


class BoardMissed(BaseModel):
    """A number that nobody came for; it can be called back until `until`."""

    number: str
    counter: int
    until: datetime


class BoardCounter(BaseModel):
    """One counter, as screens show it; `officer` and `officer_title` only where the centre shows its officers."""

    n: int
    name: str
    state: CounterState
    fields: list[str]
    number: str | None
    ticket_state: Literal["called", "serving"] | None
    officer: str | None = Field(default=None, exclude_if=lambda name: name is None)
    officer_title: str | None = Field(default=None, exclude_if=lambda title: title is None)


class BoardQueue(BaseModel):
    """One field's queue, as screens show it."""

    field: str
    name: str
    names: Names
    prefix: str
    waiting: int
    wait: WaitRange


class Board(BaseModel):
    """A hall as its screens show it; `presence` is the code for phones, only where they may take numbers.

    `notices` are shown between calls and `ticker` at the foot, those whose time is now; `emergency` over everything.
    """

    seq: int
    at: datetime
    day: str
    hall: str
    centre: BoardCentre
    open: bool
    calls: list[BoardCall]
    counters: list[BoardCounter]
    waiting: list[BoardQueue]
    stage: list[BoardStaged]
    missed: list[BoardMissed]
    notices: list[ShownNotice]
    ticker: list[Line]
    emergency: Emergency | None
    outages: list[Outage]
    presence: str | None = Field(default=None, exclude_if=lambda code: code is None)


class Officer(BaseModel):
    """Somebody who works at a counter; `counter` is their usual one, `at` the one that they hold now.

    `pin` says whether they can sign in with one at a counter machine.
    """

    username: str
    name: str
    role: str
    counter: int | None
    at: int | None
    pin: bool


class Officers(BaseModel):
    """Everybody who works at counters."""

    items: list[Officer]


class ExplainedCall(BaseModel):
    """One call and why this ticket: the rule, sentences, and the officer's own reason."""

    seq: int
    at: datetime
    ticket: int
    number: str
    field: str
    counter: int
    actor: str
    rule: str
    reason: str | None
    why: list[str]


class ExplainedCalls(BaseModel):
    """Calls, newest first."""

    items: list[ExplainedCall]


class WaitsReport(BaseModel):
    """How right the foretold waits were, of the tickets called that day.

    `within_high` and `below_low` are shares of them, `median_error_s` the middle distance from `low_s`.
    """

    day: str
    tickets: int
    within_high: float | None
    below_low: float | None
    median_wait_s: int | None
    median_error_s: int | None


class PairingOffer(BaseModel):
    """What a screen shows (`code`) and asks with (`secret`) until `expires_at`, every `ask_every_s` seconds."""

    code: str
    secret: str
    expires_at: datetime
    ask_every_s: int


class PairingClaim(BaseModel):
    """Not yet paired: both are null. Paired: the screen's token, shown to nobody else, and its page."""

    token: str | None
    next: str | None


class PlaceGone(BaseModel):
    """A place that the settings no longer have."""

    code: str
    text: Names


class ScreenHello(BaseModel):
    """The server's build; the page where this screen belongs, when it has a place; why it cannot be there."""

    version: str
    next: str | None
    gone: PlaceGone | None


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
