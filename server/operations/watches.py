"""The watchers of a running centre: figures for operations, the doctor, alerts, its city. All ask the same parts."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.health import PrinterHealth
from server.config import ServerPart
from server.core.events import Entry
from server.operations.backup_metrics import BackupFigures
from server.operations.city_line import CityLine
from server.operations.city_metrics import CityFigures
from server.operations.device_metrics import HealthFigures, SecondBoxFigures
from server.operations.doctor.running import Doctor, Live
from server.operations.metrics import Metrics
from server.service.alerts.measuring import Machines
from server.service.alerts.watching import Watching
from server.service.context import Context


class Watches:
    """Looks when asked, and tells the city if there is one; `machine` are this machine's settings, `live` is what only the running server knows.

    `printer` gives the state of the centre's own printer.
    """

    def __init__(
        self, context: Context, machine: ServerPart, live: Live, printer: Callable[[], PrinterHealth | None]
    ) -> None:
        health = HealthFigures(printer, live.devices, live.screens)
        self.city = CityLine(context, machine.data, live)
        boxes = SecondBoxFigures(live.second_boxes)
        machines = (health, boxes, CityFigures(self.city.now), BackupFigures(context))
        self.metrics = Metrics(context, live.lines, machines)
        self.doctor = Doctor(context, machine, replace(live, city=self.city.here), self.metrics.registry)
        since = context.clock()
        self.alerts = Watching(context, Machines(live.devices, live.printers, since, live.second_boxes))

    def heard(self, entries: list[Entry]) -> None:
        """Something happened."""
        self.metrics.heard(entries)
        self.city.heard(entries)

    def close(self) -> None:
        """Stop telling anybody."""
        self.city.close()
