"""The hall's screens: where each stands, its last report, and what is wrong with it.

Reports are kept in memory: they are signs of life, not facts to keep.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from server.core.events import DeviceRevoked, Entry, ScreenPlaced
from server.core.refusal import Refusal
from server.core.screens.health import ScreenFacts, told, troubles
from server.core.screens.place import ScreenPlace
from server.hall.board import board_of, plain_of
from server.hall.large_places import HallLargePlaces
from server.http.build import build
from server.ports import ScreenPorts
from server.service.context import Context
from server.service.machines.now import DeviceNow
from server.service.screens import screen_places as screens
from server.service.screens.now import Hello, ScreenNow, ScreenReport, is_watched

NAMESPACE: Final = "/board"
MOVES_SCREENS: Final = (ScreenPlaced, DeviceRevoked)
"""After these events a screen stands elsewhere or nowhere."""
_GONE: Final = {"unknown_hall": "hall", "unknown_counter": "counter"}


class HallScreens:
    """All hall screens. `devices` lists devices with their signs of life; `greet` sends a screen its `hello`."""

    def __init__(
        self, context: Context, devices: Callable[[], list[DeviceNow]], greet: Callable[[str, int], None]
    ) -> None:
        self._context = context
        self._devices = devices
        self._greet = greet
        self._reports: dict[int, ScreenReport] = {}

    def hello(self, device: int | None) -> Hello:
        """What a screen is told when it comes."""
        place = None if device is None else screens.place_of(self._context, device)
        gone = screens.gone(self._context, place)
        return Hello(build(), None if place is None or gone else place.address, gone)

    def report(self, device: int, raw: object) -> None:
        """A screen tells how it is. Raises `bad_request`."""
        said = told(raw)
        behind, late_ms = screens.missed(self._context, said.seq)
        self._reports[device] = ScreenReport(self._context.clock(), behind, late_ms, said)

    def heard(self, entries: list[Entry]) -> None:
        """Send a moved screen to its new place at once."""
        for entry in entries:
            if isinstance(entry.event, ScreenPlaced):
                self._greet(NAMESPACE, entry.event.device)
            elif isinstance(entry.event, DeviceRevoked):
                self._reports.pop(entry.event.device, None)

    def ports(self, large_places: HallLargePlaces) -> ScreenPorts:
        """What routes need; `large_places` remembers which calls are shown large."""
        return ScreenPorts(
            self.screens,
            self.hello,
            partial(board_of, self._context, large_places),
            partial(plain_of, self._context, large_places),
        )

    def screens(self) -> list[ScreenNow]:
        """Every screen that is not revoked."""
        placed = screens.by_device(self._context)
        return [
            self._now(device, placed.get(device.id))
            for device in self._devices()
            if device.kind == screens.KIND and not device.revoked
        ]

    def _now(self, device: DeviceNow, place: ScreenPlace | None) -> ScreenNow:
        report = self._reports.get(device.id)
        return ScreenNow(device, place, report, troubles(self._facts(device, place, report)))

    def _facts(
        self, device: DeviceNow, place: ScreenPlace | None, report: ScreenReport | None
    ) -> ScreenFacts:
        now = self._context.clock()
        return ScreenFacts(
            connected=device.connected,
            watched=is_watched(place),
            seen_ms=None if device.last_seen is None else now - device.last_seen,
            place=_lost(screens.gone(self._context, place)),
            reported_ms=None if report is None else now - report.at,
            late_ms=0 if report is None else report.late_ms,
            told=None if report is None else report.told,
            speaks=place is not None and place.sound,
            enrolled_ms=now - device.enrolled_at,
            version=build(),
        )


def _lost(gone: Refusal | None) -> str | None:
    """The part of a screen's place that the settings no longer have: its hall or its counter."""
    return None if gone is None else _GONE.get(gone.code)
