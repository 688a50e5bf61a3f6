"""The wiring: the only place that knows every room."""

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask
from flask.typing import ResponseReturnValue
from flask_openapi3 import Info, OpenAPI
from flask_socketio import SocketIO

from server import __version__, auth, config
from server.api import description, problems
from server.api.notices import notices
from server.api.people import officers
from server.api.procedures import centre, read_aloud
from server.api.queue import counters, offline_numbers, tickets
from server.api.reports import journal, reports
from server.api.screens import board
from server.api.screens import places as screens
from server.api.screens import voice as voice_files
from server.background.day_keeper import DayKeeper
from server.background.forecaster import Forecaster
from server.background.publisher import Publisher
from server.hall.announcer import Announcer
from server.hall.board import board_of, counters_of, plain_of
from server.hall.large_places import HallPlaces
from server.hall.loudspeakers import Loudspeakers
from server.hall.screen_reports import NAMESPACE as SCREENS_LINE
from server.hall.screen_reports import Fleet
from server.hall.voice import CentreVoice
from server.http.address import public_url
from server.http.body import BODY_LIMIT, Request
from server.http.headers import secure
from server.http.rate_limit import limiter
from server.kiosks.printing import Printing
from server.kiosks.read_aloud import SpokenGuidance
from server.live import Broadcaster, Sockets
from server.live.screen_sounds import ScreenSounds, tell_screens
from server.live.sockets import LineLimit
from server.operations.device_metrics import HealthFigures
from server.operations.metrics import Metrics
from server.operations.metrics import pages as operations
from server.operations.signs_of_life import SignsOfLife
from server.ports import Ports, VoicePorts
from server.service.centre import opening_view
from server.service.context import Context, secret, wall_clock
from server.service.notices.uploads import throw_away_unused
from server.service.notices.views import centre_notices
from server.service.people.pins import Pins
from server.service.procedures.search import Catalogue
from server.service.queue import slips
from server.service.queue.console import console_view
from server.service.queue.standby import suggestions
from server.service.reports.figures import figures_view
from server.service.screens.pairing import Pairings
from server.service.today import today
from server.service.views import field_views, iso
from server.store.procedures.catalogue import read_catalogue
from server.web import counter, display, pages, pin, sign_in, take, texts
from server.web.errors import error_page
from server.web.manage import home, voice
from server.web.manage import notices as notice_pages
from server.web.manage import screens as screen_pages
from server.web.style_sheets import sheets

ROOT = Path(__file__).parent.parent
View = dict[str, Any]


class Server:
    """One running centre: the Flask app, its live line and its threads; `close` ends them all.

    `first_page` is what `/` shows; it may be another one, as in the demo.
    """

    def __init__(self, settings: config.Settings, clock: Callable[[], int] = wall_clock) -> None:
        self.settings = settings
        self.publisher = Publisher()
        self.context = Context(settings.server.data, settings.as_centre(), clock, self.publisher)
        self.catalogue = Catalogue(self.context)
        self.catalogue.replace(read_catalogue(config.DEFAULT_CATALOGUE, config.PLAIN_WORDS))
        slips.settle_unreported(self.context)
        throw_away_unused(self.context)
        self.app = _flask(settings)
        self.socketio = SocketIO(
            self.app,
            async_mode="threading",
            transports=["websocket"],
            manage_session=False,
            max_http_buffer_size=BODY_LIMIT,
            ping_interval=10,
            ping_timeout=10,
        )
        self.app.wsgi_app = LineLimit(self.app.wsgi_app, settings.server.sockets)  # type: ignore[method-assign]
        self.sockets = Sockets(self.socketio, self.context, settings.server.sockets)
        self.life = SignsOfLife(self.context, self.sockets.devices)
        self.fleet = Fleet(self.context, self.life.devices, self.sockets.greet_again)
        self.url = public_url(settings.server)
        self.first_page: Callable[[], ResponseReturnValue] = pages.managers_page
        self.places = HallPlaces(settings.display.call_stays_seconds)
        self.broadcasters = self._broadcasters()
        self.printing = Printing(
            settings.printer, self.context, self.url, self._tell_kiosks, self._printer_changed
        )
        self.metrics = Metrics(self.context, lambda: self.sockets.live, settings.server.sockets)
        self.metrics.registry.register(
            HealthFigures(self.printing.health, self.life.devices, self.fleet.screens)
        )
        self.sockets.serve(self.broadcasters, {SCREENS_LINE: self.fleet.hello})
        self.sockets.listen(SCREENS_LINE, "health", self.fleet.report)
        for name, broadcaster in self.broadcasters.items():
            self.publisher.subscribe(f"live{name}", broadcaster.heard)
        self.publisher.subscribe("metrics", self.metrics.heard)
        self.forecaster = Forecaster(self.context)
        self.publisher.subscribe("forecaster", self.forecaster.heard)
        self.publisher.subscribe("sockets", self.sockets.heard)
        self.publisher.subscribe("fleet", self.fleet.heard)
        self.sounds = ScreenSounds(self.socketio, self.sockets)
        self.voice = CentreVoice(
            self.context, settings.voice, settings.languages(), settings.server.data / "voice"
        )
        self.announcer = self._announcer()
        self.publisher.subscribe("announcer", self.announcer.heard)
        self.app.extensions["goiso"] = self._ports()
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

    def _ports(self) -> Ports:
        return Ports(
            context=self.context,
            catalogue=self.catalogue,
            take=self.printing.take,
            reprint=self.printing.reprint,
            board=lambda hall: board_of(self.context, self.places, hall),
            plain=lambda hall: plain_of(self.context, self.places, hall),
            seen=self.life.seen,
            devices=self.life.devices,
            pins=Pins(self.context),
            pairings=Pairings(self.context),
            screens=self.fleet.screens,
            hello=self.fleet.hello,
            voice=self._voice_ports(),
            speak=SpokenGuidance(self.settings.server.data).say,
            registry=self.metrics.registry,
            public_url=self.url,
            first_page=lambda: self.first_page(),  # noqa: PLW0108 - as it is then: the demo sets another
        )

    def _broadcasters(self) -> dict[str, Broadcaster]:
        snapshots: dict[str, Callable[[str], View]] = {
            "/board": lambda hall: board_of(self.context, self.places, hall),
            "/counter": lambda n: console_view(self.context, int(n) if n.isdecimal() else 0),
            "/kiosk": lambda _: self._kiosk_view(),
            "/admin": lambda _: self._admin_view(),
        }
        return {
            namespace: Broadcaster(self.socketio, namespace, _rooms(self.sockets, namespace), snapshot)
            for namespace, snapshot in snapshots.items()
        }

    def _announcer(self) -> Announcer:
        rooms = _rooms(self.sockets, "/board")
        loudspeakers = Loudspeakers(
            self.context,
            self.voice,
            tell_screens(self.socketio, rooms),
            lambda hall: hall in set(rooms()) if hall else any(rooms()),
        )
        return Announcer(self.context, self.voice, loudspeakers)

    def _voice_ports(self) -> VoicePorts:
        voice = self.settings.voice
        on_screens = voice.enabled and voice.where != "server"
        return VoicePorts(self.voice.file, self.voice.sample, self._voice_view, on_screens)

    def _voice_view(self) -> View:
        names = {device["id"]: device["name"] for device in self.life.devices()}
        screens = [{**s, "name": names.get(s["device"])} for s in self.sounds.everywhere()]
        return self.voice.view() | {"screens": screens}

    def _kiosk_view(self) -> View:
        with self.context.store.read() as connection:
            seq, now, day = today(self.context, connection)
            fields = field_views(self.context, connection, day, "vi")
        return {
            "seq": seq,
            "at": iso(self.context, now),
            "day": day,
            "opening": opening_view(self.context, now),
            "fields": fields,
            "printer": self.printing.status_view(),
            **centre_notices(self.context),
        }

    def _admin_view(self) -> View:
        return figures_view(self.context) | {
            "counters": counters_of(self.context),
            "suggestions": suggestions(self.context),
            "printer": self.printing.health_view(),
            "slips": slips.unprinted(self.context),
            "sockets": {"live": self.sockets.live, "cap": self.sockets.cap},
            "devices": self.life.devices(),
            "screens": self.fleet.screens(),
            "notices": self.context.standing.moves,
        }

    def _printer_changed(self) -> None:
        for namespace in ("/kiosk", "/admin"):
            self.broadcasters[namespace].changed()

    def _tell_kiosks(self, event: View) -> None:
        self.socketio.emit("print", event, namespace="/kiosk", to="all")


def _rooms(sockets: Sockets, namespace: str) -> Callable[[], Any]:
    return lambda: sockets.rooms(namespace)


def _flask(settings: config.Settings) -> Flask:
    app = OpenAPI(
        "server",
        info=Info(title="Gọi Số", version=__version__),
        security_schemes=description.SECURITY,
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "server" / "static"),
        doc_ui=False,
        validation_error_callback=problems.invalid,
        validation_error_status=400,
    )
    app.request_class = Request
    app.config.update(
        SECRET_KEY=secret(settings.server.data, "session.key"),
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=14),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="goiso",
        WTF_CSRF_TIME_LIMIT=None,  # a console stays open all day; the token lives as long as the session
        SEND_FILE_MAX_AGE_DEFAULT=0,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    auth.csrf.init_app(app)
    auth.logins.init_app(app)
    limiter.init_app(app)
    texts.install(app, settings.server.data / "translations")
    secure(app)
    problems.handle_errors(app, error_page)
    for api in (
        centre.api,
        tickets.api,
        offline_numbers.api,
        board.api,
        counters.api,
        officers.api,
        reports.api,
        read_aloud.api,
        journal.api,
        screens.api,
        notices.api,
        voice_files.api,
    ):
        auth.csrf.exempt(api)
        app.register_api(api)
    for group in (
        description.api,
        pages.pages,
        display.pages,
        sign_in.pages,
        pin.pages,
        take.pages,
        counter.pages,
        home.pages,
        screen_pages.pages,
        notice_pages.pages,
        voice.pages,
        sheets,
        operations,
    ):
        app.register_blueprint(group)
    for room in ("kiosk", "display"):
        app.register_blueprint(
            Blueprint(
                f"{room}_files",
                room,
                static_folder=str(ROOT / room / "static"),
                static_url_path=f"/{room}/static",
            )
        )
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    return app
