"""The state of the centre's machines, for the people who look after many centres. Machines are only counted; their names stay here."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median_low
from typing import Any, Final, Protocol

from server.core.printers import Need, Paper, meant
from server.core.units import SECOND_MS
from server.service.alerts.open_alerts import standing
from server.service.backups.told import made_at
from server.service.context import Context
from server.service.machines.now import DeviceNow, PrinterAt
from server.service.screens.now import ScreenNow

_CENTRE: Final = "centre"
_MB: Final = 1 << 20
_PRINTER: Final = {Need.SOMEBODY: "trouble", Need.UNKNOWN: "unknown"}
"""What is said of a printer that needs this and has paper; every other one is called ready."""
_RESIDENT: Final = Path("/proc/self/statm")


class MachinesAsked(Protocol):
    """Gives the present state of the machines."""

    @property
    def devices(self) -> Callable[[], list[DeviceNow]]:
        """Every machine."""

    @property
    def printers(self) -> Callable[[], list[PrinterAt]]:
        """The centre's printer and those of kiosks."""

    @property
    def screens(self) -> Callable[[], list[ScreenNow]]:
        """The hall's screens."""

    @property
    def clocks_ahead(self) -> Callable[[], Sequence[int]]:
        """By how many milliseconds others' clocks are ahead of this machine's."""


class MachinesHealth:
    """Reports the machines of the centre with the data folder `data`, and what became of the city's `catalogue`."""

    def __init__(
        self,
        context: Context,
        data: Path,
        machines: MachinesAsked,
        catalogue: Callable[[], dict[str, Any] | None] = lambda: None,
    ) -> None:
        self._context, self._data, self._machines, self._catalogue = context, data, machines, catalogue
        self._began = time.monotonic()

    def now(self) -> dict[str, Any]:
        """All of it, ready for JSON."""
        disk = os.statvfs(self._data)
        free = disk.f_bavail * disk.f_frsize
        return {
            "kiosks": self._kiosks(),
            "screens": self._screens(),
            "disk_free_mb": free // _MB,
            "disk_share": round(1 - disk.f_bavail / disk.f_blocks, 3) if disk.f_blocks else 0.0,
            "backup_age_s": self._backup_age_s(),
            "clock_off_s": self._clock_off_s(),
            "memory_mb": _resident_mb(),
            "uptime_s": round(time.monotonic() - self._began),
            "catalogue": self._catalogue(),
            "alerts": sorted({alert.rule.metric.value for alert in standing(self._context)}),
        }

    def _kiosks(self) -> list[dict[str, Any]]:
        printers = {printer.id: printer.state for printer in self._machines.printers()}
        kiosks = [each for each in self._machines.devices() if each.kind == "kiosk" and not each.revoked]
        return [
            {"n": n, "state": "on" if kiosk.connected else "silent"}
            | _printer(printers.get(str(kiosk.id)) or printers.get(_CENTRE) or "")
            for n, kiosk in enumerate(sorted(kiosks, key=lambda each: each.id), start=1)
        ]

    def _screens(self) -> dict[str, int]:
        watched = [
            each.device for each in self._machines.screens() if each.watched and not each.device.revoked
        ]
        on = sum(device.connected for device in watched)
        return {"on": on, "silent": len(watched) - on}

    def _backup_age_s(self) -> int | None:
        at = made_at(self._context)
        return None if at is None else max(0, self._context.clock() - at) // SECOND_MS

    def _clock_off_s(self) -> float | None:
        """By how much the median of the other clocks is ahead, in seconds."""
        ahead = self._machines.clocks_ahead()
        return round(median_low(ahead) / SECOND_MS, 1) if ahead else None


def _printer(state: str) -> dict[str, str]:
    known = meant(state)
    printer = "out" if known.paper is Paper.OUT else _PRINTER.get(known.need, "ready")
    return {"printer": printer, "paper": known.paper.value}


def _resident_mb(facts: Path = _RESIDENT) -> int | None:
    """The memory that this process uses, in MB."""
    try:
        pages = int(facts.read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") // _MB
