"""The city's three kinds of process: what centres talk to, what people's phones read, what the city's own people look at.

They are kept apart: a flood of phones takes no thread from a centre.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from flask import Blueprint, Flask, Response

from server.city import metrics
from server.city.board import fleet_pages, running
from server.city.board.pages import PAGES as BOARD_PAGES
from server.city.board.screens import MOST
from server.city.catalogue import pages as catalogue_pages
from server.city.catalogue.routes import routes as catalogue_routes
from server.city.database import Database
from server.city.ingest.routes import ingest
from server.city.people import access, sign_in
from server.city.people import pages as people_pages
from server.city.people.account import pages as account_pages
from server.city.people.audit_pages import pages as audit_pages
from server.city.phones.pages import pages as phones
from server.city.ports import CityPorts, hand_over
from server.city.reports.pages import pages as reports_pages
from server.city.requests.routes import pages as afar
from server.city.settings import CitySettings
from server.city.web import errors, pages
from server.city.web.menu import menu
from server.core.clock import wall_clock
from server.core.kept_secret import secret
from server.http.cookie_names import centre_mark
from server.http.flask_app import flask_app
from server.http.proxies import Proxies

INGEST: Final = "ingest"
PUBLIC: Final = "public"
BOARD: Final = "board"
_BLUEPRINTS: Final[Mapping[str, Sequence[Blueprint]]] = {
    INGEST: (ingest, catalogue_routes),
    PUBLIC: (phones, afar),
    BOARD: (
        BOARD_PAGES,
        fleet_pages.PAGES,
        sign_in.pages,
        account_pages,
        people_pages.pages,
        audit_pages,
        catalogue_pages.pages,
        reports_pages,
    ),
}
_BEGINS: Final[Mapping[str, Callable[[Flask], None]]] = {BOARD: running.start}
"""What a role has besides answers to requests."""
ROLES: Final = tuple(_BLUEPRINTS)
_THREADS: Final = 32
_ONE_CITY: Final = 0
"""In place of a port: processes of one city listen on several, and their cookies are one another's."""
SESSION_KEY: Final = "session.key"
"""What signs the cookies of all processes, in the folder of keys."""


def city_app(
    settings: CitySettings, role: str, clock: Callable[[], int] = wall_clock, *, live: bool = True
) -> Flask:
    """The app of one role; its database opens when it is first asked. Unless `live` it answers requests and does nothing else."""
    settings.data.mkdir(parents=True, exist_ok=True)
    key = secret(settings.data, SESSION_KEY)
    app: Flask = flask_app(key, centre_mark(key, _ONE_CITY), lambda _: {}, _invalid)
    app.config["SESSION_COOKIE_SECURE"] = (settings.public_url or "").startswith("https:")
    pages.install(app, settings)
    database = Database(settings.database)
    with app.app_context():
        hand_over(CityPorts(settings, database, clock))
    app.wsgi_app = Proxies(app.wsgi_app, settings.trusted_proxies)  # type: ignore[method-assign]
    metrics.install(app, role, database)
    if role == BOARD:
        access.install(app, {catalogue_pages.UPLOAD: catalogue_pages.MOST_BYTES})
        errors.install(app)
        app.jinja_env.globals["menu"] = menu
    for blueprint in _BLUEPRINTS[role]:
        app.register_blueprint(blueprint)
    if live and (begin := _BEGINS.get(role)) is not None:
        begin(app)
    app.add_url_rule("/healthz", "healthz", lambda: Response("ok\n", mimetype="text/plain"))
    return app


def port_of(settings: CitySettings, role: str) -> int:
    """Where the process of a role listens."""
    return {
        INGEST: settings.ingest_port,
        PUBLIC: settings.public_port,
        BOARD: settings.board_port,
    }[role]


def threads_of(role: str) -> int:
    """How many requests a process of a role answers at once; on the board each screen holds one for good."""
    return 2 * MOST + _THREADS if role == BOARD else _THREADS


def _invalid(error: Any) -> Response:
    return Response(f"{error}\n", 400, mimetype="text/plain")
