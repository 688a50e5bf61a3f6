"""What centres ask for: the catalogue that they were offered."""

from typing import Final

from flask import Blueprint, Response, jsonify, request

from server.city.catalogue.offer import file_of
from server.city.database import DatabaseGone
from server.city.ingest.tokens import centre_of
from server.city.ports import city

routes = Blueprint("city_catalogue_file", __name__, url_prefix="/city/v1")
_RETRY_S: Final = "5"
_DIGITS: Final = 9


@routes.get("/catalogue")
def file() -> Response | tuple[Response, int] | tuple[Response, int, dict[str, str]]:
    """The CSV of `version`; its digest came with the offer."""
    shown, said = request.authorization, request.args.get("version", "")
    try:
        with city().database.transaction() as transaction:
            if shown is None or shown.type != "bearer" or centre_of(transaction, shown.token or "") is None:
                return jsonify(code="unknown_token"), 401, {"WWW-Authenticate": "Bearer"}
            known = said.isascii() and said.isdecimal() and len(said) <= _DIGITS
            found = file_of(transaction, int(said)) if known else None
    except DatabaseGone:
        return jsonify(code="later"), 503, {"Retry-After": _RETRY_S}
    if found is None:
        return jsonify(code="unknown_version"), 404
    return Response(found, mimetype="text/csv")
