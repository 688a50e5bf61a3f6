"""One visit and one counter at one moment."""

from dataclasses import dataclass

from tests.history.settings import MAIN_POINT

IN_HAND = frozenset({"called", "serving"})


@dataclass(frozen=True, slots=True)
class Visit:
    """One ticket. `after` is the ticket after which its person came: itself, unless a kiosk gave it while it was alone.

    Times are UTC milliseconds; `ended_at` is when it was finished, given up or marked as a no-show. `request` is the city's, of
    a number that was asked for from afar.
    """

    id: int
    day: str
    prefix: str
    n: int
    field: str
    issued_at: int
    after: int
    priority: str | None = None
    point: str = MAIN_POINT
    channel: str = ""
    state: str = "waiting"
    counter: int | None = None
    for_counter: int | None = None
    ended_at: int | None = None
    request: str | None = None

    @property
    def number(self) -> str:
        """As people read it."""
        return f"{self.prefix}{self.n:03d}"

    @property
    def expected(self) -> bool:
        """Whether it was asked for from afar and its person has not come yet."""
        return self.request is not None and self.state == "parked" and self.for_counter is None

    @property
    def in_hand(self) -> bool:
        """Whether a counter has it."""
        return self.state in IN_HAND


@dataclass(frozen=True, slots=True)
class Desk:
    """One counter; `ticket` is the one in its hands."""

    n: int
    state: str = "closed"
    officer: str | None = None
    fields: tuple[str, ...] = ()
    helps: tuple[str, ...] = ()
    ticket: int | None = None

    @property
    def at_work(self) -> bool:
        """Whether it is open or takes a break."""
        return self.state != "closed"


Thing = Visit | Desk
