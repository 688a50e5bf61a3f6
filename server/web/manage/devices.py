"""The manager's page of all machines: what there is, pairing a new one, its name and counter, taking it back.

Adding one by a link and taking one back are in `server.web.manage.home`.
"""

from typing import Any, Final

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from server.auth import needs
from server.core.model import Layout
from server.core.procedures.spelling import fold
from server.core.queue.lines import MAIN
from server.core.refusal import Refusal
from server.core.screens.place import LAYOUTS
from server.core.texts import named
from server.http.language import page_language
from server.http.rate_limit import limiter
from server.http.texts import problem, say
from server.ports import ports
from server.service.machines.loss import loss_of
from server.service.machines.now import DeviceNow
from server.service.machines.pairing import Asking, Confirmed
from server.service.machines.views import device_view
from server.service.people import devices
from server.service.people.devices import DEVICE_KINDS, NewDevice
from server.service.screens import screen_places
from server.service.views import iso
from server.web.manage.screens import code_said, counter_said, place_said

pages = Blueprint("device_pages", __name__)
_LONGEST: Final = 60
Answer = str | Response | tuple[str, int]


@pages.get("/admin/devices")
@needs("machines.manage")
@limiter.limit("30/minute", exempt_when=lambda: "code" not in request.args)
def home() -> Answer:
    """All machines; with the digits of one that asks to be paired also which it is, and what it is to be."""
    if not code_said():
        return _list()
    try:
        return _list(ports().pairings.asking(code_said()))
    except Refusal as refusal:
        return _list(None, refusal), refusal.kind.status


@pages.post("/admin/devices/pair")
@needs("machines.manage")
@limiter.limit("30/minute")
def pair() -> Answer:
    """Give the machine that shows a code its token, as the manager confirmed it."""
    try:
        ports().pairings.accept(code_said(), _confirmed(), current_user.actor)
    except Refusal as refusal:
        return _list(_asking(), refusal), refusal.kind.status
    return redirect(url_for("device_pages.home", paired=_text("name")), 303)


@pages.get("/admin/devices/<int:device>")
@needs("machines.manage")
def show(device: int) -> str:
    """One machine: what it is, its name and counter, and what taking it back would do."""
    return _device(device)


@pages.post("/admin/devices/<int:device>")
@needs("machines.manage")
def change(device: int) -> Answer:
    """Give a machine another name, and a counter machine another counter."""
    try:
        devices.change_device(
            ports().context, device, _text("name"), counter_said("at_counter"), current_user.actor, _hall()
        )
    except Refusal as refusal:
        return _device(device, refusal), refusal.kind.status
    return redirect(url_for("device_pages.show", device=device, saved=1), 303)


def _confirmed() -> Confirmed:
    kind = _text("kind")
    place = place_said() if kind == screen_places.KIND else None
    return Confirmed(
        NewDevice(kind, request.form.get("name", ""), counter_said("at_counter"), _hall()), place
    )


def _asking() -> Asking | None:
    """The machine whose code was sent, while it still asks."""
    try:
        return ports().pairings.asking(code_said())
    except Refusal:
        return None


def _list(asking: Asking | None = None, refusal: Refusal | None = None) -> str:
    context = ports().context
    wanted = _text("q")
    found = [device for device in ports().devices.all() if _matches(device, wanted)]
    return render_template(
        "manage/devices.html",
        **_shared(refusal),
        in_use=[_view(device) for device in found if not device.revoked],
        revoked=[_view(device) for device in found if device.revoked],
        wanted=wanted,
        code=code_said(),
        asking=asking,
        called="" if asking is None else _called(asking.kind),
        until=None if asking is None else iso(context, asking.expires_at),
        paired=_text("paired"),
    )


def _called(kind: str) -> str:
    """The suggested name of a new machine: its kind, with a number from the second one on."""
    taken = {device.name for device in ports().devices.all() if device.kind == kind and not device.revoked}
    name = say(DEVICE_KINDS[kind], page_language())
    numbered = (f"{name} {n}" if n > 1 else name for n in range(1, len(taken) + 2))
    return next(each for each in numbered if each not in taken)


def _device(device: int, refusal: Refusal | None = None) -> str:
    """One machine's page. Raises `unknown_device`, also for a revoked machine."""
    found = next((each for each in ports().devices.all() if each.id == device and not each.revoked), None)
    if found is None:
        raise Refusal("unknown_device")
    return render_template(
        "manage/one_device.html",
        **_shared(refusal),
        device=_view(found),
        loss=loss_of(ports().context, device),
        saved="saved" in request.args,
    )


def _shared(refusal: Refusal | None) -> dict[str, Any]:
    """What both pages show of the centre, and what was refused."""
    centre = ports().context.centre
    return {
        "kinds": {kind: say(text, page_language()) for kind, text in DEVICE_KINDS.items()},
        "halls": screen_places.halls(centre),
        "hall_places": _hall_places(centre.layout),
        "counters": centre.layout.counters,
        "layouts": LAYOUTS,
        "trouble": None if refusal is None else problem(refusal, page_language()),
        "said": request.form,
    }


def _hall_places(layout: Layout) -> dict[str, str]:
    """The halls where a kiosk can stand, each with its point; empty if there is only one hall."""
    if not layout.points:
        return {}
    here = page_language()
    at = {code: layout.point_name(layout.hall_points.get(code, MAIN)) for code in layout.halls}
    return {code: f"{named(names, here)} · {named(at[code], here)}" for code, names in layout.halls.items()}


def _hall() -> str | None:
    """The hall that was chosen, empty for none; `None` where the form did not ask."""
    return request.form["hall"].strip()[:_LONGEST] if "hall" in request.form else None


def _view(device: DeviceNow) -> dict[str, Any]:
    place = screen_places.place_of(ports().context, device.id) if device.kind == screen_places.KIND else None
    return device_view(ports().context, device) | {
        "place": place,
        "hall": device.hall,
        "locked": ports().pins.locked(device.id),
    }


def _matches(device: DeviceNow, wanted: str) -> bool:
    """Whether its name or its kind, in the page's language, holds what is looked for, accents or not."""
    texts = (device.name, say(DEVICE_KINDS[device.kind], page_language()))
    return any(fold(wanted) in fold(text) for text in texts)


def _text(name: str) -> str:
    return request.values.get(name, "").strip()[:_LONGEST]
