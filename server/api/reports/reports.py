"""Reports for the manager: why tickets were called, how right the foretold waits were."""

from flask import Response, jsonify
from flask_openapi3 import APIBlueprint, Tag

from server.api import schemas
from server.api.before import before
from server.http.language import api_language
from server.ports import ports
from server.service.reports import calls as use_cases

api = APIBlueprint("reports", __name__, url_prefix="/api/v1/reports", abp_tags=[Tag(name="reports")])
api.before_request(before)


@api.get("/calls", responses={200: schemas.ExplainedCalls, 403: schemas.Problem})
def calls(query: schemas.CallsQuery) -> Response:
    """Today's latest calls, or those of one number, each with why it was that ticket's turn."""
    items = use_cases.calls(ports().context, query.number, query.limit, api_language())
    return jsonify({"items": items})


@api.get("/waits", responses={200: schemas.WaitsReport, 403: schemas.Problem})
def waits(query: schemas.DayQuery) -> Response:
    """How right the foretold waits of a day were."""
    return jsonify(use_cases.waits(ports().context, None if query.day is None else query.day.isoformat()))
