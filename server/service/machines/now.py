"""The machines as they are at this moment; times are UTC milliseconds."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.core.box_upgrades import BoxUpgrade


@dataclass(frozen=True, slots=True)
class DeviceNow:
    """An enrolled device: when it was last heard since the start, and whether it is connected.

    `page` and `box` are the reported versions of its page and its box; `counter` is where a counter
    machine stands, `hall` where a kiosk or tablet stands; `wrong_clock_s` is by how much its box's clock is ahead, if that is minutes.
    `upgrade` is how far its box is with a newer version.
    """

    id: int
    kind: str
    name: str
    last_seen: int | None
    connected: bool
    page: str | None
    box: str | None
    revoked: bool
    enrolled_at: int
    counter: int | None = None
    wrong_clock_s: int | None = None
    hall: str | None = None
    upgrade: BoxUpgrade | None = None


@dataclass(frozen=True, slots=True)
class PrinterNow:
    """The printer's state, and what to do about it in each language.

    `since` is when that state began, `waiting` the slips that are not over, `printed_at` when one last came out.
    """

    state: str
    text: Mapping[str, str]
    since: int | None = None
    waiting: int = 0
    printed_at: int | None = None


@dataclass(frozen=True, slots=True)
class TrialNow:
    """The newest test slip of a printer: when it was asked for, and what became of it and what to do now."""

    asked_at: int
    state: str
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PrinterAt:
    """A printer for the staff: where it is, its state, which questions it can answer, its newest test slip.

    `name` is its kiosk's, `None` for the centre's own; `address` is `None` without a printer.
    """

    id: str
    name: str | None
    address: str | None
    width: int
    state: str
    text: Mapping[str, str]
    since: int | None = None
    waiting: int = 0
    printed_at: int | None = None
    heard: tuple[Mapping[str, str], ...] = ()
    trial: TrialNow | None = None


@dataclass(frozen=True, slots=True)
class LinesNow:
    """How many screens, counters and kiosks are connected, and how many may be."""

    live: int
    cap: int


@dataclass(frozen=True, slots=True)
class ClockNow:
    """What is wrong with the server's clock, and what to do, in each language."""

    text: Mapping[str, str]
    action: Mapping[str, str]
