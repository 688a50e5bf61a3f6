"""The voice's files, for the screens that play them."""

from flask import Response, send_file
from flask_openapi3 import Tag

from server.api.before import before
from server.api.schemas import sounds as schemas
from server.api.schemas.common import Problem
from server.core.refusal import Refusal
from server.http.described import Routes
from server.ports import ports

api = Routes("voice", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="voice")])
api.before_request(before)


@api.get("/voice/<name>", responses={200: schemas.AUDIO, 404: Problem})
def file(path: schemas.VoicePath) -> Response:
    """One announcement as a WAV file. A name stands for its content, which never changes."""
    found = ports().voice.file(path.name)
    if found is None:
        raise Refusal("not_found")
    response = send_file(found, mimetype="audio/wav", conditional=True, etag=path.name, max_age=None)
    response.headers["Cache-Control"] = "private, max-age=604800, immutable"
    return response
