"""The hall's screens as a fleet: where each stands, what it told of itself last, and what is wrong with it.

Reports are kept in memory: they are signs of life, not facts to keep.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from server.core.events import DeviceRevoked, Entry, ScreenPlaced
from server.core.screens.health import Known, Told, told, troubles
from server.core.screens.place import PLAIN, ScreenPlace
from server.http.build import build
from server.service.context import Context
from server.service.screens import places as screens
from server.service.views import iso

NAMESPACE: Final = "/board"
_GONE: Final = {"unknown_hall": "hall", "unknown_counter": "counter"}
View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """What a screen told at `at` (UTC milliseconds), how many entries it was behind, and for how long."""

    at: int
    behind: int
    late_ms: int
    told: Told


class Fleet:
    """All hall screens. `devices` lists devices with their signs of life; `greet` sends a screen its `hello`."""

    def __init__(
        self, context: Context, devices: Callable[[], list[View]], greet: Callable[[str, int], None]
    ) -> None:
        self._context = context
        self._devices = devices
        self._greet = greet
        self._reports: dict[int, Report] = {}

    def hello(self, device: int | None) -> View:
        """What a screen is told when it comes: the server's build, its page, and what is wrong with its place."""
        place = None if device is None else screens.place_of(self._context, device)
        gone = screens.gone(self._context, place)
        return {
            "version": build(),
            "next": None if place is None or gone else place.address,
            "gone": None if gone is None else {"code": gone.code, "text": gone.texts()},
        }

    def report(self, device: int, raw: object) -> None:
        """A screen tells how it is. Raises `bad_request`."""
        said = told(raw)
        behind, late_ms = screens.missed(self._context, said.seq)
        self._reports[device] = Report(self._context.clock(), behind, late_ms, said)

    def heard(self, entries: list[Entry]) -> None:
        """A screen that was moved goes there at once: a listener for `server.background.publisher`."""
        for entry in entries:
            if isinstance(entry.event, ScreenPlaced):
                self._greet(NAMESPACE, entry.event.device)
            elif isinstance(entry.event, DeviceRevoked):
                self._reports.pop(entry.event.device, None)

    def screens(self) -> list[View]:
        """Every screen that is not revoked, as the manager's page shows it."""
        placed = screens.places(self._context)
        return [
            self._screen(device, placed.get(device["id"]))
            for device in self._devices()
            if device["kind"] == screens.KIND and not device["revoked"]
        ]

    def _screen(self, device: Mapping[str, Any], place: ScreenPlace | None) -> View:
        report = self._reports.get(device["id"])
        return {
            "id": device["id"],
            "name": device["name"],
            "connected": device["connected"],
            "last_seen": device["last_seen"],
            "watched": place is None or place.layout != PLAIN,
            "place": None if place is None else asdict(place) | {"address": place.address},
            "report": None if report is None else self._report_view(report),
            "troubles": list(troubles(self._known(device, place, report))),
        }

    def _known(self, device: Mapping[str, Any], place: ScreenPlace | None, report: Report | None) -> Known:
        gone = screens.gone(self._context, place)
        return Known(
            connected=device["connected"],
            watched=place is None or place.layout != PLAIN,
            seen_ms=self._ago(device["last_seen"]),
            place=_GONE.get(gone.code) if gone else None,
            reported_ms=None if report is None else self._context.clock() - report.at,
            late_ms=0 if report is None else report.late_ms,
            told=None if report is None else report.told,
            speaks=place is not None and place.sound,
            version=build(),
        )

    def _ago(self, at: str | None) -> int | None:
        """Milliseconds since an ISO time."""
        return (
            None if at is None else self._context.clock() - int(datetime.fromisoformat(at).timestamp() * 1000)
        )

    def _report_view(self, report: Report) -> View:
        return {"at": iso(self._context, report.at), "behind": report.behind} | asdict(report.told)
