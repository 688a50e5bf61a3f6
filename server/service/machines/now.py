"""The machines as they are at this moment; times are UTC milliseconds."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeviceNow:
    """An enrolled device: when it was last heard of since the start, and whether it is connected.

    `page` and `box` are the versions of its page and of its own box, as it told them; `counter` is where a counter
    machine stands.
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
class LinesNow:
    """How many screens, counters and kiosks are connected, and how many may be."""

    live: int
    cap: int


@dataclass(frozen=True, slots=True)
class ClockNow:
    """What is wrong with the server's clock, and what to do, in each language."""

    text: Mapping[str, str]
    action: Mapping[str, str]
