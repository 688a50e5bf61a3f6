"""From all that is known of a machine and its centre to what somebody should do, the gravest first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from server.core.doctor import centre, city, clock, database, devices, disk, machine
from server.core.doctor.centre import BackupFacts, PeopleFacts, SettingFacts
from server.core.doctor.city import CityFacts
from server.core.doctor.clock import ClockFacts
from server.core.doctor.database import DatabaseFacts
from server.core.doctor.devices import DeviceFacts
from server.core.doctor.disk import DiskFacts
from server.core.doctor.finding import Finding, FindingKind, worst_first
from server.core.doctor.machine import MachineFacts

CATALOGUE: Final[Mapping[str, FindingKind]] = {
    kind.code: kind for area in (database, disk, machine, clock, centre, devices, city) for kind in area.KINDS
}
"""Every kind of finding by its code, which programs rely on."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known; a part that is `None` was not looked at, and nothing is said of it."""

    database: DatabaseFacts | None = None
    disk: DiskFacts | None = None
    machine: MachineFacts | None = None
    clock: ClockFacts | None = None
    backups: BackupFacts | None = None
    people: PeopleFacts | None = None
    settings: SettingFacts | None = None
    devices: DeviceFacts | None = None
    city: CityFacts | None = None


_LOOKS: Final[Mapping[str, Callable[..., Iterable[Finding]]]] = {
    "database": database.findings,
    "disk": disk.findings,
    "machine": machine.findings,
    "clock": clock.findings,
    "backups": centre.of_backups,
    "people": centre.of_people,
    "settings": centre.of_settings,
    "devices": devices.findings,
    "city": city.findings,
}


def examine(facts: Facts) -> list[Finding]:
    """Everything that is not as it should be, the gravest first."""
    found: list[Finding] = []
    for part, look in _LOOKS.items():
        if (known := getattr(facts, part)) is not None:
            found += look(known)
    return worst_first(found)
