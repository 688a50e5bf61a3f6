"""A visit's life for staff."""

from flask import Response, jsonify
from flask_openapi3 import APIBlueprint, Tag

from server.api.before import before
from server.api.schemas import visits as schemas
from server.api.schemas.common import Problem
from server.api.schemas.tickets import TicketPath
from server.auth import caller
from server.http.language import api_language, languages
from server.ports import ports
from server.service.reports.life import life as life_of
from server.service.reports.life_view import life_view

api = APIBlueprint("visits", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="reports")])
api.before_request(before)


@api.get("/tickets/<int:ticket>/life", responses={200: schemas.Life, 403: Problem, 404: Problem})
def life(path: TicketPath) -> Response:
    """Every step of a visit in order, with who did it and why it was called."""
    language = languages().of(api_language())
    private = caller().may("numbers.all")
    return jsonify(
        life_view(ports().context, life_of(ports().context, path.ticket, language, private=private))
    )
