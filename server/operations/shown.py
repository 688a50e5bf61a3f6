"""What connected pages receive after every change: one snapshot for each live line."""

from collections.abc import Callable
from dataclasses import dataclass

from server.core.reports.troubles import ReportTrouble
from server.hall.board import board_of
from server.hall.large_places import HallLargePlaces
from server.live.sockets import console_room, kiosk_point
from server.service.context import Context
from server.service.machines.now import ClockNow, DeviceNow, LinesNow, PrinterNow
from server.service.queue.console import console_now
from server.service.queue.console_views import console_view
from server.service.ratings.asking import tablet_now
from server.service.ratings.views import tablet_view
from server.service.screens.now import ScreenNow
from server.service.snapshot_views import kiosk_view, manager_view
from server.service.snapshots import MachinesNow, kiosk_now, manager_now
from server.service.views import View


@dataclass(frozen=True, slots=True)
class Shown:
    """Asks each part of the centre for its present state."""

    context: Context
    large_places: HallLargePlaces
    printer: Callable[[], PrinterNow]
    lines: Callable[[], LinesNow]
    devices: Callable[[], list[DeviceNow]]
    screens: Callable[[], list[ScreenNow]]
    clock: Callable[[], ClockNow | None]
    reports: Callable[[], ReportTrouble | None]

    def snapshots(self) -> dict[str, Callable[[str], View]]:
        """For each namespace, the function that makes the snapshot of one of its rooms."""
        context = self.context
        return {
            "/board": lambda hall: board_of(context, self.large_places, hall).view,
            "/counter": lambda room: console_view(context, console_now(context, *console_room(room))),
            "/kiosk": lambda room: kiosk_view(context, kiosk_now(context, self.printer(), kiosk_point(room))),
            "/admin": lambda _: manager_view(context, manager_now(context, self._machines())),
            "/rating": lambda tablet: tablet_view(context, tablet_now(context, int(tablet))),
        }

    def _machines(self) -> MachinesNow:
        return MachinesNow(
            self.printer(), self.lines(), self.devices(), self.screens(), self.clock(), self.reports()
        )
