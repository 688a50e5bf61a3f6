"""Alerts: what stands, and taking one over."""

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
    """The alerts that stand and that the caller's role is told of, the newest first."""
    return _told()


@api.post("/alerts/<int:alert>/acknowledge", responses={200: schemas.Alerts, 403: Problem, 404: Problem})
def acknowledge(path: schemas.AlertPath, body: NoBody) -> Response:
    """Look after an alert: it is told no more. Whoever comes second changes nothing."""
    use_cases.acknowledge(ports().context, path.alert, caller().kind, caller().actor)
    return _told()


def _told() -> Response:
    context = ports().context
    found = told_to(use_cases.standing(context), caller().kind)
    return jsonify({"items": [alert_view(context, each) for each in found]})
