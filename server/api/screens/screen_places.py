"""Routes for hall screens: asking where one belongs."""

from flask import Response, jsonify
from flask_openapi3 import Tag

from server.api.before import before
from server.api.schemas import screens as schemas
from server.auth import caller
from server.http.described import Routes
from server.ports import ports
from server.service.screens.views import hello_view

api = Routes("screens", __name__, url_prefix="/api/v1", abp_tags=[Tag(name="screens")])
api.before_request(before)


@api.get("/screens/me", responses={200: schemas.ScreenHello})
def me() -> Response:
    """Where the screen that asks belongs, and which build the server is."""
    return jsonify(hello_view(ports().screens.hello(caller().device)))
