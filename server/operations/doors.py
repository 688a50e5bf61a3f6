"""What routes and pages need, collected from the parts of a running centre."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flask.typing import ResponseReturnValue

from server.background.keepers import Keepers
from server.hall.halls import Halls
from server.kiosks.machines import Kiosks
from server.live.lines import LiveLines
from server.operations.authority import authority
from server.operations.programs import Programs
from server.operations.signs_of_life import SignsOfLife
from server.operations.watches import Watches
from server.ports import DevicePorts, DoctorPorts, Ports, PrinterPorts
from server.service.context import Context
from server.service.machines.pairing import Pairings
from server.service.people.last_seen import LastSeen
from server.service.people.password_tries import PasswordTries
from server.service.people.pins import Pins
from server.service.procedures.search import Catalogue
from server.service.setup.first_run import FirstRun


@dataclass(frozen=True, slots=True)
class Doors:
    """The parts that routes need. `data` is the centre's data folder.

    `url` is how phones reach this server, `first_page` makes what `/` shows.
    """

    data: Path
    context: Context
    catalogue: Catalogue
    first_run: FirstRun
    life: SignsOfLife
    lines: LiveLines
    halls: Halls
    kiosks: Kiosks
    printers: PrinterPorts
    programs: Programs
    keepers: Keepers
    watches: Watches
    doctor: DoctorPorts
    url: Callable[[], str]
    first_page: Callable[[], ResponseReturnValue]

    def ports(self) -> Ports:
        """The ports for routes and pages."""
        pins = Pins(self.context)
        return Ports(
            context=self.context,
            catalogue=self.catalogue,
            pins=pins,
            password_tries=PasswordTries(self.context, pins.lockouts),
            first_run=self.first_run,
            pairings=Pairings(self.context),
            slips=self.kiosks.slips(),
            printers=self.printers,
            devices=DevicePorts(self.life.devices, self.life.seen),
            programs=self.programs.ports(),
            messages=self.programs.message_ports(),
            doctor=self.doctor,
            backups=self.keepers.backup_ports(),
            restoring=self.keepers.restoring.ports(),
            standby=self.keepers.standby.ports(),
            screens=self.halls.screens.ports(self.halls.large_places),
            voice=self.halls.speech.ports(self.lines.sounds.everywhere),
            speak=self.kiosks.speak,
            registry=self.watches.metrics.registry,
            last_seen=LastSeen(self.context),
            public_url=self.url,
            first_page=self.first_page,
            reports=self.keepers.report_ports(),
            authority=partial(authority, self.data),
            releases=self.kiosks.releases(),
            measured=self.watches.alerts.measured,
            city=self.watches.city.ports(),
        )
