"""Routes of kiosks that call a helper."""

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before
from server.api.bodies import NoBody
from server.api.schemas import kiosk as shapes
from server.api.schemas import machines as schemas
from server.api.schemas.common import Problem
from server.auth import caller
from server.http.described import Routes
from server.ports import ports
from server.service.machines import kiosk_help as use_cases
from server.service.machines.views import kiosk_help_view

api = Routes("kiosk_help", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="machines")])
api.before_request(before)


@api.post("/kiosks/help", responses={200: shapes.KioskHelp, 403: Problem})
def call(body: NoBody) -> Response:
    """Somebody at this kiosk calls a helper. Pressing again while the call stands is one call."""
    device = caller().device
    assert device is not None
    context = ports().context
    return jsonify(kiosk_help_view(context, use_cases.call(context, device, caller().actor)))


@api.post("/kiosks/<int:device>/help-done", responses={200: shapes.KioskHelps, 403: Problem})
def answer(path: schemas.KioskPath, body: NoBody) -> Response:
    """Somebody goes to the calling kiosk; a second person changes nothing."""
    context = ports().context
    calls = use_cases.answer(context, path.device, caller().actor)
    return jsonify({"items": [kiosk_help_view(context, each) for each in calls]})
