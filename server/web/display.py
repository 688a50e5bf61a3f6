"""The hall's screens: one address, `/display`, whose `layout` says what a screen shows."""

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from server.auth import caller_by_session, caller_by_token, permit
from server.core.queue.halls import hall_shown
from server.core.refusal import Refusal
from server.core.screens.place import PLAIN, check_layout
from server.core.texts import LANGUAGES
from server.http.access import LISTENERS
from server.http.cookie_names import named
from server.http.cookies import secure_cookies
from server.http.texts import problem
from server.ports import ports
from server.service.notices.views import hall_emergency

pages = Blueprint("display", __name__)
_COOKIE: Final = "goiso_screen"
_A_YEAR_S: Final = 365 * 24 * 3600
_TRY_AGAIN_S: Final = "30"
_LONGEST: Final = 20
_LONGEST_TOKEN: Final = 200


@pages.after_request
def try_again(response: Response) -> Response:
    """Make a refused screen ask again automatically, unless somebody has to admit it by hand.

    A screen with scripts asks for its place, because its own address may be wrong.
    """
    if response.status_code >= HTTPStatus.BAD_REQUEST and response.status_code != HTTPStatus.UNAUTHORIZED:
        scripts = _asked("layout", "") != PLAIN
        where = f"; url={url_for('screen_pages.start')}" if scripts else ""
        response.headers["Refresh"] = f"{_TRY_AGAIN_S}{where}"
    return response


@pages.get("/display")
def show() -> AnyResponse:
    """A screen of a hall. Raises `unknown_layout`, `unknown_hall`, `unknown_counter`."""
    layout = _asked("layout", "main")
    check_layout(layout)
    hall = hall_shown(ports().context.centre.layout, _asked("hall", ""))
    return _PAGES[layout](hall)


@pages.get("/display/enter")
def let_in() -> AnyResponse:
    """Admit an old television permanently with a screen's token: it can send only a cookie.

    The token leaves the address at once, and the cookie is sent only to screens' pages.
    """
    token = request.args.get("token", "").strip()[:_LONGEST_TOKEN]
    response = redirect(url_for("display.show", layout="plain", hall=_asked("hall", "") or None), 303)
    response.set_cookie(
        named(_COOKIE),
        token,
        _A_YEAR_S,
        path="/display",
        secure=secure_cookies(),
        httponly=True,
        samesite="Lax",
    )
    return response


def _board(layout: str, page: str, hall: str) -> AnyResponse:
    return make_response(render_template(page, hall=hall, layout=layout))


def _panel(hall: str) -> AnyResponse:
    """The screen above one counter; it belongs to the counter's own hall, whatever its address says."""
    asked, by_number = _asked("counter", ""), ports().context.centre.layout.counters
    counter = by_number.get(int(asked)) if asked.isascii() and asked.isdecimal() else None
    if counter is None:
        raise Refusal("unknown_counter", counter=asked or "—")
    page = render_template(
        "display/panel.html", hall=counter.hall or hall, layout="counter", counter=counter.n
    )
    return make_response(page)


def _plain(hall: str) -> AnyResponse:
    """The board without scripts, for screens with the cookie and for signed-in people."""
    try:
        _note_watcher()
    except Refusal as refusal:
        return make_response(_plain_gate(hall, refusal), refusal.kind.status)
    emergency = hall_emergency(ports().context, hall)
    page = render_template(
        "display/plain.html", board=ports().screens.plain(hall), hall=hall, emergency=emergency
    )
    response = make_response(page)
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache"
    return response.make_conditional(request)


def _plain_gate(hall: str, refusal: Refusal) -> str:
    words = {language: problem(refusal, language) for language in LANGUAGES}
    return render_template("display/plain_gate.html", hall=hall, words=words)


def _note_watcher() -> None:
    """Raise unless the caller may watch; a screen's request is a sign of life."""
    token = request.cookies.get(named(_COOKIE)) or request.cookies.get(_COOKIE)  # of before names had a mark
    caller = caller_by_token(ports().context, token) if token else caller_by_session()
    device = permit(caller, LISTENERS["/board"]).device
    if device is not None:
        ports().devices.seen(device, None, None)


def _asked(name: str, default: str) -> str:
    return (request.args.get(name) or default)[:_LONGEST]


_PAGES: Final[Mapping[str, Callable[[str], AnyResponse]]] = {
    "main": partial(_board, "main", "display/hall.html"),
    "totem": partial(_board, "totem", "display/hall.html"),
    "counter": _panel,
    "entrance": partial(_board, "entrance", "display/entrance.html"),
    "plain": _plain,
}
