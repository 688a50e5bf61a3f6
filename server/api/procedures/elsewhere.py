"""Information about things that are done elsewhere, and where."""

from typing import Any, Final

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before, once
from server.api.schemas import procedures as schemas
from server.api.schemas.common import IfMatch, Problem
from server.auth import caller
from server.core.procedures.elsewhere import Elsewhere
from server.core.procedures.rules import clean
from server.core.refusal import Refusal
from server.http.described import Routes
from server.ports import ports
from server.service.procedures import elsewhere as use_cases
from server.service.procedures.views import signpost_view

api = Routes("elsewhere", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="procedures")])
api.before_request(before)
_REFUSALS: Final[dict[Any, Any]] = {404: Problem, 412: Problem, 422: Problem}


@api.get("/procedures/elsewhere", responses={200: schemas.Signposts, 403: Problem})
def show() -> Response:
    """All that is told to be done elsewhere."""
    told = use_cases.signposts(ports().context, ports().catalogue.shipped_elsewhere)
    return jsonify({"items": [signpost_view(signpost) for signpost in told.values()]})


@api.post("/procedures/elsewhere", responses={201: schemas.Signpost, 409: Problem, 422: Problem})
def add(body: schemas.PutSignpost) -> tuple[Response, int]:
    """Add one more thing that is done elsewhere: people who ask for it are told where."""
    shipped = ports().catalogue.shipped_elsewhere
    added = use_cases.add(ports().context, shipped, _thing(body), caller().actor, once())
    return jsonify(added), 201


@api.put("/procedures/elsewhere/<key>", responses={200: schemas.Signpost, **_REFUSALS})
def put(path: schemas.SignpostPath, header: IfMatch, body: schemas.PutSignpost) -> Response:
    """Tell something else of a thing."""
    shipped = ports().catalogue.shipped_elsewhere
    use_cases.put(ports().context, shipped, path.key, _thing(body), caller().actor, header.version)
    return _told(path.key)


@api.delete("/procedures/elsewhere/<key>", responses={204: None, **_REFUSALS})
def remove(path: schemas.SignpostPath, header: IfMatch) -> tuple[str, int]:
    """Remove a thing that is done elsewhere."""
    shipped = ports().catalogue.shipped_elsewhere
    use_cases.remove(ports().context, shipped, path.key, caller().actor, header.version)
    return "", 204


def _told(key: str) -> Response:
    told = use_cases.signposts(ports().context, ports().catalogue.shipped_elsewhere)
    if key not in told:  # somebody else was faster
        raise Refusal("unknown_catalogue_entry", entry=key)
    response = jsonify(signpost_view(told[key]))
    response.set_etag(str(told[key].version))
    return response


def _thing(body: schemas.PutSignpost) -> Elsewhere:
    said = tuple(clean(item) for item in body.said)
    return Elsewhere(clean(body.vi), clean(body.en), clean(body.where_vi), clean(body.where_en), said)
