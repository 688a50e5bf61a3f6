"""The shape of what the manager's page is sent live."""

from datetime import datetime
from typing import Literal

from server.api.schemas.alerts import Alert
from server.api.schemas.common import Names, WaitRange
from server.api.schemas.counters import HelpWanted, Person
from server.api.schemas.kiosk import KioskHelp, Printer
from server.core.model import CounterState, PrintState, TicketState
from server.http.shapes import Shape


class Counted(Shape):
    """Tickets by state, and what their visits left; `issued` is all of them.

    `away` went for a while with the place kept; `expected` took a number from afar and are not here yet.
    """

    issued: int
    waiting: int
    called: int
    serving: int
    finished: int
    no_show: int
    parked: int
    away: int
    expected: int
    cancelled: int
    dossiers: int
    without_outcome: int


class FieldFigures(Counted):
    """A field's tickets of today; `late` says that a newcomer may wait longer than `limit_s`; `counters` serve it now."""

    code: str
    names: Names
    wait: WaitRange | None
    late: bool
    counters: list[int]
    limit_s: int


class Today(Counted):
    """Today's tickets: altogether, and by field."""

    fields: list[FieldFigures]


class ManagedCounter(Shape):
    """A counter as screens show it, with who is there, its break, and whether it calls for help."""

    n: int
    name: str
    state: CounterState
    fields: list[str]
    number: str | None
    ticket_state: Literal["called", "serving"] | None
    officer: Person | None
    helps: list[str]
    since: datetime | None
    reason: str | None
    help: HelpWanted | None


class Suggestion(Shape):
    """A standby counter to open with these `fields`, since a newcomer of `field` waits longer than `limit_s`."""

    field: str
    names: Names
    waiting: int
    wait: WaitRange | None
    limit_s: int
    counter: int
    counter_name: str
    officer: Person | None
    fields: list[str]


class PrinterHealth(Printer):
    """The printer with since when its state is so, slips that are not over, and when one last came out."""

    since: datetime | None
    waiting: int
    printed_at: datetime | None


class UnprintedSlip(Shape):
    """A number whose slip failed or is unknown; `marked` says whether a new slip would be marked as a reprint."""

    id: int
    number: str
    field: str
    state: TicketState
    print: PrintState
    marked: bool


class Lines(Shape):
    """How many screens, counters and kiosks are connected, and how many may be."""

    live: int
    cap: int


class BoxUpgrade(Shape):
    """How far a kiosk's own box is with a newer version, and in words."""

    version: str
    state: str
    why: str | None
    text: Names


class Device(Shape):
    """A device, when it was last heard, its versions, a counter machine's counter, and by how much its box's clock is wrong."""

    id: int
    kind: str
    name: str
    last_seen: datetime | None
    connected: bool
    page: str | None
    box: str | None
    revoked: bool
    counter: int | None
    wrong_clock_s: int | None
    upgrade: BoxUpgrade | None


class Place(Shape):
    """Where a screen stands, and its page."""

    hall: str
    layout: str
    counter: int | None
    sound: bool
    address: str


class Report(Shape):
    """A screen's last report, and how many journal entries it was behind."""

    at: datetime
    behind: int
    seq: int
    fps: float
    sound: str
    version: str
    layout: str


class Screen(Shape):
    """A hall screen: its place, its state, and its troubles, worst first."""

    id: int
    name: str
    connected: bool
    last_seen: datetime | None
    watched: bool
    place: Place | None
    report: Report | None
    troubles: list[str]


class WrongClock(Shape):
    """What tells that the server's clock is wrong, and what to do."""

    text: Names
    action: Names


class Lasting(Shape):
    """A number and since when it has its state; `counter` is its counter, or one that serves its field."""

    number: str
    field: str
    state: Literal["waiting", "called", "serving", "parked"]
    since: datetime
    limit_s: int
    counter: int | None
    counter_name: str | None


class SilentMachine(Shape):
    """A kiosk or screen that was heard of last at `since`."""

    id: int
    kind: str
    name: str
    since: datetime


class Attention(Shape):
    """Who waits longest, who is called, served or parked for too long, and the machines that are silent."""

    longest: list[Lasting]
    too_long: list[Lasting]
    silent: list[SilentMachine]


class ReportTrouble(Shape):
    """Why `waiting` reports are not written into their folder."""

    reasons: Names
    waiting: int
    folder: str


class ManagerSnapshot(Shape):
    """Today at a glance; the number `notices` changes whenever notices change."""

    seq: int
    at: datetime
    day: str
    digest: str | None
    today: Today
    counters: list[ManagedCounter]
    suggestions: list[Suggestion]
    printer: PrinterHealth
    slips: list[UnprintedSlip]
    sockets: Lines
    devices: list[Device]
    clock: WrongClock | None
    screens: list[Screen]
    reports: ReportTrouble | None
    notices: int
    kiosk_help: list[KioskHelp]
    settings: int
    catalogue: int
    attention: Attention
    alerts: list[Alert]
