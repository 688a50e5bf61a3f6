"""Hall screens: where a screen starts, and the manager's page that pairs, places and watches them."""

from typing import Final

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
from server.service.machines.pairing import Confirmed
from server.service.people import devices
from server.service.people.devices import NewDevice
from server.service.screens import screen_places as use_cases
from server.service.screens.views import screen_view

pages = Blueprint("screen_pages", __name__)
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
        confirmed = Confirmed(NewDevice(use_cases.KIND, request.form.get("name", "")), place_said())
        ports().pairings.accept(code_said(), confirmed, current_user.actor)
    except Refusal as refusal:
        return _page(refusal, None), refusal.kind.status
    return redirect(url_for("screen_pages.home"), 303)


@pages.post("/admin/screens/<int:device>")
@needs("machines.manage")
def place(device: int) -> Answer:
    """Move a screen: it goes there at once."""
    try:
        use_cases.place_screen(ports().context, device, place_said(), current_user.actor)
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


def code_said() -> str:
    """The digits that the manager typed, however they are spaced."""
    return "".join(_said("code").split())


def counter_said(name: str = "counter") -> int | None:
    """The counter that was chosen, if one was. Raises `unknown_counter` for anything but a number."""
    counter = _said(name)
    if counter and not (counter.isascii() and counter.isdecimal()):
        raise Refusal("unknown_counter", counter=counter)
    return int(counter) if counter else None


def place_said() -> ScreenPlace:
    """Where the form says that a screen stands. Raises `unknown_counter`."""
    counter = counter_said()
    panel = _said("layout") == PANEL
    return ScreenPlace(_said("hall"), _said("layout"), counter if panel else None, _said("sound") == "on")


def _said(name: str) -> str:
    return request.values.get(name, "").strip()[:_LONGEST]
