"""The file of the centre's logo, as it comes in."""

from typing import Final

from flask import Response, jsonify, request
from flask_openapi3 import APIBlueprint, Tag

from server.api.before import before
from server.api.schemas import settings as schemas
from server.core.refusal import Refusal
from server.ports import ports
from server.service.settings import logos

api = APIBlueprint("logos", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="settings")])
_COUNTS_FOR_ITSELF: Final = 1 << 40
_FORMS: Final = ("multipart/form-data", "application/x-www-form-urlencoded")


@api.before_request
def let_files_in() -> None:
    """More than a body's usual size; a form would be read before anybody looks at it."""
    if request.mimetype in _FORMS:
        raise Refusal("bad_request", reason="Content-Type: application/octet-stream")
    request.max_content_length = _COUNTS_FOR_ITSELF


api.before_request(before)


@api.put("/logos", responses={201: schemas.KeptLogo})
def receive() -> tuple[Response, int]:
    """Take in a logo, a PNG or a JPEG of up to 2 MB: the body is the file itself."""
    name = logos.receive_logo(ports().context, request.stream, request.content_length)
    return jsonify({"file": name}), 201
