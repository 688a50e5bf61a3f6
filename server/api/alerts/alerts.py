"""Alerts: listing the open ones, and acknowledging one."""

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before
from server.api.bodies import NoBody
from server.api.schemas import alerts as schemas
from server.api.schemas.common import Problem
from server.auth import caller
from server.http.described import Routes
from server.ports import ports
from server.service.alerts import open_alerts as use_cases
from server.service.alerts.views import alert_view, told_to

api = Routes("alerts", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="alerts")])
api.before_request(before)


@api.get("/alerts", responses={200: schemas.Alerts, 403: Problem})
def show() -> Response:
    """The open alerts for the caller's role, the newest first."""
    return _told()


@api.post("/alerts/<int:alert>/acknowledge", responses={200: schemas.Alerts, 403: Problem, 404: Problem})
def acknowledge(path: schemas.AlertPath, body: NoBody) -> Response:
    """Acknowledge an alert: it is not repeated. A second person changes nothing."""
    use_cases.acknowledge(ports().context, path.alert, caller().kind, caller().actor)
    return _told()


def _told() -> Response:
    context = ports().context
    found = told_to(use_cases.standing(context), caller().kind)
    return jsonify({"items": [alert_view(context, each) for each in found]})
