"""What the queue is made of: fields, counters, tickets and their states, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from server.core.points import Point, point_names
from server.core.queue.lines import MAIN, CounterLines, field_of, line_of, lines_of, point_of
from server.core.queue.opening_hours import WeekSession
from server.core.texts import named


class TicketState(StrEnum):
    """Where a ticket is in its life (see `server.core.queue.tickets` for what may follow what)."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    FINISHED = "finished"
    NO_SHOW = "no_show"
    PARKED = "parked"
    CANCELLED = "cancelled"


IN_HAND: Final = frozenset({TicketState.CALLED, TicketState.SERVING})


class CounterState(StrEnum):
    """Whether a counter works."""

    CLOSED = "closed"
    OPEN = "open"
    PAUSED = "paused"


class PrintState(StrEnum):
    """What became of a slip. `unknown` is neither printed nor failed: a reprint might be a second slip."""

    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"
    UNKNOWN = "unknown"


MAY_BE_OUT: Final = frozenset({PrintState.PRINTED, PrintState.UNKNOWN})


class Channel(StrEnum):
    """Who took the number; `paper`: it was torn off a pad that was printed beforehand."""

    KIOSK = "kiosk"
    HELPER = "helper"
    OFFICER = "officer"
    PHONE = "phone"
    PAPER = "paper"


class Outcome(StrEnum):
    """What a visit ended with."""

    RECEIVED = "received"
    RETURNED = "returned"
    SUPPLEMENT = "supplement"
    REFUSED = "refused"
    ADVISED = "advised"
    ELSEWHERE = "elsewhere"
    PROVISIONAL = "provisional"


class DossierChannel(StrEnum):
    """How a dossier came in: handed over at the counter, or sent online with an officer's help."""

    DIRECT = "direct"
    ONLINE_HELPED = "online_helped"


@dataclass(frozen=True, slots=True)
class Dossier:
    """One dossier of a visit. `procedure` is a code of the catalogue, `code` the dossier's own, if it has one."""

    procedure: str | None
    outcome: str
    channel: str = DossierChannel.DIRECT.value
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A procedure field. `names` by language; `service_s` is the usual time at the counter in seconds.

    `usual_outcome` is the outcome of most visits; `daily_limit` is the most numbers a day, 0 for no limit, and the
    first one is `first_number`. If the expected wait is longer than `wait_limit_s` seconds, the manager is told which standby counter
    could help; nobody should wait longer than `real_wait_limit_s` seconds. Only helpers and officers give `helper_only`
    numbers; a kiosk gives `card_only` ones to people who show a citizen's card. `go_to` says in each language where
    its people should go, `icon` names its picture; both may be empty. `asks_dossiers` says that a kiosk asks
    how many dossiers a person brings; with `many_from` or more they get a number of `many_field`, if both are set;
    `hours` are the times when its numbers are given; empty means the centre's hours.
    """

    code: str
    prefix: str
    names: Mapping[str, str]
    service_s: int = 420
    usual_outcome: str = Outcome.RECEIVED.value
    wait_limit_s: int = 1800
    daily_limit: int = 0
    first_number: int = 1
    real_wait_limit_s: int = 1200
    helper_only: bool = False
    card_only: bool = False
    go_to: Mapping[str, str] = field(default_factory=dict)
    icon: str = ""
    asks_dossiers: bool = False
    hours: tuple[WeekSession, ...] = ()
    many_from: int = 0
    many_field: str = ""

    @property
    def passes_on(self) -> bool:
        """Whether those who bring many dossiers get a number of another field."""
        return self.asks_dossiers and self.many_from > 0 and self.many_field != ""


@dataclass(frozen=True, slots=True)
class CounterPlace:
    """A counter as the centre set it up: its number, its name, and what it serves by default.

    `fields` are its first choice; it helps out in `helps` if nobody waits for its own fields, or if people there wait too long. `note` is what
    the screen above it says in each language; it may be empty.
    """

    n: int
    name: str
    fields: tuple[str, ...]
    helps: tuple[str, ...] = ()
    hall: str = ""
    note: Mapping[str, str] = field(default_factory=dict)

    @property
    def own_name(self) -> str | None:
        """What people know it by, like "Phòng 203"; `None` when that is its number alone."""
        return None if self.name.casefold() in ("", str(self.n), f"quầy {self.n}".casefold()) else self.name


@dataclass(frozen=True, slots=True)
class Layout:
    """The centre's fields, counters, priority classes and halls; this value never changes.

    `ages` holds the classes that begin at an age in years; `guidance` is the field of those who guide people,
    empty if they have no numbers. `halls` holds the halls' names in each language; a centre without named halls is
    one hall, whatever its screens call it. `points` are the places besides the main one, `hall_points` gives the point of
    each hall; empty if there is only one place. `bases` gives the law or rule by which a class goes first, if it is known.
    """

    fields: Mapping[str, Field]
    counters: Mapping[int, CounterPlace]
    priority_classes: Mapping[str, Mapping[str, str]]
    ages: Mapping[str, int] = field(default_factory=dict)
    guidance: str = ""
    halls: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    points: Mapping[str, Point] = field(default_factory=dict)
    hall_points: Mapping[str, str] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line in which somebody may wait, point by point, the main one first."""
        return tuple(line_of(field, point) for point in (MAIN, *self.points) for field in self.fields)

    def lines_of(self, counter: "Counter | CounterPlace") -> CounterLines:
        """The lines from which a counter calls, at its present point."""
        return lines_of(counter, self.point_of(counter.n))

    def point_of(self, counter: int) -> str:
        """The point where a counter stands, by its hall."""
        if not self.hall_points or (place := self.counters.get(counter)) is None:
            return MAIN
        return self.hall_points.get(place.hall, MAIN)

    def point_name(self, point: str) -> Mapping[str, str]:
        """A point's name by language; a deleted point's code."""
        return point_names(self.points).get(point, {"vi": point})

    def line_names(self, line: str) -> Mapping[str, str]:
        """A line's name by language: its field, and its point unless that is the main one."""
        code, point = field_of(line), point_of(line)
        names = self.fields[code].names if code in self.fields else {"vi": code}
        at = self.point_name(point)
        return {tag: f"{name} · {named(at, tag)}" for tag, name in names.items()} if point else names

    def own_name(self, counter: int | None) -> str | None:
        """A counter's own name, if people do not know it by its number."""
        place = self.counters.get(counter or 0)
        return None if place is None else place.own_name


@dataclass(frozen=True, slots=True)
class Counter:
    """A counter as it is now. `ticket` is the id of the ticket in hand; times are UTC milliseconds.

    `reason` is that of a break; `help_at` says since when its officer has called for help, `help_text` why.
    """

    n: int
    state: CounterState = CounterState.CLOSED
    officer: str | None = None
    fields: tuple[str, ...] = ()
    ticket: int | None = None
    since: int | None = None
    helps: tuple[str, ...] = ()
    reason: str | None = None
    help_at: int | None = None
    help_text: str | None = None

    @property
    def at_work(self) -> bool:
        """Whether it is open or on a break."""
        return self.state is not CounterState.CLOSED


def spelled(prefix: str, n: int) -> str:
    """A number as people read it: `A001`; past 999, `A1000`; an offline number: `LA001`."""
    return f"{prefix}{n:03d}"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as it is now.

    `id` is the journal's `seq` of its issue. People came in the order of `arrived`, then `issued_at`: `arrived` is
    the ticket's own id or, for a number that a kiosk gave while alone, the id after which it came. `day` is the business
    day (ISO date in the centre's zone); times are UTC milliseconds; `call_seq` is the `seq` of the
    last call or recall, the order in which screens show calls; `taken_seq` is that of the last call alone,
    the order in which people were taken, and `first_called_at` the end of the first wait. `for_counter` is
    the counter that it is kept for (parked there, or transferred to it); `note` is for the officer who takes
    it next. `low_s` and `high_s` are the wait that was forecast when the number was given; `officer` is the person who
    called it, by their name in the journal. `slip_out` says that its slip is or may be on paper. `language` is
    the person's language (a tag like `en`), if it is not Vietnamese; `dossiers_told` is how many dossiers
    they said they bring, if they were asked. `away_until` is until when its place was kept, once for each visit.
    `point` is where it is called: where it was taken, or where a transfer sent its person. `request` is the city's
    request that it answers, for a remote number.
    """

    id: int
    day: str
    prefix: str
    n: int
    field: str
    procedure: str | None
    priority: str | None
    channel: Channel
    issued_at: int
    state: TicketState = TicketState.WAITING
    counter: int | None = None
    calls: int = 0
    called_at: int | None = None
    call_seq: int | None = None
    served_at: int | None = None
    ended_at: int | None = None
    outcome: str | None = None
    print: PrintState | None = None
    for_counter: int | None = None
    note: str | None = None
    taken_seq: int | None = None
    first_called_at: int | None = None
    low_s: int | None = None
    high_s: int | None = None
    officer: str | None = None
    dossiers: tuple[Dossier, ...] = ()
    slip_out: bool = False
    arrived: int = 0
    language: str | None = None
    dossiers_told: int | None = None
    away_until: int | None = None
    point: str = MAIN
    request: str | None = None

    @property
    def line(self) -> str:
        """The line that it is of."""
        return line_of(self.field, self.point)

    @property
    def away(self) -> bool:
        """Whether its person has gone for a while, so that nobody calls it."""
        return self.state is TicketState.PARKED and self.for_counter is None

    @property
    def expected(self) -> bool:
        """Whether it was asked for from afar and its person has not come yet."""
        return self.away and self.request is not None

    @property
    def number(self) -> str:
        """The number as people read it."""
        return spelled(self.prefix, self.n)
