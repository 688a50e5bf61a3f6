"""Routes that everybody may ask: the centre and its procedures."""

from flask import Response, jsonify
from flask_openapi3 import APIBlueprint, Tag

from server.api import schemas
from server.api.before import before
from server.http.language import api_language
from server.ports import ports
from server.service import centre as use_cases

api = APIBlueprint("centre", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="centre")])
api.before_request(before)


@api.get("/centre", responses={200: schemas.Centre})
def show() -> Response:
    """Names, hours, fields with their queues, priority classes."""
    return jsonify(use_cases.centre_view(ports().context, api_language()))


@api.get("/procedures", responses={200: schemas.Procedures})
def procedures(query: schemas.ProcedureQuery) -> Response:
    """Procedures by plain words, with or without diacritics."""
    return jsonify({"items": ports().catalogue.search(query.q, query.field, query.limit)})


@api.get("/procedures/asked", responses={200: schemas.Procedures})
def asked(query: schemas.AskedQuery) -> Response:
    """The procedures that are asked for most at this hour."""
    return jsonify({"items": ports().catalogue.most_asked(query.limit)})
