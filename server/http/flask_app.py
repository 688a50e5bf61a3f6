"""The Flask app without any routes: how it reads requests, keeps sessions and writes JSON."""

import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, Flask
from flask_openapi3 import Info

from server import __version__
from server.http.body import BODY_LIMIT, Request
from server.http.described import Described
from server.http.scripts import scripts

_ROOT: Final = Path(__file__).parents[2]


def flask_app(
    session_key: bytes, mark: str, ways_in: Callable[[str], dict[str, Any]], invalid: Callable[..., Any]
) -> Described:
    """An app with the files of all rooms; `session_key` signs its cookies, whose names end in `mark`.

    `ways_in` tells the API's description how to sign in, given the session cookie's name; `invalid` answers a request that does
    not fit its schema.
    """
    app = Described(
        "server",
        info=Info(title="Gọi Số", version=__version__),
        security_schemes=ways_in(_session_cookie(mark)),
        template_folder=str(_ROOT / "templates"),
        static_folder=str(_ROOT / "server" / "static"),
        doc_ui=False,
        validation_error_callback=invalid,
        validation_error_status=400,
    )
    app.request_class = Request
    _set(app, session_key, mark)
    _serve_files(app)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    return app


def _session_cookie(mark: str) -> str:
    return f"goiso_{mark}"


def _set(app: Flask, session_key: bytes, mark: str) -> None:
    app.config.update(
        SECRET_KEY=session_key,
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=14),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME=_session_cookie(mark),
        CENTRE_MARK=mark,
        WTF_CSRF_TIME_LIMIT=None,  # a console stays open all day; the token lives as long as the session
        SEND_FILE_MAX_AGE_DEFAULT=0,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]


def _serve_files(app: Flask) -> None:
    """The scripts, styles and sounds of the kiosk's and the halls' pages."""
    for room in ("kiosk", "display"):
        folder = str(_ROOT / room / "static")
        files = Blueprint(f"{room}_files", room, static_folder=folder, static_url_path=f"/{room}/static")
        app.register_blueprint(files)
    app.register_blueprint(scripts())
