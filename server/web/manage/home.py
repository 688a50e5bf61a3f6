"""The manager's pages."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from server.auth import needs
from server.http.language import page_language
from server.ports import ports
from server.service.backups.now import backups_now, needs_a_look
from server.service.machines.views import device_view
from server.service.people import devices
from server.service.people.enrolment import enrolment_path
from server.service.queue import offline_numbers
from server.service.queue.views import left_out_view
from server.service.setup import steps
from server.service.today import day_now
from server.service.views import View
from server.web import shown
from server.web.manage import city, messages
from server.web.manage.setup.view import step_views
from server.web.manage.voice import warnings

pages = Blueprint("admin", __name__)


@pages.get("/admin")
@needs("overview.read")
def home() -> str:
    """Today at a glance: who needs help, what to open, the counters, why each number, the machines.

    People who may only read see the figures and the counters, without buttons.
    """
    if not current_user.may("counters.direct"):
        return render_template("manage/overview.html")
    return render_template(
        "manage/home.html",
        devices=[
            device_view(ports().context, device) | {"locked": ports().pins.locked(device.id)}
            for device in ports().devices.all()
        ],
        fields=shown.fields(),
        today=day_now(ports().context),
        voice_warnings=len(warnings(ports().voice.now(), ports().voice.screens())),
        backup_late=needs_a_look(ports().context) or any(box.silent for box in ports().standby.boxes()),
        messages_trouble=messages.in_trouble(),
        city_trouble=city.in_trouble(),
        restored=_restored(),
        left_out=offline_numbers.left_out(ports().context),
        to_do=step_views(steps.left(ports().context, ports().printers.all)),
    )


def _restored() -> View | None:
    """What the latest restore did, until somebody has acknowledged it."""
    context = ports().context
    restored = backups_now(context, making=False).restored
    if restored is None:
        return None
    made_at = f"{context.centre.local(restored.made_at):%H:%M %d/%m/%Y}"
    return {"made_at": made_at, "numbers": restored.numbers}


@pages.get("/admin/left-out")
@needs("overview.read")
def left_out() -> str:
    """Numbers that kiosks gave while they were alone and that could not join the queue."""
    context, language = ports().context, page_language()
    numbers = [left_out_view(context, left, language) for left in offline_numbers.left_out(context)]
    fields = {field["code"]: field["name"] for field in shown.fields()}
    return render_template("manage/left_out.html", numbers=numbers, fields=fields)


@pages.post("/admin/devices")
@needs("machines.manage")
def enrol() -> tuple[str, int]:
    """Enrol a machine and show its link, once."""
    kind, name = request.form.get("kind", ""), request.form.get("name", "").strip()
    device, token = devices.enrol_device(ports().context, kind, name, current_user.actor)
    host = request.host_url.rstrip("/")
    plain = f"{host}{url_for('display.let_in', token=token)}" if kind == "display" else None
    return render_template(
        "manage/device.html",
        device={"id": device, "kind": kind, "name": name},
        link=f"{host}{enrolment_path(kind, token)}",
        plain_link=plain,
    ), 201


@pages.post("/admin/devices/<int:device>/release")
@needs("machines.manage")
def release(device: int) -> Response:
    """Let PINs be tried again at a counter machine that was locked."""
    ports().pins.release(device, current_user.actor)
    return _back()


@pages.post("/admin/devices/<int:device>/revoke")
@needs("machines.manage")
def revoke(device: int) -> Response:
    """Take a machine's token back."""
    devices.revoke_device(ports().context, device, current_user.actor)
    return _back()


def _back() -> Response:
    """To the page whose button was pressed."""
    return redirect(
        url_for("device_pages.home" if request.form.get("from") == "devices" else "admin.home"), 303
    )
