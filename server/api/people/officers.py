"""Who works at counters: for handing one over, and for signing in by PIN."""

from flask import Response, jsonify
from flask_openapi3 import APIBlueprint, Tag

from server.api.before import before
from server.api.schemas import people as schemas
from server.api.schemas.common import Problem
from server.ports import ports
from server.service.people import officers as use_cases
from server.service.people.views import officer_view

api = APIBlueprint("people", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="people")])
api.before_request(before)


@api.get("/officers", responses={200: schemas.Officers, 403: Problem})
def officers() -> Response:
    """Everybody who works at counters, and the counter that each holds now."""
    return jsonify({"items": [officer_view(officer) for officer in use_cases.officers(ports().context)]})
