"""The wiring: the only place that knows every room."""

from collections.abc import Callable
from functools import partial

from flask.typing import ResponseReturnValue

from server import config
from server.background.forecaster import Forecaster
from server.background.keepers import Keepers
from server.background.publisher import Publisher
from server.core.clock import wall_clock
from server.core.events import SETTINGS
from server.core.texts import Languages
from server.hall.announcer import MOVES_VOICES
from server.hall.halls import Halls
from server.hall.pace import SpeechPace
from server.hall.screen_reports import MOVES_SCREENS
from server.hall.screen_reports import NAMESPACE as SCREENS_LINE
from server.http.address import public_url
from server.http.body import BODY_LIMIT
from server.http.languages import further_languages
from server.kiosks.machines import Kiosks
from server.live.lines import LiveLines
from server.live.socket_server import socket_server
from server.live.sockets import MOVES_LISTENERS
from server.operations.clock_watch import watch_clock
from server.operations.doctor.clock_setter import set_system_clock
from server.operations.doors import Doors
from server.operations.live_parts import live_of
from server.operations.programs import Programs
from server.operations.shown import Shown
from server.operations.signs_of_life import SignsOfLife
from server.operations.site import site
from server.operations.watches import Watches
from server.service.begin import begin
from server.service.context import Context
from server.service.machines.boxes import Boxes
from server.service.people.passwords import Passwords
from server.service.procedures.search import Catalogue
from server.service.procedures.shipped import shipped_catalogue
from server.service.setup.first_run import FirstRun
from server.service.standby.handing_over import as_the_one
from server.service.standby.second_boxes import SecondBoxes
from server.store.centre_clock import since_boot
from server.web.pages import work_page


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
        pace: SpeechPace = SpeechPace(),
        passwords: Passwords | None = None,
        set_clock: Callable[[int], None] = set_system_clock,
        catalogue: Callable[[Context], Catalogue] = shipped_catalogue,
    ) -> None:
        self.settings = settings
        self.publisher = Publisher()
        data = settings.server.data
        opened = partial(Context, data, settings.of_centre(), clock, self.publisher, passwords=passwords)
        self.context = as_the_one(opened(steady=since_boot if clock is wall_clock else None), data)
        self.catalogue = catalogue(self.context)
        begin(self.context)
        self.first_run = FirstRun(self.context)
        self.first_page: Callable[[], ResponseReturnValue] = work_page
        self.url = partial(public_url, settings.server)
        languages = Languages(further_languages(data / "translations"))
        self.app = site(settings, languages)
        self.socketio = socket_server(self.app, settings.server, BODY_LIMIT)
        self.lines = LiveLines(self.socketio, self.context, settings.server.sockets)
        self.sockets = self.lines.sockets
        self.clock_watch = watch_clock(self.context, languages)
        self.boxes = Boxes(self.context.clock)
        self.life = SignsOfLife(self.context, self.sockets.devices, self.boxes)
        self.halls = self._halls(pace, languages)
        self.kiosks = self._kiosks(languages)
        self.printing = self.kiosks.printing
        self.forecaster = Forecaster(self.context)
        self.programs = Programs(self.context)
        second_boxes = SecondBoxes(self.context, data)
        self.keepers = Keepers(self.context, data, settings.of_centre(), second_boxes)
        self.printers = self.kiosks.printers(self.boxes, self.life.devices)
        live = live_of(self.printers, self.life, self.halls, self.lines, self.clock_watch, second_boxes)
        self.watches = Watches(self.context, settings.server, live, self.printing.health)
        self.doctor = self.watches.doctor.ports(set_clock)
        self._open()

    def close(self) -> None:
        """Stop sending, finish printing and writing, release the data folder."""
        beside = (self.keepers, self.halls.speech.announcer, self.lines, self.printing, self.forecaster)
        for part in (self.watches, *beside, self.programs, self.context, self.publisher):
            part.close()

    def _halls(self, pace: SpeechPace, languages: Languages) -> Halls:
        sounds, folder = self.lines.sounds, self.settings.server.data / "voice"
        greet = self.sockets.greet_again
        return Halls(
            self.context, self.life.devices, greet, sounds.tell, sounds.listening, folder, pace, languages
        )

    def _kiosks(self, languages: Languages) -> Kiosks:
        tell = partial(self.sockets.tell, "/kiosk", "print")
        return Kiosks(self.context, self.settings.server, self.url, languages, tell, self.lines.changed)

    def _open(self) -> None:
        """Open the live lines, and subscribe the listeners."""
        devices, screens, clock = self.life.devices, self.halls.screens.screens, self.clock_watch.now
        printer, lines, reports = self.printing.now, self.sockets.lines, self.keepers.reports.trouble
        shown = Shown(self.context, self.halls.large_places, printer, lines, devices, screens, clock, reports)
        self.app.extensions["goiso"] = self._doors().ports()
        self.lines.open(shown.snapshots(), {SCREENS_LINE: self.halls.screens.hello})
        self.sockets.hear_clocks(self.clock_watch.compare)
        self.sockets.listen(SCREENS_LINE, "health", self.halls.screens.report)
        self.publisher.first(self.sockets.note)
        wakes = (self.lines.heard, self.forecaster.heard, self.watches.heard, self.programs.heard)
        self.publisher.subscribe("wakes", *wakes)
        self.publisher.subscribe("sockets", self.sockets.heard, of=MOVES_LISTENERS)
        self.publisher.subscribe("screens", self.halls.screens.heard, of=MOVES_SCREENS)
        self.publisher.subscribe("announcer", self.halls.speech.announcer.heard, of=MOVES_VOICES)
        self.publisher.subscribe("printing", self.printing.heard, of=SETTINGS)
        self.keepers.begin(self.watches.alerts.look)

    def _doors(self) -> Doors:
        return Doors(
            data=self.settings.server.data,
            context=self.context,
            catalogue=self.catalogue,
            first_run=self.first_run,
            life=self.life,
            lines=self.lines,
            halls=self.halls,
            kiosks=self.kiosks,
            printers=self.printers,
            programs=self.programs,
            keepers=self.keepers,
            watches=self.watches,
            doctor=self.doctor,
            url=self.url,
            first_page=lambda: self.first_page(),  # noqa: PLW0108 - as it is then: the demo sets another
        )
