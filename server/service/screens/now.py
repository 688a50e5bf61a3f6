"""The present state of hall screens, and what a screen is told when it connects."""

from dataclasses import dataclass

from server.core.refusal import Refusal
from server.core.screens.health import Reported
from server.core.screens.place import PLAIN, ScreenPlace
from server.service.machines.now import DeviceNow


@dataclass(frozen=True, slots=True)
class ScreenReport:
    """What a screen told at `at` (UTC milliseconds), how many journal entries it was behind, and for how long."""

    at: int
    behind: int
    late_ms: int
    told: Reported


def is_watched(place: ScreenPlace | None) -> bool:
    """Whether a page at this place has a line; one without scripts has none."""
    return place is None or place.layout != PLAIN


@dataclass(frozen=True, slots=True)
class ScreenNow:
    """A screen: its place, its last report, and its troubles, worst first."""

    device: DeviceNow
    place: ScreenPlace | None
    report: ScreenReport | None
    troubles: tuple[str, ...]

    @property
    def watched(self) -> bool:
        """Whether its page has a line, so that its absence is noticed."""
        return is_watched(self.place)


@dataclass(frozen=True, slots=True)
class Hello:
    """What a screen is told when it connects: the server's build, its page, and what is wrong with its place."""

    version: str
    next: str | None
    gone: Refusal | None
