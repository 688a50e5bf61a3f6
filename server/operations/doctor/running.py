"""The doctor of a running centre: examines everything, writes no more than the readiness check does, and judges it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from prometheus_client import CollectorRegistry, generate_latest

from server import __version__
from server.config import ServerPart
from server.core.doctor import devices
from server.core.doctor.boxes import BoxFacts
from server.core.doctor.clock import ClockFacts
from server.core.doctor.database import DatabaseFacts
from server.core.doctor.examine import Facts, examine
from server.core.doctor.finding import Finding
from server.core.doctor.machine import Certificate, MachineFacts
from server.core.refusal import Refusal
from server.core.texts import BothTexts
from server.operations.doctor import machine, network
from server.operations.doctor.bundle import Gathered, bundle, counts
from server.operations.doctor.city_here import CityHere, city_facts
from server.operations.doctor.reading import as_read
from server.operations.doctor.set_here import setting_facts
from server.operations.log import KEPT
from server.ports import DoctorPorts
from server.service.context import Context
from server.service.doctor import stored
from server.service.machines.now import DeviceNow, LinesNow, PrinterAt
from server.service.screens.now import ScreenNow
from server.service.screens.voice_now import VoiceNow
from server.service.settings.folder_tried import same_disk
from server.service.standby.second_boxes import SecondBoxNow

CENTRES: Final = BothTexts("của trung tâm", "of the centre")


@dataclass(frozen=True, slots=True)
class Live:
    """What only the running server knows: each asks a part of it how it is now. `clock` is what is known of the clock.

    `clocks_ahead` are by how many milliseconds others' clocks are ahead of it, `second_boxes` are those that have ever followed this one,
    `city` is the line to the centre's city.
    """

    printers: Callable[[], list[PrinterAt]]
    devices: Callable[[], list[DeviceNow]]
    screens: Callable[[], list[ScreenNow]]
    voice: Callable[[], VoiceNow]
    lines: Callable[[], LinesNow]
    clock: Callable[[], ClockFacts]
    second_boxes: Callable[[], list[SecondBoxNow]]
    clocks_ahead: Callable[[], Sequence[int]] = tuple
    city: Callable[[], CityHere] = CityHere


class Doctor:
    """Examines when asked; `server` are the machine's settings, `registry` has the figures for operations."""

    def __init__(self, context: Context, server: ServerPart, live: Live, registry: CollectorRegistry) -> None:
        self._context, self._server, self._live, self._registry = context, server, live, registry

    def look(self) -> list[Finding]:
        """Everything that is not as it should be, the most serious first."""
        return examine(self._facts())

    def bundle(self) -> bytes:
        """A support bundle, a zip."""
        with self._context.store.read() as connection:
            counted = counts(connection)
        gathered = Gathered(
            centre=self._context.settings.document,
            server=self._server,
            findings=self.look(),
            counted=counted,
            metrics=generate_latest(self._registry).decode(),
            log=KEPT.newest(),
            machines={str(each.id): {"page": each.page, "box": each.box} for each in self._live.devices()},
        )
        return bundle(gathered)

    def ports(self, set_clock: Callable[[int], None]) -> DoctorPorts:
        """What routes need; `set_clock` sets this machine's clock."""
        return DoctorPorts(self.look, self.bundle, set_clock)

    def _facts(self) -> Facts:
        document, now = self._context.settings.document, self._context.clock()
        trouble = self._trouble()
        damaged = trouble is not None and trouble.code == "storage_damaged"
        here = CityHere() if damaged else self._live.city()
        ahead_ms = None if here.link is None else here.link.clock_ahead_ms
        facts = Facts(
            database=DatabaseFacts(now, trouble),
            disk=machine.disk_facts(self._server.data, self._refused()),
            machine=self._machine(now),
            clock=replace(self._live.clock(), city_ahead_ms=ahead_ms),
            settings=setting_facts(document, self._server),
            devices=self._devices(),
            city=city_facts(here, now, self._context.centre.local),
        )
        if damaged:
            return facts  # what it would say of people and backups is not to be believed
        return self._with_stored(facts, now, trouble)

    def _with_stored(self, facts: Facts, now: int, trouble: Refusal | None) -> Facts:
        part = self._context.settings.document.backup
        same = part.folder is not None and same_disk(part.folder, self._server.data)
        with self._context.store.read() as connection:
            return replace(
                facts,
                database=stored.database_facts(connection, now, self._context.centre.local, trouble=trouble),
                backups=stored.backup_facts(connection, part, now, same_disk=same),
                people=stored.people_facts(connection),
            )

    def _trouble(self) -> Refusal | None:
        try:
            if not self._context.store.works:
                return Refusal("storage_busy")
            self._context.store.must_be_sound()
        except Refusal as refusal:
            return refusal
        return None

    def _refused(self) -> tuple[str, str] | None:
        if (refused := self._context.store.refused) is None:
            return None
        at, code = refused
        return as_read(self._context.centre.local(at)), code

    def _machine(self, now: int) -> MachineFacts:
        return MachineFacts(
            memory=machine.memory(),
            certificate=certificate(self._server, now),
            open_folder=machine.open_folder(self._server.data),
        )

    def _devices(self) -> devices.DeviceFacts:
        here, lines = self._live.devices(), self._live.lines()
        return devices.DeviceFacts(
            version=__version__,
            printers=tuple(_printer(each) for each in self._live.printers()),
            voice=_voice(self._live.voice()),
            screens=tuple(devices.ScreenTroubles(s.device.name, s.troubles) for s in self._live.screens()),
            kiosks=tuple(_kiosks(here)),
            lines=(lines.live, lines.cap),
            second_boxes=tuple(self._silent_boxes()),
        )

    def _silent_boxes(self) -> Iterator[devices.SilentBox]:
        for box in self._live.second_boxes():
            if box.silent:
                yield devices.SilentBox(box.name, as_read(self._context.centre.local(box.heard_at)))


def certificate(server: ServerPart, now: int) -> Certificate | None:
    """The certificate of the centre's https address, or its own if people open another address; `now` is UTC milliseconds."""
    valid = network.certificate_of(server.public_url) or network.own_certificate(server.data)
    if valid is None:
        return None
    at = datetime.fromtimestamp(now / 1000, UTC)
    begins_s, left_s = (round((each - at).total_seconds()) for each in valid)
    begin, end = (f"{each:%d/%m/%Y}" for each in valid)
    return Certificate(begin, end, begins_s, left_s)


def _printer(printer: PrinterAt) -> devices.PrinterFacts:
    return devices.PrinterFacts(printer.name or CENTRES, printer.state, printer.text)


def _voice(voice: VoiceNow) -> devices.VoiceFacts:
    troubles = tuple((trouble.source, trouble.why) for trouble in voice.troubles)
    return devices.VoiceFacts(voice.enabled, voice.source, troubles, len(voice.missing))


def _kiosks(here: Iterable[DeviceNow]) -> Iterable[BoxFacts]:
    for device in here:
        if device.kind == "kiosk" and not device.revoked:
            yield BoxFacts(device.name, device.connected, device.box, device.upgrade)
