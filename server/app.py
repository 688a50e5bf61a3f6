"""The wiring: the only place that knows every room."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path

from flask.typing import ResponseReturnValue

from server import config
from server.background.backups import BackupKeeper
from server.background.day_keeper import DayKeeper
from server.background.forecaster import Forecaster
from server.background.old_box import OldBox
from server.background.packer import Packer
from server.background.publisher import Publisher
from server.background.repeated import Repeated
from server.background.report_writer import ReportWriter
from server.background.restoring import RestoreDesk
from server.background.standing_by import StandbyDesk
from server.core.texts import Languages
from server.hall.large_places import HallLargePlaces
from server.hall.pace import Pace
from server.hall.screen_reports import NAMESPACE as SCREENS_LINE
from server.hall.screen_reports import HallScreens
from server.hall.speech import Speech
from server.http.address import public_url
from server.http.body import BODY_LIMIT
from server.http.languages import further_languages
from server.kiosks.printers import Printers
from server.kiosks.printing import Printing
from server.kiosks.read_aloud import SpokenGuidance
from server.kiosks.releases import Releases
from server.kiosks.slip_preview import slip_preview
from server.live.lines import LiveLines
from server.live.socket_server import socket_server
from server.operations.authority import authority
from server.operations.clock_watch import ClockWatch
from server.operations.device_metrics import HealthFigures, SecondBoxFigures
from server.operations.doctor.clock_setter import set_system_clock
from server.operations.doctor.running import Doctor, Live
from server.operations.metrics import Metrics
from server.operations.programs import Programs
from server.operations.shown import Shown
from server.operations.signs_of_life import SignsOfLife
from server.operations.site import site
from server.ports import BackupPorts, DevicePorts, Ports, PrinterPorts, ReportPorts, SlipPorts
from server.service.alerts.measuring import Machines
from server.service.alerts.watching import Watching
from server.service.backups.encrypting import encrypt_with
from server.service.begin import begin
from server.service.context import Context, secret, since_boot, wall_clock
from server.service.machines.boxes import Boxes
from server.service.machines.pairing import Pairings
from server.service.people.last_seen import LastSeen
from server.service.people.password_tries import PasswordTries
from server.service.people.passwords import Passwords
from server.service.people.pins import Pins
from server.service.procedures.search import Catalogue
from server.service.procedures.shipped import shipped_catalogue
from server.service.queue.keeping import resume_due
from server.service.reports.day_files import day_files
from server.service.setup.first_run import FirstRun
from server.service.standby.handing_over import must_be_the_one
from server.service.standby.second_boxes import SecondBoxes
from server.web.pages import managers_page


class Server:
    """One running centre: the Flask app, its live line and its threads; `close` ends them all.

    `clock` gives UTC milliseconds, `set_clock` sets the machine's, `pace` is the voice's; `first_page` is what `/` shows, in the demo another one;
    `catalogue` loads the procedures.
    """

    def __init__(  # noqa: PLR0913 - all but the first two have a default that is right for a server
        self,
        settings: config.Settings,
        clock: Callable[[], int] = wall_clock,
        *,
        pace: Pace = Pace(),
        passwords: Passwords | None = None,
        set_clock: Callable[[int], None] = set_system_clock,
        catalogue: Callable[[Context], Catalogue] = shipped_catalogue,
    ) -> None:
        self.settings = settings
        self.publisher = Publisher()
        data = settings.server.data
        self.context = self._opened(clock, passwords)
        self.catalogue = catalogue(self.context)
        begin(self.context)
        self.first_run = FirstRun(self.context)
        self.url = partial(public_url, settings.server)
        languages = Languages(further_languages(data / "translations"))
        self.app = site(settings, languages)
        self.socketio = socket_server(self.app, settings.server, BODY_LIMIT)
        self.lines = LiveLines(self.socketio, self.context, settings.server.sockets)
        self.sockets = self.lines.sockets
        self.clock_watch = self._clock_watch(languages)
        self.boxes = Boxes(clock)
        self.life = SignsOfLife(self.context, self.sockets.devices, self.boxes)
        self.screens = HallScreens(self.context, self.life.devices, self.sockets.greet_again)
        self.first_page: Callable[[], ResponseReturnValue] = managers_page
        self.large_places = HallLargePlaces(lambda: self.context.settings.document.display.call_stays_seconds)
        self.printing = self._printing(languages)
        self.speech = self._speech(data, pace)
        self.metrics = self._metrics()
        self.forecaster = Forecaster(self.context)
        self.programs = Programs(self.context)
        self.backups, self.report_writer, self.restoring, self.standby = self._writers(data)
        self.doctor = self._doctor().ports(set_clock)
        self.watching = Watching(self.context, self._machines(clock()))
        self._open()
        self.day_keeper, self.packer = DayKeeper(self.context), Packer(self.context)
        self.repeated = self._repeated()

    def _opened(self, clock: Callable[[], int], passwords: Passwords | None) -> Context:
        """The centre's data; let go again where another box goes on with this centre. Raises a storage `Refusal`."""
        data = self.settings.server.data
        context = Context(data, self.settings.of_centre(), clock, self.publisher, passwords=passwords)
        try:
            must_be_the_one(context, data)
        except BaseException:
            context.close()
            raise
        return context

    def close(self) -> None:
        """Stop sending, finish printing and writing, let the data folder go."""
        for each in self.repeated:
            each.close()
        beside = (
            self.day_keeper,
            self.packer,
            self.speech.announcer,
            self.lines,
            self.printing,
            self.forecaster,
        )
        writers = (self.report_writer, self.backups, self.restoring, self.standby)
        for part in (*beside, *writers, self.programs, self.context, self.publisher):
            part.close()

    def _clock_watch(self, languages: Languages) -> ClockWatch:
        clock = self.context.clock
        watch = ClockWatch(self.context, languages, since_boot if clock is wall_clock else None)
        self.context.clock_doubtful = watch.doubtful
        return watch

    def _metrics(self) -> Metrics:
        health = HealthFigures(self.printing.health, self.life.devices, self.screens.screens)
        return Metrics(self.context, self.sockets.lines, (health, SecondBoxFigures(self.second_boxes.all)))

    def _machines(self, since: int) -> Machines:
        """What alerts ask of machines; `since` is when they could first be heard, UTC milliseconds."""
        return Machines(self.life.devices, self._printers.all, since, self.second_boxes.all)

    def _writers(self, data: Path) -> tuple[BackupKeeper, ReportWriter, RestoreDesk, StandbyDesk]:
        """What writes whole files: backups, the report of the day, what is restored, and a second box's first copy."""
        restoring = RestoreDesk(self.context, data, self.settings.of_centre())
        reports = ReportWriter(self.context, partial(day_files, self.context), data)
        return BackupKeeper(self.context, data), reports, restoring, StandbyDesk(data, self.second_boxes)

    def _speech(self, data: Path, pace: Pace) -> Speech:
        sounds = self.lines.sounds
        return Speech(self.context, data / "voice", sounds.tell, sounds.listening, pace)

    def _printing(self, languages: Languages) -> Printing:
        tell = partial(self.sockets.tell, "/kiosk", "print")
        changed = partial(self.lines.changed, "/kiosk", "/admin")
        return Printing(self._printer_set, self.context, self.url, languages, tell, changed)

    def _doctor(self) -> Doctor:
        devices = self.life.devices
        live = Live(
            printers=lambda: self._printers.all(),  # noqa: PLW0108 - made once everything else is there
            devices=devices,
            screens=self.screens.screens,
            voice=self.speech.voice.now,
            lines=self.sockets.lines,
            clock=lambda: self.clock_watch.all_facts(devices()),
            second_boxes=self.second_boxes.all,
        )
        return Doctor(self.context, self.settings.server, live, self.metrics.registry)

    def _printer_set(self) -> config.PrinterPart:
        return self.settings.server.in_place_of(self.context.settings.document.printer)

    def _slip_preview(self, wanted: config.CentreSettings) -> bytes:
        width = self.settings.server.in_place_of(wanted.printer).width
        return slip_preview(self.context, wanted, width, self.url)

    def _repeated(self) -> tuple[Repeated, ...]:
        """What is looked after every few seconds."""
        return (
            Repeated("alert-watch", self.watching.look),
            Repeated("old-box", OldBox(self.settings.server.data).look),
            Repeated("places-kept", partial(resume_due, self.context)),
        )

    @cached_property
    def second_boxes(self) -> SecondBoxes:
        """Who follows this one."""
        return SecondBoxes(self.context, self.settings.server.data)

    @cached_property
    def _printers(self) -> PrinterPorts:
        changed = partial(self.lines.changed, "/admin")
        boxes, devices, printer = self.boxes, self.life.devices, self._printer_set
        return Printers(self.context, printer, self.printing, boxes, devices, changed).ports()

    def _open(self) -> None:
        """Let people in, and let everybody hear what happens."""
        devices, screens, clock = self.life.devices, self.screens.screens, self.clock_watch.now
        printer, lines = self.printing.now, self.sockets.lines
        reports = self.report_writer.trouble
        shown = Shown(self.context, self.large_places, printer, lines, devices, screens, clock, reports)
        self.lines.open(shown.snapshots(), {SCREENS_LINE: self.screens.hello})
        self.sockets.hear_clocks(self.clock_watch.compare)
        self.sockets.listen(SCREENS_LINE, "health", self.screens.report)
        self.app.extensions["goiso"] = self._ports()
        listeners = self.lines.listeners() | {
            "metrics": self.metrics.heard,
            "forecaster": self.forecaster.heard,
            "screens": self.screens.heard,
            "announcer": self.speech.announcer.heard,
            "printing": self.printing.heard,
            "programs": self.programs.heard,
        }
        self.publisher.first(self.sockets.note)
        for name, heard in listeners.items():
            self.publisher.subscribe(name, heard)

    def _backup_ports(self) -> BackupPorts:
        keeper, data = self.backups, self.settings.server.data
        encrypt = partial(encrypt_with, self.context, data)
        return BackupPorts(keeper.make, keeper.making, keeper.beside_data, encrypt)

    def _own_key(self) -> bytes:
        """What this server signs releases with."""
        return secret(self.settings.server.data, "release.key")

    def _ports(self) -> Ports:
        pins = Pins(self.context)
        return Ports(
            context=self.context,
            catalogue=self.catalogue,
            pins=pins,
            password_tries=PasswordTries(self.context, pins.lockouts),
            first_run=self.first_run,
            pairings=Pairings(self.context),
            slips=SlipPorts(self.printing.take, self.printing.reprint, self._slip_preview),
            printers=self._printers,
            devices=DevicePorts(self.life.devices, self.life.seen),
            programs=self.programs.ports(),
            messages=self.programs.message_ports(),
            doctor=self.doctor,
            backups=self._backup_ports(),
            restoring=self.restoring.ports(),
            standby=self.standby.ports(),
            screens=self.screens.ports(self.large_places),
            voice=self.speech.ports(self.lines.sounds.everywhere),
            speak=SpokenGuidance(self.settings.server.data).say,
            registry=self.metrics.registry,
            last_seen=LastSeen(self.context),
            public_url=self.url,
            first_page=lambda: self.first_page(),  # noqa: PLW0108 - as it is then: the demo sets another
            reports=ReportPorts(self.report_writer.trouble, self.report_writer.write_now),
            authority=partial(authority, self.settings.server.data),
            releases=Releases(self.settings.server.release, self._own_key).ports(),
        )
