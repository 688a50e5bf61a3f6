"""Whether the server is there, and what it last said: its clock, this kiosk's series, the token that it accepts."""

import threading
from dataclasses import asdict, dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.alone.clock import WRONG_MS, Clock, ClockReading, passed_ms, steady
from kiosk.alone.memory import Memory, kept, put


@dataclass(frozen=True, slots=True)
class Moment:
    """Now by the server's clock (UTC milliseconds), its date in the centre's zone, and whether that is sure."""

    at_ms: int
    day: str
    sure: bool


class Link:
    """The switch between forwarding and going on alone. Safe to use from many threads."""

    def __init__(self, memory: Memory, clock: Clock) -> None:
        self.memory, self.clock = memory, clock
        self.up = True
        self.wake = threading.Event()
        self.candidate: str | None = None
        self.token: str | None = memory.fact("token")
        self.refused: str | None = memory.fact("refused")
        self.why: str | None = memory.fact("why")

    def fell(self) -> None:
        """A request got no answer: go on alone, and look for the server in the background."""
        self.up = False
        self.wake.set()

    def seen(self, token: str | None) -> None:
        """The page uses this token; if it is a new one, it has to be shown to the server."""
        if token and token not in (self.token, self.refused, self.candidate):
            self.candidate = token
            self.wake.set()

    def accept(self, token: str, series: dict[str, object], reading: ClockReading) -> None:
        """The server accepted the token and sent the kiosk's series and its own time."""
        prefix, day = str(series["prefix"]), str(series["day"])
        server_ms = round(datetime.fromisoformat(str(series["now"])).timestamp() * 1000)
        with self.memory.changes() as line:  # what is kept is read in here: touches give numbers meanwhile
            before = kept(line, "series")
            same = before and (before["prefix"], before["day"]) == (prefix, day)
            n = max(int(str(series["last"])), before["n"] if same else 0)
            put(line, token=token, refused=None, contact={"server_ms": server_ms, **asdict(reading)})
            put(line, run=self.memory.run, series={"prefix": prefix, "day": day, "n": n})
        self.token, self.refused, self.candidate = token, None, None

    def refuse(self, token: str | None, why: str | None = None) -> None:
        """The server refused this token with the code `why`: no number is given with it any more, and this box gives none alone."""
        if token == self.candidate:
            self.candidate = None
        if token is None or token != (self.token or token):  # a stranger's changes nothing
            return
        self.token, self.refused, self.why = None, token, why
        self.memory.keep(token=None, refused=token, why=why)

    def clock_ahead_ms(self) -> int | None:
        """By how many milliseconds this box's clock is ahead of the server's; `None` if the server was never heard.

        The clock is compared with the server's last time plus the time passed since, if that is known for sure.
        """
        contact = self.memory.fact("contact")
        if contact is None:
            return None
        then, now = ClockReading(contact["wall_ms"], contact["boot"], contact["up_ms"]), self.clock()
        return now.wall_ms - int(contact["server_ms"]) - passed_ms(then, now)

    def wrong_clock_s(self) -> int | None:
        """The same in seconds if it is an hour or more, else `None`."""
        ahead_ms = self.clock_ahead_ms()
        return None if ahead_ms is None or abs(ahead_ms) < WRONG_MS else round(ahead_ms / 1000)

    def now(self) -> Moment | None:
        """The present moment; `None` if the server was never heard."""
        contact, centre = self.memory.fact("contact"), self.memory.fact("centre")
        if contact is None or centre is None:
            return None
        then = ClockReading(contact["wall_ms"], contact["boot"], contact["up_ms"])
        reading = self.clock()
        at_ms = contact["server_ms"] + passed_ms(then, reading)
        local = datetime.fromtimestamp(at_ms / 1000, ZoneInfo(centre["timezone"]))
        return Moment(at_ms, local.date().isoformat(), steady(then, reading))
