"""The wiring: the only place that knows every room."""

from collections.abc import Callable
from functools import partial

from flask.typing import ResponseReturnValue

from server import config
from server.background.day_keeper import DayKeeper
from server.background.forecaster import Forecaster
from server.background.publisher import Publisher
from server.core.texts import Languages
from server.hall.announcer import Announcer
from server.hall.board import board_of, plain_of
from server.hall.large_places import HallPlaces
from server.hall.loudspeakers import Loudspeakers
from server.hall.pace import Pace
from server.hall.screen_reports import NAMESPACE as SCREENS_LINE
from server.hall.screen_reports import Fleet
from server.hall.voice import CentreVoice
from server.http.address import public_url
from server.http.body import BODY_LIMIT
from server.http.languages import further_languages
from server.kiosks.printing import Printing
from server.kiosks.read_aloud import SpokenGuidance
from server.live import Broadcaster, Sockets
from server.live.screen_sounds import ScreenSounds
from server.live.socket_server import socket_server
from server.operations.device_metrics import HealthFigures
from server.operations.metrics import Metrics
from server.operations.signs_of_life import SignsOfLife
from server.operations.site import site
from server.ports import DevicePorts, Ports, ScreenPorts, SlipPorts, VoicePorts
from server.service.context import Context, wall_clock
from server.service.notices.uploads import throw_away_unused
from server.service.people.passwords import Passwords
from server.service.people.pins import Pins
from server.service.procedures.search import Catalogue
from server.service.queue import slips
from server.service.queue.console import console_view
from server.service.screens.pairing import Pairings
from server.service.snapshots import Machines, kiosk_snapshot, manager_snapshot
from server.service.views import View
from server.store.procedures.catalogue import read_catalogue, read_elsewhere
from server.web.pages import managers_page


class Server:
    """One running centre: the Flask app, its live line and its threads; `close` ends them all.

    `clock` gives UTC milliseconds, `pace` is the voice's; `first_page` is what `/` shows, which may be another one, as in the demo.
    """

    def __init__(
        self,
        settings: config.Settings,
        clock: Callable[[], int] = wall_clock,
        *,
        pace: Pace = Pace(),
        passwords: Passwords | None = None,
    ) -> None:
        self.settings = settings
        self.publisher = Publisher()
        self.context = Context(
            settings.server.data, settings.as_centre(), clock, self.publisher, passwords=passwords
        )
        self.catalogue = _catalogue(self.context)
        slips.settle_unreported(self.context)
        throw_away_unused(self.context)
        self.url = public_url(settings.server)
        languages = Languages(further_languages(settings.server.data / "translations"))
        self.app = site(settings, languages)
        cap = settings.server.sockets
        self.socketio = socket_server(self.app, cap, BODY_LIMIT)
        self.sockets = Sockets(self.socketio, self.context, cap)
        self.life = SignsOfLife(self.context, self.sockets.devices)
        self.fleet = Fleet(self.context, self.life.devices, self.sockets.greet_again)
        self.first_page: Callable[[], ResponseReturnValue] = managers_page
        self.places = HallPlaces(settings.display.call_stays_seconds)
        self.snapshots = self._snapshots()
        self.broadcasters = self._broadcasters()
        self.printing = self._printing(languages)
        clips = settings.server.data / "voice"
        self.voice = CentreVoice(self.context, settings.voice, settings.languages(), clips, pace)
        self.sounds = ScreenSounds(self.socketio, self.sockets)
        loudspeakers = Loudspeakers(self.context, self.voice, self.sounds.tell, self.sounds.listening, pace)
        self.announcer = Announcer(self.context, self.voice, loudspeakers, pace)
        health = HealthFigures(self.printing.health, self.life.devices, self.fleet.screens)
        self.metrics = Metrics(self.context, self.sockets.lines, health)
        self.forecaster = Forecaster(self.context)
        self._open()
        self.day_keeper = DayKeeper(self.context)

    def close(self) -> None:
        """Stop sending, finish printing and writing, let the data folder go."""
        self.day_keeper.close()
        self.announcer.close()
        for broadcaster in self.broadcasters.values():
            broadcaster.close()
        self.printing.close()
        self.forecaster.close()
        self.context.close()
        self.publisher.close()

    def _snapshots(self) -> dict[str, Callable[[str], View]]:
        return {
            "/board": lambda hall: board_of(self.context, self.places, hall).view,
            "/counter": lambda n: console_view(self.context, int(n) if n.isdecimal() else 0),
            "/kiosk": lambda _: kiosk_snapshot(self.context, self.printing.now()),
            "/admin": lambda _: manager_snapshot(self.context, self._machines()),
        }

    def _broadcasters(self) -> dict[str, Broadcaster]:
        return {
            line: Broadcaster(self.socketio, line, partial(self.sockets.rooms, line), snapshot)
            for line, snapshot in self.snapshots.items()
        }

    def _printing(self, languages: Languages) -> Printing:
        tell = partial(self.socketio.emit, "print", namespace="/kiosk", to="all")
        printer = self.settings.printer
        return Printing(printer, self.context, self.url, languages, tell, self._printer_changed)

    def _open(self) -> None:
        """Let people in, and let everybody hear what happens."""
        self.sockets.serve(self.broadcasters, {SCREENS_LINE: self.fleet.hello})
        self.sockets.listen(SCREENS_LINE, "health", self.fleet.report)
        self.app.extensions["goiso"] = self._ports()
        listeners = {f"live{line}": broadcaster.heard for line, broadcaster in self.broadcasters.items()} | {
            "metrics": self.metrics.heard,
            "forecaster": self.forecaster.heard,
            "sockets": self.sockets.heard,
            "fleet": self.fleet.heard,
            "announcer": self.announcer.heard,
        }
        for name, heard in listeners.items():
            self.publisher.subscribe(name, heard)

    def _ports(self) -> Ports:
        voice = self.voice
        return Ports(
            context=self.context,
            catalogue=self.catalogue,
            pins=Pins(self.context),
            pairings=Pairings(self.context),
            slips=SlipPorts(self.printing.take, self.printing.reprint),
            devices=DevicePorts(self.life.devices, self.life.seen),
            screens=ScreenPorts(
                self.fleet.screens,
                self.fleet.hello,
                partial(board_of, self.context, self.places),
                partial(plain_of, self.context, self.places),
            ),
            voice=VoicePorts(voice.now, self.sounds.everywhere, voice.file, voice.sample, voice.on_screens),
            speak=SpokenGuidance(self.settings.server.data).say,
            registry=self.metrics.registry,
            public_url=self.url,
            first_page=lambda: self.first_page(),  # noqa: PLW0108 - as it is then: the demo sets another
        )

    def _machines(self) -> Machines:
        return Machines(self.printing.now(), self.sockets.lines(), self.life.devices(), self.fleet.screens())

    def _printer_changed(self) -> None:
        for line in ("/kiosk", "/admin"):
            self.broadcasters[line].changed()


def _catalogue(context: Context) -> Catalogue:
    """The procedures that come with the server, and where what is not done here is done."""
    found = Catalogue(context)
    procedures = read_catalogue(config.DEFAULT_CATALOGUE, config.PLAIN_WORDS)
    found.replace(procedures, read_elsewhere(config.ELSEWHERE))
    return found
