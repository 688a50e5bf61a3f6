"""Hall screens: where a screen starts, and the manager's page that pairs, places and watches them."""

from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from server.auth import needs
from server.core.refusal import Refusal
from server.core.screens.place import LAYOUTS, PANEL, ScreenPlace
from server.http.language import page_language
from server.http.rate_limit import limiter
from server.http.texts import problem
from server.ports import ports
from server.service.people import devices
from server.service.screens import places as use_cases
from server.service.screens.views import screen_view

pages = Blueprint("screen_pages", __name__)
_LONGEST_NAME: Final = 60
_LONGEST: Final = 20
Answer = Response | tuple[str, int]


@pages.get("/screen")
def start() -> str:
    """Where a screen's browser starts: it pairs, then goes to the page of its place by itself."""
    return render_template("display/start.html")


@pages.get("/admin/screens")
@needs("machines.manage")
def home() -> str:
    """Every screen: where it stands, how it is, what to do."""
    return _page(None, None)


@pages.post("/admin/screens")
@needs("machines.manage")
@limiter.limit("30/minute")
def pair() -> Answer:
    """Give the screen that shows a code its token and its place."""
    try:
        ports().pairings.accept("".join(_said("code").split()), _name(), _place(), current_user.actor)
    except Refusal as refusal:
        return _page(refusal, None), refusal.kind.status
    return redirect(url_for("screen_pages.home"), 303)


@pages.post("/admin/screens/<int:device>")
@needs("machines.manage")
def place(device: int) -> Answer:
    """Move a screen: it goes there at once."""
    try:
        use_cases.place_screen(ports().context, device, _place(), current_user.actor)
    except Refusal as refusal:
        return _page(refusal, device), refusal.kind.status
    return redirect(url_for("screen_pages.home"), 303)


@pages.post("/admin/screens/<int:device>/revoke")
@needs("machines.manage")
def revoke(device: int) -> Response:
    """Take a screen's token back: it shows a code again."""
    devices.revoke_device(ports().context, device, current_user.actor)
    return redirect(url_for("screen_pages.home"), 303)


def _page(refusal: Refusal | None, at: int | None) -> str:
    """The page; what was refused is said above the form it came from: `at` is the screen, `None` for pairing."""
    centre = ports().context.centre
    return render_template(
        "manage/screens.html",
        screens=[screen_view(ports().context, screen) for screen in ports().screens.all()],
        halls=use_cases.halls(centre),
        counters=centre.layout.counters,
        layouts=LAYOUTS,
        trouble=None if refusal is None else problem(refusal, page_language()),
        trouble_at=at,
        said=request.form,
    )


def _said(name: str) -> str:
    return request.form.get(name, "").strip()[:_LONGEST]


def _name() -> str:
    name = request.form.get("name", "").strip()
    if not 0 < len(name) <= _LONGEST_NAME:
        raise Refusal("bad_request", reason=f"name: 1–{_LONGEST_NAME}")
    return name


def _place() -> ScreenPlace:
    counter: Any = _said("counter")
    if counter and not (counter.isascii() and counter.isdecimal()):
        raise Refusal("unknown_counter", counter=counter)
    panel = _said("layout") == PANEL and counter
    return ScreenPlace(
        _said("hall"), _said("layout"), int(counter) if panel else None, _said("sound") == "on"
    )
