"""Everything that is served over HTTP: the API's routes, the pages, and the addresses for operations."""

from flask import Flask

from server import auth
from server.api import blueprints as api_routes
from server.api import description, problems
from server.api.former_paths import keep_former_paths
from server.config import Settings
from server.core.kept_secret import secret
from server.core.texts import Languages
from server.http.cookie_names import centre_mark
from server.http.flask_app import flask_app
from server.http.headers import secure
from server.http.rate_limit import limiter
from server.http.style_sheets import sheets
from server.operations.metrics import pages as operations
from server.ports import ports
from server.web import blueprints as web_pages
from server.web import texts
from server.web.errors import error_page


def site(settings: Settings, languages: Languages) -> Flask:
    """The app, which answers in these languages; its routes and pages need `server.ports` before the first request."""
    key = secret(settings.server.data, "session.key")
    mark = centre_mark(key, settings.server.port)
    app = flask_app(key, mark, description.ways_in, problems.invalid)
    app.config["SESSION_COOKIE_SECURE"] = (settings.server.public_url or "").startswith("https:")
    auth.csrf.init_app(app)
    auth.logins.init_app(app)
    limiter.init_app(app)
    texts.install(app, languages)
    secure(app)
    problems.handle_errors(app, error_page)
    for api in api_routes.ALL:
        auth.csrf.exempt(api)
        app.register_api(api)
    keep_former_paths(app)
    for pages in (api_routes.DESCRIPTION, *web_pages.ALL, sheets(_accent), operations):
        app.register_blueprint(pages)
    return app


def _accent() -> str:
    return ports().context.centre.colour
