"""Routes of the release that kiosks' own boxes take at night."""

from dataclasses import asdict

from flask import Response, jsonify, send_file
from flask_openapi3 import Tag

from server.api.before import before
from server.api.schemas import machines as schemas
from server.api.schemas.common import Problem
from server.core.refusal import Refusal
from server.http.described import Routes
from server.ports import ports

api = Routes("releases", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="machines")])
api.before_request(before)


@api.get("/box/release", responses={200: schemas.Release, 403: Problem})
def show() -> Response:
    """The release that this server offers to kiosks' boxes: its own version, where it was given its files."""
    return jsonify(asdict(ports().releases.offered()))


@api.get(
    "/box/release/<name>",
    responses={200: {"content": {"application/octet-stream": {}}}, 403: Problem, 404: Problem},
)
def file(path: schemas.ReleasePath) -> Response:
    """One of its files."""
    found = ports().releases.file(path.name)
    if found is None:
        raise Refusal("not_found")
    return send_file(found, mimetype="application/octet-stream", conditional=True, etag=False, max_age=0)
