"""The kiosk's spoken guidance as sound."""

from flask import Response
from flask_openapi3 import Tag

from server.api.before import before
from server.api.schemas import sounds as schemas
from server.api.schemas.common import Problem
from server.http.described import Routes
from server.ports import ports

api = Routes("speech", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="kiosk")])
api.before_request(before)


@api.get("/speech", responses={200: schemas.AUDIO, 409: Problem})
def say(query: schemas.SpeechQuery) -> Response:
    """A short text, spoken: a WAV file."""
    response = Response(ports().speak(query.text, query.language), mimetype="audio/wav")
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response
