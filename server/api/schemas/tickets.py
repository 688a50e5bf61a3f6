"""The shapes of tickets: taking a number, and what is answered of one."""

from datetime import date, datetime, time
from typing import Annotated, Literal

from pydantic import Field

from server.api.bodies import RequestBody
from server.api.schemas.common import LARGEST, Code, Language, Names, Parameters, WaitRange
from server.api.schemas.notices import Emergency, Outage
from server.core.model import Channel, DossierChannel, Outcome, PrintState, TicketState
from server.core.queue.many_dossiers import MOST_TOLD
from server.http.shapes import Shape


class IssueTicket(RequestBody):
    """What to take a number for."""

    field: Code = Field(description="a field's code, like CT")
    procedure: Code | None = Field(default=None, description="a procedure's code, like 2.000815")
    priority: Code | None = Field(default=None, description="a priority class's code")
    channel: Literal[Channel.KIOSK, Channel.HELPER, Channel.OFFICER, Channel.PHONE] | None = Field(
        default=None, description="who takes it; by default what the caller is"
    )
    card: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        default=None,
        description="the day's mark of a citizen's card: SHA-256 of `card_salt|number`, in hexadecimal; where"
        " `card_salt` is null any 64 hexadecimal digits say that a card was shown, for a field with `card_only`",
    )
    print: bool = Field(
        default=False,
        description="print its slip at the kiosk's printer; a kiosk's always is, where there is one",
    )
    language: Language | None = Field(
        default=None,
        description="what its person reads, like en, when it is not Vietnamese: the call is spoken in English too",
    )
    dossiers: Annotated[int, Field(ge=1, le=MOST_TOLD)] | None = Field(
        default=None,
        description="how many dossiers they bring, for a field with `asks_dossiers`; of many of them the number may be one of"
        " another field (`many` of the field): the answer's `field` says which",
    )
    point: Annotated[str, Field(max_length=20)] | None = Field(
        default=None,
        description="where its person is, a point's code, empty for the main one; by default where the officer holds a counter,"
        " else the main one. A machine's numbers are of the point where it stands",
    )


class TicketPath(Shape):
    """A ticket in the address."""

    ticket: Annotated[int, Field(ge=1, le=LARGEST)]


class FindQuery(Parameters):
    """What is remembered of a number."""

    number: Annotated[str, Field(max_length=20)] | None = Field(
        default=None, description="as people say it: A017, a 17, a3, or the digits alone"
    )
    day: date | Literal["today"] | None = Field(
        default=None,
        description="its business day; without one today, and for a number alone the last days, too",
    )
    field: Code | None = Field(default=None, description="the code of its field")
    at: time | None = Field(default=None, description="about when it was taken, like 09:15")


class TrackPath(Shape):
    """A tracking code in the address."""

    track: Annotated[str, Field(max_length=40)]


class Dossier(Shape):
    """One dossier of a visit."""

    procedure: str | None
    outcome: Outcome
    channel: DossierChannel
    code: str | None


class TicketFacts(Shape):
    """A ticket as it is now. `for_counter` is the counter that it is kept for, `note` what its officer should know."""

    id: int
    number: str
    field: str
    procedure: str | None
    priority: str | None
    channel: Channel
    language: str | None
    dossiers_told: int | None = Field(default=None, exclude_if=lambda count: count is None)
    point: str | None = Field(
        default=None,
        exclude_if=lambda point: point is None,
        description="the code of the point where it is called, empty for the main one; only where there are several",
    )
    state: TicketState
    ahead: int
    wait: WaitRange | None
    issued_at: datetime
    counter: int | None
    counter_name: str | None = Field(default=None, exclude_if=lambda name: name is None)
    called_at: datetime | None
    served_at: datetime | None
    ended_at: datetime | None
    calls: int
    outcome: Outcome | None
    dossiers: list[Dossier]
    for_counter: int | None
    for_counter_name: str | None = Field(default=None, exclude_if=lambda name: name is None)
    note: str | None
    print: PrintState | None


class Ticket(TicketFacts):
    """A ticket as it is now, with the code that follows it."""

    track: str


class FoundTicket(TicketFacts):
    """A ticket that was looked for. `track` is null for a tablet that did not give the number itself."""

    track: str | None


class ActedOn(Ticket):
    """The ticket that was acted on, and what can be done at the counter next."""

    allowed: list[str]


class Tracked(Ticket):
    """A ticket as the holder of its slip sees it, with the present messages for its field and for everybody."""

    outage: Outage | None = Field(default=None, exclude_if=lambda outage: outage is None)
    emergency: Emergency | None = Field(default=None, exclude_if=lambda emergency: emergency is None)
    pause: Names | None = Field(
        default=None,
        exclude_if=lambda pause: pause is None,
        description="said while the centre has closed for some hours and the number keeps its place, or the counters of its field are all on a break",
    )
    settings: int = Field(
        description="the version of the centre's settings: a page that shows some is to ask for them again"
    )
    away_until: str | None = Field(
        default=None,
        exclude_if=lambda until: until is None,
        description="until when it is not called because its person has gone for a while",
    )
    expected: bool = Field(
        default=False,
        exclude_if=lambda expected: not expected,
        description="it was taken from afar and its person has not checked in yet",
    )
    past_day: str | None = Field(
        default=None,
        exclude_if=lambda day: day is None,
        description="its day, where that is over and nobody called it: nobody does any more",
    )
    desks: list[str] = Field(
        description="what people know the counters by that may call it; of a missed number, where to report"
    )
    call_back_until: str | None = Field(
        default=None,
        exclude_if=lambda until: until is None,
        description="until when a missed number can be called back; absent once that is over",
    )
    rating: Literal["open", "given", "over"] | None = Field(
        default=None,
        exclude_if=lambda rating: rating is None,
        description="of a finished visit, where the centre asks: it can be rated, it was, or it is too late",
    )


class Tickets(Shape):
    """A list of tickets."""

    items: list[Ticket]


class FoundTickets(Shape):
    """Tickets that were looked for, newest first."""

    items: list[FoundTicket]
